import { dirname, resolve } from 'node:path';
import { _electron } from 'playwright/test';
import type { ElectronApplication, Page } from 'playwright/test';
import { endProcess, isRunning, root } from './processes';

/** The built (or, with PACKAGED_APP, the packaged) assistant in Electron. */
export interface ElectronAssistant {
  app: ElectronApplication;
  page: Page;
  /** Links that the app passed to the system's browser, oldest first; they are not opened. */
  openedLinks(): Promise<string[]>;
  /** Sets the result of the next save dialogs. */
  saveInto(file: string): Promise<void>;
  stop(): Promise<void>;
  kill(): Promise<void>;
}

/** What the computer gives to the app beside its folder. */
export interface Surroundings {
  /** Chromium's switches. */
  switches?: readonly string[];
  env?: Readonly<Record<string, string>>;
}

/** `packaged`: a packaged app's executable, relative to the project. The assistant keeps its state in the folder `assistant` of the user data. */
export async function startElectronAssistant(
  folder: string,
  packaged: string | undefined,
  { switches: more = [], env = {} }: Surroundings = {},
): Promise<ElectronAssistant> {
  const switches = [`--user-data-dir=${dirname(folder)}`, ...more];
  const app = await _electron.launch({
    cwd: root,
    env: { ...definedOf(process.env), ...env },
    chromiumSandbox: process.getuid?.() !== 0,
    ...(packaged === undefined
      ? { args: ['.', ...switches] }
      : { executablePath: resolve(root, packaged), args: switches }),
  });
  const pid = app.process().pid;
  const opened = await app.evaluateHandle(({ shell }) => {
    const links: string[] = [];
    shell.openExternal = (url) => {
      links.push(url);
      return Promise.resolve();
    };
    return links;
  });
  return {
    app,
    page: await app.firstWindow(),
    openedLinks: () => opened.jsonValue(),
    saveInto: (file) =>
      app.evaluate(({ dialog }, filePath) => {
        dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
      }, file),
    stop: () => app.close(),
    kill: async () => {
      if (pid === undefined || !isRunning(pid)) return;
      process.kill(pid, 'SIGKILL');
      await endProcess(pid);
      await app.close().catch(() => undefined);
    },
  };
}

const definedOf = (env: NodeJS.ProcessEnv): Record<string, string> =>
  Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
