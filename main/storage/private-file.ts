import { closeSync, fsyncSync, openSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { writeFileSync as replaceFile } from 'atomically';

/**
 * Writes `text` whole or not at all, readable by this user only (mode 0600). It is on the disk when this returns: the draft
 * is flushed before it takes the file's name, the folder after it. @throws the file system's own error.
 */
export function writePrivateFile(file: string, text: string): void {
  // `atomically` writes with a single call and takes a short count for success, which a disk that is becoming full answers:
  // half a text would replace the file. Node's own call goes on until everything is written, or throws.
  const fill = (draft: string): void => {
    writeFileSync(draft, text);
  };
  replaceFile(file, undefined, { mode: 0o600, tmpCreated: fill });
  flushFolder(dirname(file));
}

/** A new name is only durable once its folder is flushed; Windows has no such call. */
function flushFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
