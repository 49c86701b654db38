import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { inOrder } from '../../shared/left-to-do';
import type { LeftItem } from '../../shared/left-to-do';
import type { Summary } from '../../shared/summary';
import { exampleSummary } from '../../shared/testing/summary';
import { afterwards, verdictOf } from '../../shared/summary-verdict';
import { newAppUser } from '../../practice/world/people';
import type { OktaApp } from '../../practice/world/state';
import { asObject } from '../okta/json';
import type { Checkpoint } from '../testing/checkpoint';
import { startTestCore } from '../testing/core';
import type { TestCore } from '../testing/core';
import { setUpWithSummary } from '../testing/drift';
import { summaryDocument } from './document';
import { withApp } from '../testing/ready-to-test';

describe('what is left to do', () => {
  let core: TestCore;
  let checkpoint: Checkpoint;
  beforeAll(async () => {
    core = (await setUpWithSummary()).core;
    await core.call('test.keep', {});
    checkpoint = await core.checkpoint();
  });
  beforeEach(async () => {
    await core.returnTo(checkpoint);
    await core.call('secrets.submit', { kind: 'oktopost-token', value: core.org.oktopost.bearerToken });
  });
  afterAll(() => core.close());

  const read = (): Promise<Summary> => core.call('summary.get', {});
  const state = (id: string, done = true): Promise<null> => core.call('summary.state', { id, done });
  const found = ({ left }: Summary, text: string): LeftItem | undefined =>
    left.find((item) => item.text.includes(text));
  const ours = (): OktaApp => {
    const app = Object.values(core.org.world.state.apps).find(
      ({ label }) => label === 'Oktopost Social Advocacy',
    );
    if (app === undefined) throw new Error('no app of ours');
    return app;
  };

  it('is only what is still to do, each with a step, a link or a statement', async () => {
    const { left } = await read();
    expect(left.map(({ step, kind }) => [step, kind])).toEqual([
      ['single-sign-on', 'open'],
      ['single-sign-on', 'open'],
      [null, 'open'],
      ['rollout', 'reminder'],
    ]);
    for (const { step, link, statement } of left) expect(step ?? link ?? statement).not.toBeNull();
    expect(left.map(({ text }) => text).join(' ')).not.toMatch(/identical|Revoke/);
  });

  it('is stated where nothing can be read, shown as stated, and taken back', async () => {
    const before = await read();
    const item = found(before, 'Update application username on');
    expect(item).toMatchObject({ kind: 'open', link: { place: 'oktaSignOn' } });
    const id = item?.statement ?? '';
    await state(id);
    const after = await read();
    expect(found(after, 'Update application username on')).toBeUndefined();
    const row = after.settings.find(({ setting }) => setting === 'user-name-format.update-on');
    expect(row).toMatchObject({
      value: 'Create and update',
      // Not Okta's default any more: Oktopost asks that user name and email stay identical.
      source: 'help pages',
      known: { how: 'stated', by: expect.any(String) },
    });
    expect(after.stated).toMatchObject([{ id, text: 'Update application username on: Create and update' }]);
    await core.restart();
    await core.until('connected', ({ okta }) => okta.state === 'connected');
    expect((await read()).stated).toHaveLength(1);
    await state(id, false);
    expect((await read()).left).toEqual(before.left);
  });

  it('is there again, as a fault, once Okta shows otherwise than was stated', async () => {
    await state('setting:user-name-format.update-on=Create and update');
    const template = asObject(asObject(ours().body, 'credentials'), 'userNameTemplate');
    Object.assign(template, { pushStatus: 'DONT_PUSH' });
    const contradicted = await read();
    expect(found(contradicted, 'Update application username on')).toMatchObject({
      kind: 'fault',
      statement: null,
      text: expect.stringMatching(/It is “Create only”\..*It was stated otherwise at/),
    });
    expect(contradicted.left[0]?.kind).toBe('fault');
    expect(contradicted.stated).toEqual([]);
    Object.assign(template, { pushStatus: undefined });
    await state('setting:user-name-format.update-on=Create and update', false);
  });

  it('counts the people whom Okta never sent, with the way out', async () => {
    const { world } = core.org;
    const app = ours();
    const others = Object.values(world.state.users).filter(({ id }) => app.users[id] === undefined);
    for (const user of others.slice(0, 3)) {
      const before = {
        appUserId: `0ua${user.id}`,
        at: '2026-01-01T00:00:00.000Z',
        scope: 'USER',
        provisioned: false,
      } as const;
      app.users[user.id] = newAppUser(app, user, before);
    }
    const summary = await read();
    expect(summary.people).toEqual({ assigned: 4, neverSent: 3, failed: 0 });
    const item = found(summary, '3 people were assigned while provisioning or Create Users was off');
    expect(item).toMatchObject({ kind: 'fault', link: { place: 'oktaAssignments' } });
    expect(item?.text).toMatch(/“Rollout” repairs them, under “Repair assignments”.*Provision User/);
    // Somebody is assigned: that is no longer left to do.
    expect(found(summary, 'Assign the people')).toBeUndefined();
    for (const { id } of others) delete app.users[id];
    expect((await read()).people).toEqual({ assigned: 1, neverSent: 0, failed: 0 });
  });

  it('says once that the very same people were never sent and have another user name than their email', async () => {
    const app = ours();
    const others = Object.values(core.org.world.state.users).filter(({ id }) => app.users[id] === undefined);
    const before = { at: '2026-01-01T00:00:00.000Z', scope: 'USER', provisioned: false } as const;
    for (const user of others.slice(0, 2)) {
      const appUser = newAppUser(app, user, { ...before, appUserId: `0ua${user.id}` });
      app.users[user.id] = Object.assign(appUser, { userName: `old-${user.id}` });
    }
    const [one, two] = others;
    if (one === undefined || two === undefined) throw new Error('nobody');
    const own = { ...two.profile };
    two.profile['email'] = one.profile.email?.toUpperCase() ?? '';
    const doubles = (await read()).left.filter(({ kind }) => kind === 'fault').map(({ text }) => text);
    expect(doubles.at(-1)).toMatch(
      /by itself: .+, .+\. The emails of 2 of them are also somebody else’s .* the repair leaves them out\./,
    );
    expect(doubles.join(' ')).not.toContain('the repair gives it to them');
    Object.assign(two.profile, own);
    const summary = await read();
    const faults = summary.left.filter(({ kind }) => kind === 'fault');
    expect(faults).toMatchObject([{ step: 'rollout', settings: ['user-names'] }]);
    expect(faults[0]?.text).toMatch(
      /^2 people were assigned .*Nor is their email their user name.*“Rollout” repairs/,
    );
    expect(summary.verdict).toMatch(
      /These differ: Assigned users whose user name is not their email\. (?!One more)/,
    );
    expect(summaryDocument(summary).blocks).toContainEqual({ kind: 'heading', level: 3, text: 'Rollout' });
    Object.assign(app.users[one.id] ?? {}, { userName: one.profile.email });
    const apart = await read();
    expect(apart.left.filter(({ kind }) => kind === 'fault').map(({ step }) => step)).toEqual([
      'rollout',
      'rollout',
    ]);
    expect(apart.verdict).toContain('One more fault is left to mend');
    for (const { id } of others) delete app.users[id];
  });

  it('names those whose last push failed as failed, with an account or without', async () => {
    const app = ours();
    const [tester] = Object.values(app.users);
    const other = Object.values(core.org.world.state.users).find(({ id }) => app.users[id] === undefined);
    if (other === undefined || tester === undefined) throw new Error('nobody to fail');
    const before = { appUserId: `0ua${other.id}`, at: '2026-01-01T00:00:00.000Z', scope: 'USER' } as const;
    app.users[other.id] = Object.assign(newAppUser(app, other, { ...before, provisioned: true }), {
      syncState: 'ERROR',
      externalId: null,
    });
    const known = tester.syncState;
    tester.syncState = 'ERROR';
    const summary = await read();
    expect(summary.people).toEqual({ assigned: 2, neverSent: 0, failed: 2 });
    const item = found(summary, 'last push failed for 2 assigned people');
    expect(item?.kind).toBe('fault');
    expect(item?.text).toContain(other.profile.lastName);
    tester.syncState = known;
    delete app.users[other.id];
    expect(found(await read(), 'last push failed')).toBeUndefined();
  });

  it('stays a fault while Okta shows people whom it never sent, whatever was stated', async () => {
    const { world } = core.org;
    const app = ours();
    const other = Object.values(world.state.users).find(({ id }) => app.users[id] === undefined);
    if (other === undefined) throw new Error('everybody is assigned');
    app.users[other.id] = newAppUser(app, other, {
      appUserId: `0ua${other.id}`,
      at: '2026-01-01T00:00:00.000Z',
      scope: 'USER',
      provisioned: false,
    });
    // An older version took this statement.
    await state('never-sent=1');
    const summary = await read();
    expect(found(summary, 'assigned while provisioning or Create Users was off')).toMatchObject({
      kind: 'fault',
      statement: null,
      text: expect.stringMatching(/One person .* it was stated that they stay so/),
    });
    expect(summary.stated).toMatchObject([{ id: 'never-sent=1' }]);
    await state('never-sent=1', false);
    delete app.users[other.id];
    expect(found(await read(), 'while provisioning or Create Users was off')).toBeUndefined();
  });

  it('is nothing in the end: done, with what to do in a month', async () => {
    for (const way of ['from-oktopost', 'from-okta'] as const) {
      await core.call('signIn.begin', { way });
      await core.call('signIn.decide', { way, result: 'worked' });
    }
    const { left } = await read();
    expect(left.flatMap(({ statement }) => statement ?? [])).toHaveLength(left.length);
    for (const { statement } of left) await state(statement ?? '');
    const done = await read();
    expect(done.left).toEqual([]);
    expect(verdictOf(done)).toMatch(/^Done\. /);
    const [first, second, third] = summaryDocument({ ...done, practice: false }).blocks;
    expect([first, second, third]).toMatchObject([
      { kind: 'text', text: verdictOf(done) },
      { kind: 'heading', text: 'Left to do' },
      { kind: 'text', text: 'Nothing is left to do.' },
    ]);
    const { download, summary } = await core.call('summary.export', { format: 'json' });
    const file = z.record(z.string(), z.unknown()).parse(JSON.parse(download?.text ?? ''));
    expect(file).toEqual(summary);
    expect(Object.keys(file).slice(0, 4)).toEqual(['kind', 'version', 'verdict', 'left']);
  });
});

