import { parseArgs } from 'node:util';
import { startTestCore } from '../main/testing/core';
import { writeSample } from './sample/write-sample';

const help = `Walks the whole way on a fresh practice org, without a window, and writes every export into a folder.

  npm run --silent sample -- FOLDER

Prints the practice org's line of JSON, as "npm run practice -- --json" does, and keeps the org running until it is stopped.
`;

const { values, positionals } = parseArgs({
  options: { help: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const [folder, ...more] = positionals;

if (values.help) process.stdout.write(help);
else if (folder === undefined || more.length > 0) {
  process.stderr.write(help);
  process.exitCode = 2;
} else {
  const core = await startTestCore();
  const stop = (): void => void core.close().then(() => process.exit());
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  try {
    const written = await writeSample(core, folder);
    const { okta, oktopost, platform } = core.org;
    process.stderr.write(`${written.map((name) => `${folder}/${name}`).join('\n')}\n`);
    process.stdout.write(`${JSON.stringify({ okta, oktopost, platform })}\n`);
  } catch (error) {
    process.exitCode = 1;
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    stop();
  }
}
