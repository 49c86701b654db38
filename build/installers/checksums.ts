import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const installerKinds = ['AppImage', 'deb', 'rpm', 'tar.gz', 'zip', 'dmg', 'exe'];
const isInstaller = (name: string): boolean => installerKinds.some((kind) => name.endsWith(`.${kind}`));

/** Writes `SHA256SUMS` beside the installers, as `sha256sum --check` reads it. Returns their names. */
export function writeChecksums(folder: string): string[] {
  const files = readdirSync(folder).filter(isInstaller).sort();
  const line = (name: string): string =>
    `${createHash('sha256')
      .update(readFileSync(join(folder, name)))
      .digest('hex')}  ${name}\n`;
  writeFileSync(join(folder, 'SHA256SUMS'), files.map(line).join(''));
  return files;
}
