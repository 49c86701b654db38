import { afterAll, vi } from 'vitest';

// Vitest takes stubs away before the next test; the next file of this worker would import with those of the last.
afterAll(() => {
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
});
