import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { unusedSchemas } from './build/unused-schemas';

// One CommonJS file name per entry, everything bundled: the packaged app carries no node_modules. `node16` and
// `chrome108` are the oldest the product is tried on (Electron 22, see README).
const commonJs = {
  format: 'cjs',
  entryFileNames: '[name].cjs',
  chunkFileNames: 'chunks/[name]-[hash].cjs',
} as const;
const minify = true;

export default defineConfig({
  main: {
    publicDir: false,
    build: {
      outDir: resolve('out/main'),
      // Okta's SDK is one large chunk, loaded only when it is needed.
      chunkSizeWarningLimit: 6000,
      target: 'node16',
      externalizeDeps: false,
      minify,
      rolldownOptions: {
        input: {
          index: resolve('main/electron/index.ts'),
          browser: resolve('main/browser/index.ts'),
          practice: resolve('practice/main.ts'),
        },
        output: commonJs,
      },
    },
  },
  preload: {
    publicDir: false,
    build: {
      outDir: resolve('out/preload'),
      target: 'node16',
      externalizeDeps: false,
      minify,
      rolldownOptions: { input: { index: resolve('main/electron/preload.ts') }, output: commonJs },
    },
  },
  renderer: {
    root: resolve('renderer'),
    publicDir: false,
    plugins: [react(), unusedSchemas()],
    build: {
      outDir: resolve('out/renderer'),
      emptyOutDir: true,
      target: 'chrome108',
      cssTarget: 'chrome108',
      // Without these electron-vite leaves CSS as it was written, nesting included.
      minify,
      cssMinify: 'lightningcss',
      chunkSizeWarningLimit: 700,
      rolldownOptions: {
        input: { index: resolve('renderer/index.html') },
        output: {
          // One file for the first screen, since each is a request that main answers while the window waits; and no crumbs for
          // the others, which compress worse.
          codeSplitting: {
            groups: [
              { name: 'first', tags: ['$initial'], priority: 1 },
              { name: 'shared', minShareCount: 2 },
              // Short, alike and shown one after the other: together they compress better.
              ...[
                { name: 'guided', screens: 'scim-on|to-app|connection|authenticate|mapping' },
                { name: 'changes', screens: 'change-token|change-certificate|single-sign-on|undo' },
                { name: 'set-up', screens: 'destination|connect-okta|oktopost-token|plan|apply|user-names' },
                { name: 'proof', screens: 'test-user|summary' },
                { name: 'people', screens: 'people|rollout|drift|life-cycle' },
              ].map(({ name, screens }) => ({ name, test: new RegExp(`renderer/screens/(${screens})/`) })),
            ],
          },
        },
      },
    },
  },
});
