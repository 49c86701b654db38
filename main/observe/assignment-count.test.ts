import { expect, it } from 'vitest';
import { startTestCore } from '../testing/core';

// A rejection without a handler ends the assistant; vitest fails on it.
it('a plan whose readings all fail is refused once, and nothing else is left rejected', async () => {
  const core = await startTestCore();
  try {
    await core.begin();
    await core.run({ kind: 'app' });
    core.byHand.scimOn();
    core.org.faults.add([{ target: 'okta', method: 'GET', path: '^/api/', times: 100, drop: 'before' }]);
    await expect(core.preview({ kind: 'mapping' })).rejects.toThrow(/cannot be reached/);
  } finally {
    await core.close();
  }
});
