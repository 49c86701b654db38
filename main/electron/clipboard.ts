import { clipboard } from 'electron';
import type { Clipboard } from '../ports';

/** The system's clipboard. What keeps a history of it (Windows, some tools) keeps the token too: docs/security.md says so. */
export const systemClipboard: Clipboard = {
  write: async (text) => {
    await clipboard.writeText(text);
  },
  clearIf: async (text) => {
    if ((await clipboard.readText()) === text) clipboard.clear();
  },
};
