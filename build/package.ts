import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'electron-builder';
import type { AfterPackContext } from 'electron-builder';
import { fusesOf, setFuses, testDifference } from './artefacts';
import type { Artefact } from './artefacts';
import { unexpectedDifferences } from './compare-artefacts';
import { root, runTool, stopUnlessOk } from './run';

const help = `npm run package -- [options]

Builds the app and packs it, unpacked, into dist/.

  --test               also the artefact that Playwright can drive, into dist/test/, which is given to nobody; fails when
                       it differs in anything but what build/artefacts.ts names
  --dist FOLDER        pack with the Electron in this folder instead of a download
  --electron-version V the version of that Electron
  --installers         make this system's installers too
  --help               this text`;

const { values } = parseArgs({
  options: {
    test: { type: 'boolean', default: false },
    dist: { type: 'string' },
    'electron-version': { type: 'string' },
    installers: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

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

/** Returns the folder of the packed app. */
async function pack(artefact: Artefact): Promise<string> {
  const { dist, 'electron-version': electronVersion } = values;
  let folder = '';
  await build({
    projectDir: root,
    publish: 'never',
    ...(values.installers && artefact === 'hardened' ? {} : { dir: true }),
    config: {
      ...(dist === undefined ? {} : { electronDist: dist }),
      ...(electronVersion === undefined ? {} : { electronVersion }),
      ...(artefact === 'test'
        ? { extraMetadata: testDifference.packageJson, directories: { output: 'dist/test' } }
        : {}),
      // Before it is signed.
      afterPack: async (context: AfterPackContext) => {
        folder = context.appOutDir;
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
  const hardened = await pack('hardened');
  if (values.test) {
    // Elsewhere the hash of the archive is in the binary or beside it as well.
    const unexpected = await unexpectedDifferences(hardened, await pack('test'));
    for (const line of unexpected) console.error(line);
    if (unexpected.length > 0) process.exit(1);
  }
}
