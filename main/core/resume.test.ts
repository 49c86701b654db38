import { copyFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openIntents } from '../storage/journal-index';
import { minute } from '../export/document';
import { parseJournal } from '../storage/journal-entry';
import type { PracticeOptions } from '../../practice/practice';
import type { OktaApp } from '../../practice/world/state';
import { samlApp } from '../../practice/testing/test-org';
import type { Ports } from '../ports';
import { startTestCore } from '../testing/core';
import type { TestCore } from '../testing/core';

describe('a set-up that was cut off', () => {
  let core: TestCore;
  afterEach(() => core.close());

  async function begin(options: Partial<PracticeOptions> = {}, ports: Partial<Ports> = {}): Promise<void> {
    core = await startTestCore({ region: 'us', ...options }, { ports: () => ports });
    await core.begin();
  }
  const connected = () => core.until('connected again', ({ okta }) => okta.state === 'connected');
  const bruno = async (): Promise<string> => {
    const { users } = await core.call('users.search', { query: 'Bruno' });
    const [user] = users;
    if (user === undefined) throw new Error('nobody is called Bruno');
    return user.id;
  };
  const ours = (): OktaApp[] =>
    Object.values(core.org.world.state.apps).filter(({ label }) => label === 'Oktopost Social Advocacy');
  const leftOpen = async (): Promise<string[]> => {
    const text = await readFile(join(core.folder, 'journal.jsonl'), 'utf8');
    return openIntents(parseJournal(text)).map(({ changeId }) => changeId);
  };
  async function provisioned(): Promise<void> {
    await core.run({ kind: 'app' });
    core.byHand.scimOn();
    core.byHand.connect();
    core.byHand.toApp();
  }

  it('does not call the mapping applied while attributes are left that were to be deleted', async () => {
    await begin();
    await provisioned();
    await core.call('mapping.choose', { keepWorkEmail: false, deleteSchemaAttributes: true });
    const body = JSON.stringify({ errorCode: 'E0000006', errorSummary: 'no' });
    const answer = { status: 403, headers: { 'content-type': 'application/json' }, body };
    core.org.faults.add([{ target: 'okta', method: 'POST', path: '/meta/schemas/', times: 1, answer }]);
    expect((await core.run({ kind: 'mapping' })).error).toMatchObject({ code: 'missing-right' });
    await core.restart();
    await core.until('the mapping is read back', ({ mapping }) => mapping.checks.length > 0);
    expect((await core.snapshot()).mapping).toMatchObject({
      appliedAt: null,
      checks: expect.arrayContaining([expect.objectContaining({ expected: 'deleted', state: 'different' })]),
    });
    await core.run({ kind: 'mapping' });
    const { mapping } = await core.snapshot();
    expect([mapping.appliedAt, mapping.checkedAt]).not.toContain(null);
    expect(mapping.checks.filter(({ state }) => state !== 'same')).toEqual([]);
  });

  it('does not assign again a user whom Okta is sending, when the answer was lost', async () => {
    await begin({ provisionDelayMs: 300 });
    await provisioned();
    core.org.faults.add([{ target: 'okta', method: 'POST', path: '/users$', times: 1, drop: 'after' }]);
    expect((await core.run({ kind: 'assign', userId: await bruno() })).state).toBe('done');
    const added = core.org.world.state.log.filter(
      ({ eventType }) => eventType === 'application.user_membership.add',
    );
    expect(added).toHaveLength(1);
  });

  it('does not follow a user who was never assigned', async () => {
    await begin();
    await provisioned();
    core.org.faults.add([{ target: 'okta', method: 'POST', path: '/users$', times: 1, silent: 'before' }]);
    const plan = await core.preview({ kind: 'assign', userId: await bruno() });
    await core.call('plan.apply', { planId: plan.id });
    await expect.poll(leftOpen).toEqual(['assign']);
    await core.restart();
    await core.until('nothing is followed', ({ test }) => test.state === 'stopped');
    await expect.poll(leftOpen).toEqual([]);
  });

  it('stopped between two changes of a plan: what was written is told, nothing more is, and the next plan has the rest', async () => {
    const writes: string[] = [];
    const stopping: typeof fetch = async (input, init) => {
      const answer = await fetch(input, init);
      const { pathname } = new URL(input instanceof Request ? input.url : input);
      if (init?.method !== 'POST' || !/\/(mappings|meta)\//.test(pathname)) return answer;
      writes.push(pathname.includes('/mappings/') ? 'mapping' : 'schema');
      const { run } = await core.snapshot();
      // Okta has it, and its answer is on its way.
      if (writes.length === 1) await core.call('run.cancel', { runId: run?.id ?? '' });
      return answer;
    };
    await begin({}, { fetch: stopping });
    await provisioned();
    await core.call('mapping.choose', { keepWorkEmail: false, deleteSchemaAttributes: true });
    const run = await core.run({ kind: 'mapping' });
    expect(run).toMatchObject({ state: 'cancelled', error: { code: 'cancelled', owner: 'okta-admin' } });
    expect(run.changes.map(({ state }) => state)).toEqual(['done', 'to-do']);
    expect(writes).toEqual(['mapping']);
    expect(await leftOpen()).toEqual([]);
    expect((await core.snapshot()).mapping.appliedAt).toBeNull();

    await core.restart();
    await connected();
    const rest = await core.preview({ kind: 'mapping' });
    expect(rest.changes.map(({ verb }) => verb)).toEqual(['keep', 'delete']);
    expect(await core.apply(rest)).toMatchObject({ state: 'done', error: null });
    expect(writes).toEqual(['mapping', 'schema']);
    expect((await core.snapshot()).mapping.checks.filter(({ state }) => state !== 'same')).toEqual([]);
  });

  it('sees that the test user was unassigned, also when it happened outside the assistant', async () => {
    await begin();
    await provisioned();
    const userId = await bruno();
    await core.run({ kind: 'assign', userId });
    await core.until('a verdict', ({ test }) => test.verdict !== null);
    const [app] = ours();
    await core.org.api('DELETE', `/api/v1/apps/${app?.id ?? ''}/users/${userId}`);
    await core.restart();
    await core.until('it is seen', ({ test }) => test.decision === 'unassigned');
  });

  it.each([
    ['before', 'nothing was created'],
    ['after', 'was found and read again'],
  ] as const)('tells of a creation that it was cut off from %s Okta took it', async (silent, outcome) => {
    await begin();
    core.org.faults.add([{ target: 'okta', method: 'POST', path: '^/api/v1/apps$', times: 1, silent }]);
    const plan = await core.preview({ kind: 'app' });
    await core.call('plan.apply', { planId: plan.id });
    await expect.poll(leftOpen).toEqual(['app']);
    await expect.poll(() => ours().length).toBe(silent === 'after' ? 1 : 0);
    expect((await core.snapshot()).cutOff).toBeNull();
    await core.restart();
    const title = plan.changes[0]?.title;
    const { app } = await core.until('it is told', ({ cutOff }) => cutOff?.text.includes(outcome) === true);
    const begun = parseJournal(await readFile(join(core.folder, 'journal.jsonl'), 'utf8')).findLast(
      ({ changeId, kind }) => changeId === 'app' && kind === 'intent',
    );
    const { cutOff: told } = await core.snapshot();
    expect(told).toMatchObject({ screen: 'apply', isLeft: false });
    expect(told?.text).toContain(`at this change (${minute(begun?.at ?? '')}): ${title ?? ''}.`);
    expect(app === null).toBe(silent === 'before');
    // Until something is applied, after another start too.
    await core.restart();
    await core.until('it is told again', ({ cutOff }) => cutOff?.text.includes(outcome) === true);
    await connected();
    await core.run({ kind: 'app' });
    expect((await core.snapshot()).cutOff).toBeNull();
    expect(ours()).toHaveLength(1);
  });

  it('is none while its request is on its way and somebody connects again', async () => {
    await begin();
    core.org.faults.add([
      { target: 'okta', method: 'POST', path: '^/api/v1/apps$', times: 1, silent: 'after' },
    ]);
    const plan = await core.preview({ kind: 'app' });
    await core.call('plan.apply', { planId: plan.id });
    await expect.poll(() => ours().length).toBe(1);
    await core.call('okta.reconnect', {});
    expect((await core.snapshot()).okta.state).toBe('connected');
    expect(await leftOpen()).toEqual(['app']);
  });

  it('says of a request that it was cut off from that nobody knows its outcome, until Okta is read', async () => {
    await begin();
    await provisioned();
    core.org.faults.add([{ target: 'okta', method: 'POST', path: '/mappings/', times: 1, silent: 'after' }]);
    const plan = await core.preview({ kind: 'mapping' });
    await core.call('plan.apply', { planId: plan.id });
    await expect.poll(leftOpen).toEqual(['map-attributes']);
    const { status, headers, body } = { status: 503, headers: {}, body: '' };
    core.org.faults.add([
      { target: 'okta', method: 'GET', path: '/', times: 1_000, answer: { status, headers, body } },
    ]);
    await core.restart();
    expect((await core.snapshot()).cutOff).toMatchObject({
      screen: 'mapping',
      text: expect.stringContaining('is not known'),
    });
    core.org.faults.clear();
    await core.call('okta.usePracticeToken', {});
    await core.until('it was read', ({ cutOff }) => cutOff?.isLeft === true);
  });

  it.each([
    ['undo', { kind: 'undo', deleteDespiteOtherUsers: false }, { method: 'DELETE', path: '/users/' }],
    ['apply', { kind: 'tile', hidden: true }, { method: 'PUT', path: '/apps/' }],
    ['to-app', { kind: 'to-app' }, { method: 'PUT', path: '/apps/' }],
    ['change-certificate', { kind: 'certificate-make' }, { method: 'POST', path: '/credentials/' }],
  ] as const)(
    'tells on the screen %s at which change its run was cut off',
    async (screen, scope, request) => {
      await begin();
      if (scope.kind === 'to-app') {
        await core.run({ kind: 'app' });
        core.byHand.scimOn();
        core.byHand.connect();
      } else await provisioned();
      if (scope.kind === 'undo') {
        await core.run({ kind: 'assign', userId: await bruno() });
        await core.until('a verdict', ({ test }) => test.verdict !== null);
      }
      if (scope.kind === 'certificate-make') await core.call('certificateChange.begin', {});
      core.org.faults.add([{ target: 'okta', ...request, times: 1, silent: 'after' }]);
      const plan = await core.preview(scope);
      const first = plan.changes.find(({ verb }) => verb !== 'keep');
      await core.call('plan.apply', { planId: plan.id });
      await expect.poll(leftOpen).toEqual([first?.id]);
      await core.restart();
      const told = await core.until('it is told', ({ cutOff }) => cutOff?.isLeft === true);
      expect(told.cutOff).toMatchObject({ screen });
      expect(told.cutOff?.text).toContain(first?.title);
    },
  );

  it('knows of a write to an app integration it uses, whose answer was lost', async () => {
    await begin();
    const credentials = { userNameTemplate: { template: '${source.login}', type: 'BUILT_IN' } };
    await core.org.api('POST', '/api/v1/apps', { ...samlApp, credentials });
    const { existingApps } = await core.preview({ kind: 'app' });
    const adopt = existingApps[0]?.id ?? null;
    const plan = await core.preview({ kind: 'app', adopt });
    core.org.faults.add([{ target: 'okta', method: 'PUT', times: 1, drop: 'after' }]);
    expect(await core.apply(plan)).toMatchObject({ state: 'done' });
    expect(await core.snapshot()).toMatchObject({ changed: 'something' });
  });

  it('reads back a mapping that it was cut off from', async () => {
    await begin();
    await provisioned();
    core.org.faults.add([{ target: 'okta', method: 'POST', path: '/mappings/', times: 1, silent: 'after' }]);
    const plan = await core.preview({ kind: 'mapping' });
    await core.call('plan.apply', { planId: plan.id });
    await expect.poll(leftOpen).toEqual(['map-attributes']);
    await expect.poll(() => ours()[0]?.toAppMapping.properties['givenName']?.pushStatus).toBe('PUSH');
    await core.restart();
    await core.until('the mapping is read back', ({ mapping }) => mapping.appliedAt !== null);
  });

  it('finds its app integration although the session is older than it', async () => {
    await begin();
    const file = join(core.folder, 'session.json');
    copyFileSync(file, `${file}.older`);
    await core.run({ kind: 'app' });
    copyFileSync(`${file}.older`, file);
    await core.restart();
    const { app } = await core.until('the app is found', (snapshot) => snapshot.app !== null);
    expect(app).toMatchObject({ id: ours()[0]?.id, createdByUs: true });
  });

  it('says that its app integration was deleted, and makes exactly one more when asked to', async () => {
    await begin();
    await provisioned();
    await core.run({ kind: 'mapping' });
    const [first] = ours();
    await core.org.api('POST', `/api/v1/apps/${first?.id ?? ''}/lifecycle/deactivate`);
    await core.org.api('DELETE', `/api/v1/apps/${first?.id ?? ''}`);
    await core.restart();
    await connected();
    const { rail } = await core.until('it is seen', ({ appChecks }) =>
      appChecks.some(({ actual }) => actual === 'not found'),
    );
    const states = new Map(rail.map(({ screen, state }) => [screen, state]));
    expect(states.get('apply')).toBe('failed');
    expect((['scim-on', 'mapping', 'test-user'] as const).map((screen) => states.get(screen))).toEqual([
      'not-yet',
      'not-yet',
      'not-yet',
    ]);

    const plan = await core.preview({ kind: 'app' });
    expect(plan.warnings.join(' ')).toContain('is not found in Okta');
    core.org.faults.add([
      { target: 'okta', method: 'POST', path: '^/api/v1/apps$', times: 1, drop: 'after' },
    ]);
    expect((await core.apply(plan)).state).toBe('done');
    const [second, ...more] = ours();
    expect(more).toEqual([]);
    const after = await core.snapshot();
    expect(after.app?.id).toBe(second?.id);
    expect(after.mapping.appliedAt).toBeNull();
    expect(after.rail.find(({ screen }) => screen === 'apply')?.state).toBe('done-unread');
  });
});
