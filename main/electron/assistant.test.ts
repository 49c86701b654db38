import { afterEach, expect, it, vi } from 'vitest';
import { startAssistant } from './assistant';

const electron = vi.hoisted(() => {
  const switches = new Set<string>();
  const said: string[] = [];
  return {
    switches,
    said,
    app: {
      isPackaged: false,
      getAppPath: () => '/nowhere',
      getPath: () => '/nowhere',
      requestSingleInstanceLock: () => true,
      commandLine: { hasSwitch: (name: string) => switches.has(name) },
      exit: (code: number) => said.push(`exit ${code}`),
      on: () => said.push('went on'),
      whenReady: () => new Promise(() => undefined),
    },
    dialog: { showErrorBox: (_title: string, text: string) => said.push(text) },
    Menu: { setApplicationMenu: () => undefined },
    protocol: { registerSchemesAsPrivileged: () => said.push('went on') },
  };
});
vi.mock('electron', () => ({ ...electron, ipcMain: {}, session: {}, shell: {}, safeStorage: {} }));
vi.mock('../shell/folder-lock', () => ({ lockFolder: () => new Promise(() => undefined) }));

afterEach(() => {
  vi.unstubAllEnvs();
  electron.switches.clear();
  electron.app.isPackaged = false;
  electron.said.length = 0;
});

it.each(['ignore-certificate-errors', 'ignore-certificate-errors-spki-list'])(
  'the app does not start with --%s',
  (name) => {
    electron.switches.add(name);
    startAssistant('out');
    expect(electron.said).toEqual([expect.stringContaining(`--${name} was given`), 'exit 1']);
  },
);

// Shows: certificates are not checked
it('the app does not start with NODE_TLS_REJECT_UNAUTHORIZED=0', () => {
  vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
  startAssistant('out');
  expect(electron.said).toEqual([expect.stringContaining('NODE_TLS_REJECT_UNAUTHORIZED=0 is set'), 'exit 1']);
});

// Shows: code of others runs with the app's name, or looks into its window
it('the packed app does not start with a debugging port, the one that is developed does', () => {
  electron.switches.add('remote-debugging-port');
  startAssistant('out');
  expect(new Set(electron.said)).toEqual(new Set(['went on']));
  electron.said.length = 0;
  electron.app.isPackaged = true;
  startAssistant('out');
  expect(electron.said).toEqual([expect.stringContaining('--remote-debugging-port was given'), 'exit 1']);
});
