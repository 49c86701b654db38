import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { app, dialog } from 'electron';
import type { BrowserWindow } from 'electron';
import { AppFailure } from '../../shared/failure';
import type { SaveFile } from '../ports';

/** Asks where to save an export. `savedAs` is null when the dialog was cancelled. */
export function saveByDialog(window: () => BrowserWindow | null): SaveFile {
  return async (name, content) => {
    const options = { defaultPath: join(app.getPath('downloads'), name) };
    const parent = window();
    const chosen = await (parent === null
      ? dialog.showSaveDialog(options)
      : dialog.showSaveDialog(parent, options));
    if (chosen.canceled || chosen.filePath === '') return { savedAs: null };
    try {
      await writeFile(chosen.filePath, content);
    } catch (cause) {
      throw new AppFailure(
        {
          code: 'storage-failed',
          message: 'The file could not be saved there.',
          owner: 'okta-admin',
          next: 'Choose another folder.',
          retry: true,
        },
        { cause },
      );
    }
    return { savedAs: chosen.filePath };
  };
}
