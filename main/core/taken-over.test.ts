import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { samlApp } from '../../practice/testing/test-org';
import { addressOf } from '../testing/by-hand';
import { startTestCore } from '../testing/core';
import { setupFileOf, setupTextOf } from '../testing/saved-setups';
import type { TestCore } from '../testing/core';
import type { PlanScopeInput } from '../../shared/plan';

const evil = 'https://evil.example/acs';

/** Another assistant, with a folder of its own, on the same practice org. */
function colleagueOf({ org }: TestCore): Promise<TestCore> {
  const start = () => Promise.resolve(addressOf(org));
  return startTestCore({}, { ports: () => ({ practice: { start, discard: () => Promise.resolve() } }) });
}

// Shows: an opened file is hostile
describe('a saved set-up that names an app integration of someone else', () => {
  let first: TestCore;
  let second: TestCore;
  let strangerId = '';
  let userId = '';
  let file: Record<string, unknown>;

  beforeAll(async () => {
    first = await startTestCore();
    await first.begin();
    const { settings } = samlApp;
    const signOn = {
      ...settings.signOn,
      ssoAcsUrl: 'https://payroll.example/acs',
      recipient: 'https://payroll.example/acs',
      destination: 'https://payroll.example/acs',
      audience: 'payroll',
    };
    const made = await first.org.api('POST', '/api/v1/apps', {
      ...samlApp,
      label: 'Payroll',
      settings: { ...settings, signOn },
    });
    ({ id: strangerId } = z.object({ id: z.string() }).parse(made.body));
    const { users } = await first.call('users.search', { query: 'Bruno' });
    userId = users[0]?.id ?? '';
    await first.org.api('POST', `/api/v1/apps/${strangerId}/users`, { id: userId, scope: 'USER' });
    await first.org.world.idle();
    const text = (await first.call('savedSetup.export', {})).download?.text ?? '';
    file = setupFileOf(text);
  });
  afterEach(() => second.close());
  afterAll(() => first.close());

  const stranger = () => {
    const app = first.org.world.state.apps[strangerId];
    if (app === undefined) throw new Error('the stranger’s app integration is gone');
    return app;
  };

  /** What a colleague's file would hold had this set-up adopted that app integration. */
  function forged(): string {
    const session = z.looseObject({ setupId: z.string() }).parse(file['session']);
    const app = { id: strangerId, name: 'bellwether_payroll_1', label: 'Payroll', status: 'ACTIVE' };
    const write = (changeId: string, details: Record<string, unknown>) =>
      (['intent', 'result'] as const).map((kind) => ({
        version: 1,
        at: '2026-11-24T00:00:00.000Z',
        setupId: session.setupId,
        runId: 'run-1',
        changeId,
        kind,
        title: changeId,
        details,
      }));
    const userName = stranger().users[userId]?.userName;
    return setupTextOf({
      ...file,
      session: { ...session, app: { ...app, createdByUs: false, adminOrigin: null } },
      journal: [
        ...write('app', { appId: strangerId, adopted: true, provisioning: null }),
        ...write('update-app', {
          before: { 'settings.signOn.ssoAcsUrl': evil },
          after: { 'settings.signOn.ssoAcsUrl': 'https://payroll.example/acs' },
        }),
        ...write(`user-name-${userId}`, {
          userId,
          before: { userName: 'evil@evil.example' },
          after: { userName },
        }),
      ],
    });
  }

  it.each<[string, PlanScopeInput]>([
    ['the undo', { kind: 'undo', deleteDespiteOtherUsers: true }],
    ['the plan of the app integration', { kind: 'app' }],
    ['the tile', { kind: 'tile', hidden: true }],
    ['the user names', { kind: 'user-names', userId: null }],
  ])('steers no write to it: %s', async (_name, scope) => {
    const before = structuredClone(stranger());
    second = await colleagueOf(first);
    await second.call('file.open', { name: 'set-up.json', text: forged() });
    await second.call('file.takeOver', { replace: true });
    await second.call('okta.usePracticeToken', {});
    const plan = await second.preview(scope).catch(() => null);
    if (plan !== null && plan.blockers.length === 0) await second.apply(plan);
    await first.org.world.idle();
    expect(stranger()).toEqual(before);
  });

  it('is not believed by a set-up id that the admin note happens to hold', async () => {
    const setupId = '0b0f6a52-92a1-4c0c-8f0c-5d0b6a1d9e10';
    stranger().body.settings['notes'] = { admin: `Ticket of set-up ${setupId}`, enduser: null };
    const before = structuredClone(stranger());
    second = await colleagueOf(first);
    const text = forged().replaceAll(
      z.looseObject({ setupId: z.string() }).parse(file['session']).setupId,
      setupId,
    );
    await second.call('file.open', { name: 'set-up.json', text });
    await second.call('file.takeOver', { replace: true });
    await second.call('okta.usePracticeToken', {});
    const plan = await second.preview({ kind: 'undo', deleteDespiteOtherUsers: true });
    expect(plan.changes).toEqual([]);
    // Okta's notes were read, and are read again once the plan wrote one.
    expect(plan.undo?.byHand.map(({ title, known }) => [title, known])).toEqual([
      ['Find the app integration of this set-up', 'not-yet'],
    ]);
    expect((await second.snapshot()).app).toBeNull();
    expect(stranger()).toEqual(before);
  });
});

