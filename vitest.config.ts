import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{shared,practice,main,renderer,build,e2e}/**/*.test.{ts,tsx}'],
    restoreMocks: true,
    unstubEnvs: true,
    unstubGlobals: true,
    testTimeout: 20_000,
    // Most set a whole assistant up.
    hookTimeout: 20_000,
    // Others are read as empty; the contrast test reads this one.
    css: { include: [/theme\/tokens\.css/] },
    reporters: process.env['CI'] === undefined ? ['default'] : ['dot'],
  },
});
