import { afterEach, beforeEach } from 'vitest';
import { startTestCore } from './core';
import type { TestCore } from './core';

/** Each test of a file begins on the screen of single sign-on, where the app integration is made. `use` takes the core. */
export function eachAtSingleSignOn(use: (core: TestCore) => void): void {
  let core: TestCore;
  beforeEach(async () => {
    core = await startTestCore();
    use(core);
    await core.begin();
    await core.run({ kind: 'app' });
    await core.call('session.go', { screen: 'single-sign-on' });
  });
  afterEach(() => core.close());
}
