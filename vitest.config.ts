import { defineConfig } from 'vitest/config';

/** Test files that need a module graph of their own, from the top of the project: each replaces what other files import as well. */
export const isolated = [
  'main/electron/assistant.test.ts',
  'main/electron/guards.test.ts',
  'main/electron/pass-proxy.test.ts',
  'main/electron/preload.test.ts',
  'main/storage/private-folder.test.ts',
  // The assistant's use of Okta's SDK replaces its configuration loader for the whole process.
  'practice/okta/sdk.test.ts',
];

const tests = '{shared,practice,main,renderer,build,e2e}/**/*.test.{ts,tsx}';
const dom = 'renderer/**/*.test.tsx';
const elsewhere = '**/node_modules/**';

export default defineConfig({
  test: {
    restoreMocks: true,
    // Half of the time is waiting: for child processes, and for pauses of the assistant.
    maxWorkers: 3,
    unstubEnvs: true,
    unstubGlobals: true,
    setupFiles: ['build/unstub.ts'],
    // Of something that hangs, not of something slow: other work on the machine may take most of it.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 60_000 } },
    // Others are read as empty; the contrast test reads this one.
    css: { include: [/theme\/tokens\.css/] },
    reporters: process.env['CI'] === undefined ? ['default'] : ['dot'],
    // One module graph a worker instead of one a file: Okta's SDK is loaded three times, not a hundred times. A worker serves only
    // files of its own project that follow each other, so each project is a group of its own.
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          include: [tests],
          exclude: [...isolated, dom, elsewhere],
          isolate: false,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'dom',
          include: [dom],
          environment: 'jsdom',
          setupFiles: ['renderer/testing/patience.ts'],
          isolate: false,
          sequence: { groupOrder: 1 },
        },
      },
      { extends: true, test: { name: 'isolated', include: isolated, sequence: { groupOrder: 2 } } },
    ],
  },
});
