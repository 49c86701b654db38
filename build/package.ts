import { parseArgs } from 'node:util';
import { runTool, stopUnlessOk } from './run';

const help = `npm run package -- [options]

Builds the app and packs it, unpacked, into dist/.

  --dist FOLDER            pack with the Electron in this folder instead of a download
  --electron-version V     the version of that Electron
  --installers             make this system's installers too
  --help                   this text`;

const { values } = parseArgs({
  options: {
    dist: { type: 'string' },
    'electron-version': { type: 'string' },
    installers: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) {
  console.log(help);
} else {
  stopUnlessOk(await runTool('electronVite', ['build', '--logLevel', 'warn']));
  const version = values['electron-version'];
  process.exit(
    await runTool('electronBuilder', [
      ...(values.installers ? [] : ['--dir']),
      '--publish=never',
      ...(values.dist === undefined ? [] : [`-c.electronDist=${values.dist}`]),
      ...(version === undefined ? [] : [`-c.electronVersion=${version}`]),
    ]),
  );
}