it('lists SCIM that an admin states and Okta shows nowhere, before the mapping that cannot work without it', async () => {
  const core = await startTestCore();
  onTestFinished(() => core.close());
  await withApp(core);
  for (const done of [false, true]) {
    await core.call('guided.state', { step: 'scim-on', done });
    const { left } = await core.call('summary.get', {});
    expect(left[0]).toMatchObject({ step: 'scim-on', kind: 'fault', link: { place: 'oktaGeneral' } });
    expect(left[0]?.text).toContain('Okta shows neither SCIM nor its attributes.');
    expect(left[0]?.text.includes('It was stated as on at')).toBe(done);
    // Stating it once more changes nothing.
    expect(left[0]?.statement).toBeNull();
  }
  core.byHand.scimOn();
  const { left } = await core.call('summary.get', {});
  expect(left.filter(({ step }) => step === 'scim-on')).toEqual([]);
}, 60_000);

it('has faults before what is open, and that before reminders, by step', () => {
  const item = (step: LeftItem['step'], kind: LeftItem['kind']): LeftItem => ({
    step,
    kind,
    text: '',
    settings: [],
    link: null,
    statement: null,
  });
  const sorted = inOrder([
    item(null, 'reminder'),
    item('rollout', 'reminder'),
    item('to-app', 'open'),
    item(null, 'fault'),
    item('destination', 'reminder'),
    item('mapping', 'fault'),
    item('connection', 'open'),
  ]);
  expect(sorted.map(({ step, kind }) => `${kind} ${step ?? ''}`.trim())).toEqual([
    'fault mapping',
    'fault',
    'open connection',
    'open to-app',
    'reminder destination',
    'reminder rollout',
    'reminder',
  ]);
});

it('what comes afterwards names a month from then, the token and the certificate', () => {
  const lines = afterwards({
    made: '2026-11-24T02:03:04.567Z',
    signOn: {
      issuer: '',
      signOnUrl: '',
      policy: null,
      checks: [],
      certificate: { subject: '', fingerprint: '', until: '2036-11-24T02:03:04.000Z' },
    },
  }).join('\n');
  expect(lines).toMatch(/2026-12-24, check for drift/);
  expect(lines).toMatch(/unused for 30 days/);
  expect(lines).toMatch(/Before 2036-11-24/);
  expect(afterwards(exampleSummary).join(' ')).not.toMatch(/certificate/);
});
