import { expect, it } from 'vitest';
import { startTestCore } from '../testing/core';
import { endlessClock } from '../testing/endless-clock';
import { guidedStepIds } from '../../shared/screens';
import { withApp } from '../testing/ready-to-test';

it('an inactive app integration is what is told first, of every step that Okta shows', async () => {
  const core = await startTestCore({}, { ports: () => ({ clock: endlessClock }) });
  try {
    await withApp(core);
    core.byHand.scimOn();
    core.byHand.connect();
    core.byHand.toApp();
    for (const step of ['scim-on', 'to-app'] as const) await core.call('guided.lookNow', { step });
    const read = async (): Promise<unknown[]> => {
      const { guided } = await core.snapshot();
      return guidedStepIds.flatMap((step) =>
        guided[step].lastLookAt === null
          ? []
          : [[step, guided[step].known, guided[step].finding?.text ?? null]],
      );
    };
    expect(await read()).toEqual([
      ['scim-on', 'read-back', null],
      ['to-app', 'read-back', null],
    ]);
    for (const app of Object.values(core.org.world.state.apps)) app.status = 'INACTIVE';
    await core.call('guided.lookAgain', {});
    const told = 'Okta shows the app integration as inactive: it sends nothing, and nobody can sign in.';
    expect(await read()).toEqual([
      ['scim-on', 'lost', told],
      ['to-app', 'lost', told],
    ]);
    // No plan activates a custom app.
    expect((await core.snapshot()).guided['to-app'].finding?.settledBy).toBe('okta');
  } finally {
    await core.close();
  }
});

it('an inactive pre-built app is activated by a plan', async () => {
  const core = await startTestCore();
  try {
    await core.begin({ destination: 'admin-application', label: 'Oktopost' });
    await core.run({ kind: 'app' });
    for (const app of Object.values(core.org.world.state.apps)) app.status = 'INACTIVE';
    await core.call('guided.lookNow', { step: 'authenticate' });
    const { finding } = (await core.snapshot()).guided.authenticate;
    expect(finding).toMatchObject({ settledBy: 'plan', next: expect.stringContaining('by a plan') });
    const { changes } = await core.preview({ kind: 'app' });
    expect(changes.map(({ id }) => id)).toContain('activate-app');
  } finally {
    await core.close();
  }
});

it('once the app integration is gone, nothing is said any more of what it was', async () => {
  const core = await startTestCore();
  try {
    await core.begin();
    await core.run({ kind: 'app' });
    core.byHand.scimOn();
    await core.call('guided.lookNow', { step: 'scim-on' });
    core.ours().status = 'INACTIVE';
    await core.call('guided.lookNow', { step: 'scim-on' });
    const before = (await core.snapshot()).guided['scim-on'];
    expect([before.known, before.finding === null]).toEqual(['lost', false]);
    delete core.org.world.state.apps[core.ours().id];
    await core.call('guided.lookNow', { step: 'scim-on' });
    expect((await core.snapshot()).guided['scim-on']).toMatchObject({
      ...{ known: 'lost', finding: null, evidence: [] },
      error: { code: 'not-found' },
    });
  } finally {
    await core.close();
  }
});
