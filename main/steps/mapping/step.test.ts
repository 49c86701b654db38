import { expect, it } from 'vitest';
import { startTestCore } from '../../testing/core';

it('warns openly that Okta’s values overwrite Oktopost’s, and notes what is no risk', async () => {
  const core = await startTestCore();
  try {
    await core.begin();
    await core.run({ kind: 'app' });
    core.byHand.scimOn();
    const { warnings, notes } = await core.preview({ kind: 'mapping' });
    expect(warnings).toContainEqual('What Okta sends later overwrites Oktopost’s values.');
    expect(notes.join(' ')).not.toContain('overwrite');
    expect(notes.join(' ')).toContain('userName is no row of the mapping');
  } finally {
    await core.close();
  }
});
