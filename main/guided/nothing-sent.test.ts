import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createProvisioning } from '../../practice/provisioning/provisioning';
import type { TestCore } from '../testing/core';
import { prepareCore, prepareMs } from '../testing/prepared-core';
import type { PreparedCore } from '../testing/prepared-core';
import { readyForToApp, testOne } from '../testing/ready-to-test';

describe('a test of which Okta sent nothing, with SCIM read as on before the assignment', () => {
  let prepared: PreparedCore;
  let core: TestCore;
  const ids: string[] = [];
  beforeAll(async () => {
    prepared = await prepareCore(async (started) => {
      await readyForToApp(started);
      await started.call('guided.lookNow', { step: 'scim-on' });
      await started.call('guided.state', { step: 'connection', done: true });
      await started.call('guided.state', { step: 'to-app', done: true });
      await started.run({ kind: 'mapping' });
      for (const query of ['Bruno', 'Chiara']) {
        const { users } = await started.call('users.search', { query });
        ids.push(users[0]?.id ?? '');
      }
    });
    ({ core } = prepared);
  }, prepareMs);
  beforeEach(() => prepared.again({}, true));
  afterAll(() => core.close());

  const stepOf = async (step: string) =>
    (await core.snapshot()).rail.find(({ screen }) => screen === step)?.state;
  function tickTwo(): void {
    const app = core.ours();
    app.toApp = { create: true, update: true, deactivate: false };
    createProvisioning(core.org.world).toAppSaved(app);
  }

  it('blames the boxes, not the time of the assignment, and asks for them again', async () => {
    expect(await stepOf('to-app')).toBe('done-stated');
    const { state, explanation } = await testOne(core, ids[0]);
    expect(state).toBe('failed');
    expect(explanation).toMatchObject({ id: 'nothing-sent', guess: true });
    expect(explanation?.what).toContain('Create Users is most likely not ticked');
    const { guided } = await core.snapshot();
    expect(guided['to-app'].statedAt).toBeNull();
  });

  it('lets go to the box that is still off once somebody else arrived, though the connection is not stated again', async () => {
    await testOne(core, ids[0]);
    tickTwo();
    const { state } = await testOne(core, ids[1]);
    expect(state).toBe('passed');
    expect(await stepOf('connection')).toBe('done-unread');
    await core.call('session.go', { screen: 'to-app' });
    expect((await core.snapshot()).screen).toBe('to-app');
    expect(await stepOf('to-app')).toBe('needs-you');
  });
});
