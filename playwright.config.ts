import { defineConfig } from 'playwright/test';

const isRoot = process.getuid?.() === 0;
const {
  CI,
  CHROMIUM_PATH,
  PACKAGED_APP,
  HARDENED_APP,
  CONNECTIONS_TRACE,
  INSTALLED_FOLDER,
  PLAYWRIGHT_JSON_OUTPUT_FILE,
} = process.env;

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  globalSetup: './e2e/global-setup.ts',
  fullyParallel: true,
  forbidOnly: CI !== undefined,
  // Shared machines stall; the closing lines of .ci/run say loudly what needed a second try.
  retries: CI === undefined ? 0 : 1,
  // A walk waits for polls and pauses half of its time.
  workers: 3,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ...(PLAYWRIGHT_JSON_OUTPUT_FILE === undefined ? [] : [['json'] as const])],
  use: {
    actionTimeout: 20_000,
    screenshot: 'only-on-failure',
    // Animations are drawn by the processor here.
    contextOptions: { reducedMotion: 'reduce' },
    // Recorded all the time, it takes half of the processor.
    trace: 'on-first-retry',
    launchOptions: {
      ...(CHROMIUM_PATH === undefined ? {} : { executablePath: CHROMIUM_PATH }),
      // Chromium's sandbox refuses root.
      args: isRoot ? ['--no-sandbox'] : [],
    },
  },
  projects: [
    {
      name: 'chromium',
      testIgnore: ['electron/**', 'screens/**'],
      outputDir: 'test-results/chromium',
      use: {
        browserName: 'chromium',
      },
    },
    {
      name: 'electron',
      // The packed apps are tried only where they are named.
      testIgnore: [
        'browser/**',
        'screens/**',
        ...(!PACKAGED_APP ? ['electron/packaged.spec.ts'] : []),
        ...(!HARDENED_APP ? ['electron/hardened.spec.ts'] : []),
        ...(!INSTALLED_FOLDER ? ['electron/installed.spec.ts'] : []),
        ...(!CONNECTIONS_TRACE ? ['electron/connections.spec.ts'] : []),
      ],
      outputDir: 'test-results/electron',
      use: { browserName: 'chromium' },
    },
    {
      // Pictures of every screen: `npm run screens`.
      name: 'screens',
      testMatch: 'screens/**/*.spec.ts',
      outputDir: 'test-results/screens-run',
      use: { browserName: 'chromium', trace: 'off', screenshot: 'off' },
    },
  ],
});
