import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** The entry files of command line tools, to be run by Node. */
export const tools = {
  electronVite: 'node_modules/electron-vite/bin/electron-vite.js',
  playwright: 'node_modules/playwright/cli.js',
  vitest: 'node_modules/vitest/vitest.mjs',
} as const;

/** Runs a program in the project's folder with inherited output. Resolves with its exit code; 127 when it could not be started. */
export function run(
  file: string,
  args: readonly string[],
  options: { env?: NodeJS.ProcessEnv } = {},
): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      cwd: root,
      stdio: 'inherit',
      env: options.env ?? process.env,
    });
    // The foreground process group gets Ctrl+C; this script exits after the child.
    const wait = (): void => undefined;
    const passOn = (signal: NodeJS.Signals): void => {
      child.kill(signal);
    };
    process.on('SIGINT', wait);
    process.on('SIGTERM', passOn);
    const end = (code: number): void => {
      process.off('SIGINT', wait);
      process.off('SIGTERM', passOn);
      resolve(code);
    };
    child.on('error', () => {
      end(127);
    });
    child.on('exit', (code) => {
      end(code ?? 1);
    });
  });
}

/** Runs one of `tools` with this Node. */
export const runTool = (
  tool: keyof typeof tools,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<number> => run(process.execPath, [tools[tool], ...args], { env });

/** Exits with that code unless it is 0. */
export function stopUnlessOk(code: number): void {
  if (code !== 0) process.exit(code);
}
