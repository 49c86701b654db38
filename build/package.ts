import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'electron-builder';
import type { AfterPackContext } from 'electron-builder';
import { fusesOf, setFuses, testDifference } from './artefacts';
import type { Artefact } from './artefacts';
import { z } from 'zod';
import { unexpectedDifferences } from './compare-artefacts';
import { writeChecksums } from './installers/checksums';
import { registryTools } from './installers/tools';
import { root, runTool, stopUnlessOk } from './run';
import { writeNotices } from './sbom';

const help = `npm run package -- [options]

Builds the app and packs it, unpacked, into dist/.

  --test               also the artefact that Playwright can drive, into dist/test/, which is given to nobody; fails when
                       it differs in anything but what build/artefacts.ts names
  --dist FOLDER        pack with the Electron in this folder instead of a download
  --electron-version V the version of that Electron
  --installers         make this system's installers too, with their hashes in SHA256SUMS; with --dist on Linux the tools come from
                       package registries alone, and an AppImage is made only where APPIMAGE_TOOLS_PATH names a runtime
  --targets A,B        only these installers
  --help               this text`;

const { values } = parseArgs({
  options: {
    test: { type: 'boolean', default: false },
    dist: { type: 'string' },
    'electron-version': { type: 'string' },
    installers: { type: 'boolean', default: false },
    targets: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

const targetName = z.enum(['AppImage', 'deb', 'rpm', 'tar.gz', 'zip']);
type TargetName = z.infer<typeof targetName>;
const isLinux = process.platform === 'linux';
const linuxTargets = isLinux && values.installers ? targetsOf() : null;

/** The file of a packed app that holds the fuses. */
const binaryOf = ({ appOutDir, electronPlatformName, packager }: AfterPackContext): string => {
  const { productFilename } = packager.appInfo;
  const executable: unknown = Reflect.get(packager, 'executableName');
  switch (electronPlatformName) {
    case 'darwin':
      return join(appOutDir, `${productFilename}.app`);
    case 'win32':
      return join(appOutDir, `${productFilename}.exe`);
    default:
      return join(appOutDir, typeof executable === 'string' ? executable : productFilename);
  }
};

/** Null: as electron-builder.yml says. */
function targetsOf(): TargetName[] | null {
  if (values.targets !== undefined) return z.array(targetName).parse(values.targets.split(','));
  if (values.dist === undefined || process.env['APPIMAGE_TOOLS_PATH']) return null;
  console.log('AppImage: not built here (APPIMAGE_TOOLS_PATH names no runtime).');
  return targetName.options.filter((name) => name !== 'AppImage');
}

/** Returns the folder of the packed app. */
async function pack(artefact: Artefact): Promise<string> {
  const { dist, 'electron-version': electronVersion } = values;
  let folder = '';
  await build({
    projectDir: root,
    publish: 'never',
    ...(values.installers && artefact === 'hardened' ? {} : { dir: true }),
    ...(artefact === 'hardened' && linuxTargets !== null ? { linux: linuxTargets } : {}),
    config: {
      ...(dist === undefined ? {} : { electronDist: dist }),
      ...(electronVersion === undefined ? {} : { electronVersion }),
      // A runtime that was named by hand may be an old one, which reads nothing else.
      ...(process.env['APPIMAGE_TOOLS_PATH'] ? { appImage: { compression: 'gzip' as const } } : {}),
      ...(artefact === 'test'
        ? { extraMetadata: testDifference.packageJson, directories: { output: 'dist/test' } }
        : {}),
      // Before it is signed.
      afterPack: async (context: AfterPackContext) => {
        folder = context.appOutDir;
        // Of a given Electron: an app that no fuse of ours would load.
        rmSync(join(folder, 'resources', 'default_app.asar'), { force: true });
        const missing = await setFuses(binaryOf(context), fusesOf(artefact));
        if (missing.length > 0) console.log(`This Electron has no fuse ${missing.join(', ')}.`);
      },
    },
  });
  return folder;
}

if (values.help) {
  console.log(help);
} else {
  stopUnlessOk(await runTool('electronVite', ['build', '--logLevel', 'warn']));
  writeNotices();
  if (isLinux && values.installers && values.dist !== undefined) Object.assign(process.env, registryTools());
  const hardened = await pack('hardened');
  if (values.installers) console.log(writeChecksums(join(root, 'dist')).join('\n'));
  if (values.test) {
    const test = await pack('test');
    // Elsewhere the hash of the archive is in the binary or beside it, and differs as well.
    const unexpected = isLinux ? await unexpectedDifferences(hardened, test) : [];
    for (const line of unexpected) console.error(line);
    if (unexpected.length > 0) process.exit(1);
  }
}