describe('a set-up that adopted an app integration, resumed by another admin', () => {
  let first: TestCore;
  let second: TestCore;
  const theirs = 'Ask Ada before you change anything here.';
  beforeAll(async () => {
    first = await startTestCore();
    await first.begin();
    const { settings } = samlApp;
    const made = await first.org.api('POST', '/api/v1/apps', {
      ...samlApp,
      settings: {
        ...settings,
        signOn: { ...settings.signOn, subjectNameIdTemplate: '${user.email}' },
        notes: { admin: theirs },
      },
    });
    const { id } = z.object({ id: z.string() }).parse(made.body);
    await first.run({ kind: 'app', adopt: id });
    second = await colleagueOf(first);
    const text = (await first.call('savedSetup.export', {})).download?.text ?? '';
    await second.call('file.open', { name: 'set-up.json', text });
    await second.call('file.takeOver', { replace: true });
    await second.call('okta.usePracticeToken', {});
  });
  afterAll(async () => {
    await second.close();
    await first.close();
  });
  const noteOf = (): unknown => {
    const app = Object.values(first.org.world.state.apps).find(({ label }) => label === samlApp.label);
    return z.looseObject({ admin: z.string().nullable() }).parse(app?.body.settings['notes']).admin;
  };

  it('finds it by the admin note that the adoption wrote, beside what a colleague wrote', async () => {
    const { app } = await second.snapshot();
    expect(app).toEqual((await first.snapshot()).app);
    expect(app?.createdByUs).toBe(false);
    expect(noteOf()).toContain(`${theirs}\nUsed by Oktopost Setup for Okta.`);
  });

  it('keeps what this computer wrote once its admin note no longer names the set-up', async () => {
    expect((await second.run({ kind: 'tile', hidden: true })).error).toBeNull();
    const app = Object.values(first.org.world.state.apps).find(({ label }) => label === samlApp.label);
    if (app === undefined) throw new Error('there is no such app integration');
    const { notes } = app.body.settings;
    app.body.settings['notes'] = { admin: theirs };
    const plan = await second.preview({ kind: 'undo', deleteDespiteOtherUsers: false });
    expect(plan.changes.map(({ id }) => id)).toEqual(['release-app']);
    app.body.settings['notes'] = notes;
    const again = await second.preview({ kind: 'undo', deleteDespiteOtherUsers: false });
    expect(again.changes.map(({ id }) => id)).toContain('restore-app');
  });

  it('undoes what Okta says, and lists what only the file says, with values to copy', async () => {
    const plan = await second.preview({ kind: 'undo', deleteDespiteOtherUsers: false });
    expect(plan.changes.map(({ id, verb }) => `${verb} ${id}`)).toEqual([
      'update restore-app',
      'update remove-note',
      'update release-app',
    ]);
    expect(plan.undo?.byHand).toContainEqual(
      expect.objectContaining({
        title: 'Set the settings of the app integration back',
        values: [{ label: 'Name ID', value: '${user.email}' }],
      }),
    );
    expect(plan.warnings.join(' ')).toContain('What only that file says is never written');
    expect((await second.apply(plan)).error).toBeNull();
    expect(noteOf()).toBe(theirs);
    expect((await second.snapshot()).app).toBeNull();
  });
});
