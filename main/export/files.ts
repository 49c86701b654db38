import type { Value } from '../../shared/api';
import { assertNever } from '../../shared/errors';
import type { SaveFile } from '../ports';
import type { ExportDocument } from './document';
import { documentHtml } from './html';
import { documentMarkdown } from './markdown';

/** `name` with its ending; `type` is a media type. */
export type ExportFile = NonNullable<Value<'plan.export'>['download']>;

/** A document as a file; `name` without its ending. */
export function documentFile(
  name: string,
  document: ExportDocument,
  format: 'markdown' | 'html',
): ExportFile {
  switch (format) {
    case 'markdown':
      return { name: `${name}.md`, type: 'text/markdown', text: documentMarkdown(document) };
    case 'html':
      return { name: `${name}.html`, type: 'text/html', text: documentHtml(document) };
    default:
      return assertNever(format);
  }
}

/** Writes the file by the shell's dialog, or hands it over for a download where there is none. */
export async function handOver(file: ExportFile, saveFile: SaveFile | null): Promise<Value<'plan.export'>> {
  if (saveFile === null) return { savedAs: null, download: file };
  const { savedAs } = await saveFile(file.name, file.text);
  return { savedAs, download: null };
}
