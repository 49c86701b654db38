import { afterEach, describe, expect, it } from 'vitest';
import { parseProfile } from '../../practice/profile';
import type { PracticeOptions } from '../../practice/practice';
import { samlApp } from '../../practice/testing/test-org';
import type { OktaApp } from '../../practice/world/state';
import { addressOf } from '../testing/by-hand';
import { adoptColleaguesApp } from '../testing/adopt';
import { startTestCore } from '../testing/core';
import type { TestCore } from '../testing/core';

// What Okta was recorded to answer, several at a time. Source: docs/facts/okta-recorded.md.

const started: TestCore[] = [];
afterEach(async () => {
  for (const core of started.splice(0).reverse()) await core.close();
});

async function start(profile: string, options: Partial<PracticeOptions> = {}): Promise<TestCore> {
  const core = await startTestCore({ profile: parseProfile(profile), ...options });
  started.push(core);
  return core;
}

/** Another admin's assistant on the same org. */
async function colleagueOf({ org }: TestCore): Promise<TestCore> {
  const practice = { start: () => Promise.resolve(addressOf(org)), discard: () => Promise.resolve() };
  const core = await startTestCore({}, { ports: () => ({ practice }) });
  started.push(core);
  return core;
}

const withTokens = async (core: TestCore): Promise<void> => {
  await core.begin();
  await core.call('secrets.submit', { kind: 'oktopost-token', value: core.org.oktopost.bearerToken });
};

const ours = ({ org }: TestCore): OktaApp => {
  const app = Object.values(org.world.state.apps).find(({ label }) => label === samlApp.label);
  if (app === undefined) throw new Error('there is no app of ours');
  return app;
};
const undo = { kind: 'undo', deleteDespiteOtherUsers: false } as const;

it('a set-up ends well where everything unlikely that can be together is', async () => {
  const core = await start(
    [
      'userTypes=two',
      'defaultMapping=without-types',
      'nextLink=loses-expand',
      'newApp=late',
      'oddRows=some',
      'unknownConnection=without-scheme',
      'featuresRead=never',
      'duplicateLabels=refused',
      'builtInPushStatus=kept',
      'oktopostValues=loose',
      'userNames=any',
      'logDetails=none',
      'reassignment=stale-inactive',
      'unassignment=schedules-deletion',
    ].join(','),
    { users: 620 },
  );
  await withTokens(core);
  expect((await core.run({ kind: 'app' })).error).toBeNull();
  await core.provisioningOn();
  await core.call('guided.state', { step: 'to-app', done: true });
  await core.call('mapping.choose', { keepWorkEmail: true, deleteSchemaAttributes: true });
  expect((await core.run({ kind: 'mapping' })).error).toBeNull();
  const { users } = await core.call('users.search', { query: 'Bruno' });
  const userId = users[0]?.id ?? '';
  await core.call('test.preCheck', { userId });
  await core.run({ kind: 'assign', userId });
  const { test } = await core.until('a verdict', (state) => state.test.verdict !== null);
  expect(test).toMatchObject({ state: 'passed' });
  const summary = await core.call('summary.get', {});
  expect(
    summary.settings.filter(({ value, expected }) => value !== expected).map((row) => row.setting),
  ).toEqual([]);
  const run = await core.run(undo);
  expect(run.error).toBeNull();
  expect(Object.values(core.org.world.state.apps).map(({ label }) => label)).not.toContain(samlApp.label);
}, 60_000);

describe('an app integration that is late and whose answer was lost', () => {
  it('is created once and read back', async () => {
    const core = await start('newApp=late');
    await withTokens(core);
    core.org.faults.add([
      { target: 'okta', method: 'POST', path: '^/api/v1/apps$', times: 1, drop: 'after' },
    ]);
    const run = await core.run({ kind: 'app' });
    expect(run.error).toBeNull();
    expect(run.checks.filter(({ state }) => state === 'different')).toEqual([]);
    // Counts who is assigned, which Okta answers 404 for a while.
    const { changes, assigned } = await core.preview({ kind: 'app' });
    expect([changes.map(({ verb }) => verb), assigned?.users]).toEqual([['keep'], 0]);
  });

  it('is found again by an assistant that was restarted', async () => {
    const core = await start('newApp=late');
    await withTokens(core);
    await core.run({ kind: 'app' });

    await core.restart();
    const { app, okta } = await core.until('connected', (state) => state.okta.state === 'connected');
    expect(app).not.toBeNull();
    expect(okta.state).toBe('connected');
    await core.provisioningOn();
    expect((await core.run({ kind: 'mapping' })).error).toBeNull();
  });
});

it('a saved set-up of two user types lists the mappings of before by hand for the admin who took it over', async () => {
  const core = await start('userTypes=two');
  await withTokens(core);
  expect((await adoptColleaguesApp(core)).error).toBeNull();
  expect((await core.run({ kind: 'mapping' })).error).toBeNull();

  const text = (await core.call('savedSetup.export', {})).download?.text ?? '';
  const second = await colleagueOf(core);
  await second.call('file.open', { name: 'set-up.json', text });
  await second.call('file.takeOver', { replace: false });
  await second.call('okta.usePracticeToken', {});
  const { mapping } = await second.until('read back', (state) => state.mapping.checks.length > 0);
  expect(mapping.checks.filter(({ state }) => state !== 'same')).toEqual([]);
  expect(mapping.appliedAt).not.toBeNull();
  const mapped = structuredClone({ default: ours(core).toAppMapping, types: ours(core).typeMappings });
  const plan = await second.preview(undo);
  const byHand = plan.undo?.byHand.find(({ title }) => title === 'Set the attribute mapping back');
  const labels = byHand?.values?.map(({ label }) => label) ?? [];
  expect(labels).toContain('Mapping of title');
  expect(labels.some((label) => label.includes('user type'))).toBe(true);
  expect((await second.apply(plan)).error).toBeNull();
  expect({ default: ours(core).toAppMapping, types: ours(core).typeMappings }).toEqual(mapped);
});
