import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { linkPath } from '../../shared/browser-session';
import { createAssistant } from '../app';
import { systemClock } from '../shell/clock';
import { fetchByEnvironment } from '../net/environment-proxy';
import { requireCheckedTls } from '../net/tls';
import { lockFolder } from '../shell/folder-lock';
import { createLog } from '../shell/log';
import { createRedactor } from '../secrets/redactor';
import { openPages } from '../shell/pages';
import { practiceOrg } from '../shell/practice-process';
import { readThisBuild } from '../shell/this-build';
import { handleUncaught } from '../shell/uncaught';
import { memoryVault } from '../shell/vault/memory';
import { createAccess } from './access';
import { couldNotStart } from './could-not-start';
import { leftUnassigned } from '../shell/left-unassigned';
import { openLink } from './open-link';
import { help, readOptions } from './options';
import type { BrowserOptions } from './options';
import { practiceGoesOn } from './practice-goes-on';
import { startBrowserServer } from './server';

// Bundled to out/main/browser.cjs: all its files are in the same folder.
const built = join(__dirname, '..');
const { version, releases } = readThisBuild(join(built, '..'));

async function run({ port, folder, open }: BrowserOptions): Promise<void> {
  requireCheckedTls(process.env);
  const lock = await lockFolder(folder);
  if (!lock.held) {
    console.error(
      `Another assistant (process ${lock.by}) already works in ${folder}.\nUse that one, end it, or start with --folder PATH.`,
    );
    process.exitCode = 1;
    return;
  }
  process.once('exit', () => {
    lock.release();
  });
  if (lock.tookOver !== null)
    console.log(`The previous assistant (process ${lock.tookOver}) was not shut down cleanly; continuing.`);

  const redactor = createRedactor();
  const fetch = await fetchByEnvironment(globalThis.fetch, process.env, redactor.learn);
  const log = createLog(folder, redactor);
  handleUncaught(process, log, (lastWords) => {
    console.error(lastWords);
    process.exit(1);
  });
  const practice = practiceOrg({
    folder,
    command: { file: process.execPath, args: [join(__dirname, 'practice.cjs')] },
    maskDescriptors: false,
    fetch,
    redactor,
  });
  const core = await createAssistant({
    version,
    releases,
    shell: 'browser',
    folder,
    fetch,
    clock: systemClock,
    vault: memoryVault(),
    redactor,
    log,
    saveFile: null,
    printPdf: null,
    clipboard: null,
    practice,
  });
  const access = createAccess();
  const pages = openPages(join(built, 'renderer'), 'self');
  const server = await startBrowserServer({ core, pages, access, port });
  log.info('started', { version, shell: 'browser', node: process.versions.node });

  const link = (): string => `${server.origin}${linkPath}#${access.newLink()}`;
  const first = link();
  console.log(`Oktopost Setup for Okta ${version} runs in browser mode.`);
  console.log('Secrets are kept in memory only and asked again after a restart. Ctrl+C ends it.');
  console.log(`Open ${first}`);
  console.log('The link works once. Press Enter for a new one; the page of before is disconnected then.');
  const discardPage = open ? openLink(first, folder) : () => undefined;
  access.onConnect(discardPage);
  const input = createInterface({ input: process.stdin });
  input.on('line', () => {
    console.log(`Open ${link()}`);
  });

  let ending = false;
  const end = (): void => {
    if (ending) return;
    ending = true;
    input.close();
    discardPage();
    void leftUnassigned(core)
      .then((names) => {
        if (names !== null) console.log(names);
        return server.close();
      })
      .then(() => core.close())
      .then(() => practice.runningPid())
      .then((pid) => {
        if (pid !== null) console.log(practiceGoesOn(pid, process.platform));
      })
      .catch((error: unknown) => {
        log.error('did not end cleanly', { error: String(error) });
      })
      .finally(() => {
        process.exit(0);
      });
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
}

const read = readOptions(process.argv.slice(2));
switch (read.kind) {
  case 'help':
    console.log(help);
    break;
  case 'bad':
    console.error(`${read.problem}\n\n${help}`);
    process.exitCode = 2;
    break;
  case 'run':
    run(read.options).catch((error: unknown) => {
      console.error(couldNotStart(error));
      process.exit(1);
    });
    break;
}
