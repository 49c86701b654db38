import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestCore } from '../testing/core';
import type { TestCore } from '../testing/core';
import { heldFetch } from '../testing/held-fetch';

describe('a set-up that was begun while Okta was asked for the one before', () => {
  const { fetch, hold } = heldFetch();
  let core: TestCore;
  beforeEach(async () => {
    core = await startTestCore({}, { ports: () => ({ fetch }) });
    await core.begin();
    await core.run({ kind: 'app' });
  });
  afterEach(() => core.close());

  /** Starts over while Okta has not answered about the app integration. */
  async function startOverDuring(asking: () => Promise<unknown>): Promise<void> {
    const { sent, release } = hold(/\/api\/v1\/apps\/[^/]+$/);
    const asked = asking().catch(() => undefined);
    await sent;
    await core.call('session.startOver', {});
    release();
    await asked;
  }

  it('gets nothing of what an admin stated of a step', async () => {
    await startOverDuring(() => core.call('guided.state', { step: 'scim-on', done: true }));
    expect((await core.snapshot()).guided['scim-on'].statedAt).toBeNull();
  });

  it('gets no choices of a summary that were to be brought back', async () => {
    const text = JSON.stringify(await core.call('summary.get', {}));
    await core.call('file.open', { name: 'summary.json', text });
    await startOverDuring(() => core.call('drift.bringBack', { screen: 'plan' }));
    expect(await core.snapshot()).toMatchObject({ adopt: null, destination: null, screen: 'welcome' });
  });
});
