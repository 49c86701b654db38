import { clipboard } from 'electron';
import type { Clipboard } from '../ports';

/** The system's clipboard. A clipboard history (Windows, some tools) keeps the token too: see docs/security.md. */
export const systemClipboard: Clipboard = {
  write: async (text) => {
    await clipboard.writeText(text);
  },
  clearIf: async (text) => {
    if ((await clipboard.readText()) === text) clipboard.clear();
  },
};
