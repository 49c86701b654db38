import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addressOf } from '../testing/by-hand';
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

  /** Starts over, and goes on so, while Okta has not answered: about the app integration, or what is asked for at `path`. */
  async function startOverDuring(
    asking: () => Promise<unknown>,
    path = /\/api\/v1\/apps\/[^/]+$/,
    goOn = (): Promise<unknown> => Promise.resolve(),
  ): Promise<void> {
    const { sent, release } = hold(path);
    const asked = asking().catch(() => undefined);
    await sent;
    await core.call('session.startOver', {});
    await goOn();
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

  it('gets no counts of user names', async () => {
    const look = () => core.call('userNames.rows', { from: 0, count: 10, fresh: true });
    await look();
    expect((await core.snapshot()).userNames.looked).not.toBeNull();
    await startOverDuring(look, /\/apps\/[^/]+\/users$/);
    expect((await core.snapshot()).userNames.looked).toBeNull();
  });

  it('gets no summary', async () => {
    await startOverDuring(
      () => core.call('summary.get', {}),
      /\/api\/v1\/apps$/,
      async () => {
        await core.begin({ label: 'Another' });
        await core.run({ kind: 'app', createAnyway: true });
      },
    );
    const { rail } = await core.snapshot();
    expect(rail.find(({ screen }) => screen === 'summary')?.state).toBe('not-yet');
  });

  it('gets no address that the one before was asked for', async () => {
    await core.call('session.startOver', {});
    await core.call('session.chooseMode', { mode: 'real' });
    const { sent, release } = hold(/okta-organization$/, () =>
      Promise.resolve(Response.json({ _links: { organization: { href: 'https://acme.okta.com' } } })),
    );
    const asked = core.call('okta.checkAddress', { address: 'sso.acme.com' });
    await sent;
    await core.call('session.chooseMode', { mode: 'practice' });
    release();
    await asked.catch(() => undefined);
    expect((await core.snapshot()).address?.kind).toBe('practice');
  });
});

it('a real set-up that is chosen while the practice org starts gets no address of it', async () => {
  let start = (): void => undefined;
  const started = new Promise<void>((resolve) => {
    start = resolve;
  });
  const core: TestCore = await startTestCore(
    {},
    {
      ports: () => ({
        practice: {
          start: () => started.then(() => addressOf(core.org)),
          discard: () => Promise.resolve(),
        },
      }),
    },
  );
  const practising = core.call('session.chooseMode', { mode: 'practice' }).catch(() => undefined);
  await core.call('session.chooseMode', { mode: 'real' });
  start();
  await practising;
  expect(await core.snapshot()).toMatchObject({ mode: 'real', address: null });
  await core.close();
});
