import { defineConfig } from 'vitest/config';

const tests = '{shared,practice,main,renderer,build,e2e}/**/*.test.{ts,tsx}';
/** Files that need a module graph of their own: the assistant's use of Okta's SDK replaces its configuration loader for the whole process. */
const isolated = ['practice/okta/sdk.test.ts'];
const elsewhere = '**/node_modules/**';

export default defineConfig({
  test: {
    restoreMocks: true,
    // Half of the time is waiting: for child processes, and for pauses of the assistant.
    maxWorkers: 3,
    unstubEnvs: true,
    unstubGlobals: true,
    testTimeout: 40_000,
    // Most set a whole assistant up.
    hookTimeout: 40_000,
    // Others are read as empty; the contrast test reads this one.
    css: { include: [/theme\/tokens\.css/] },
    reporters: process.env['CI'] === undefined ? ['default'] : ['dot'],
    projects: [
      {
        extends: true,
        // One module graph a worker instead of one a file: Okta's SDK is loaded twice, not a hundred times.
        test: { name: 'shared', include: [tests], exclude: [...isolated, elsewhere], isolate: false },
      },
      { extends: true, test: { name: 'isolated', include: isolated } },
    ],
  },
});
