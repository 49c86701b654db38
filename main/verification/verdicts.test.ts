import { afterEach, describe, expect, it } from 'vitest';
import type { PracticeOptions } from '../../practice/practice';
import { parseProfile } from '../../practice/profile';
import { isUnread } from '../../shared/verification';
import { startTestCore } from '../testing/core';
import type { TestCore } from '../testing/core';
import { hurriedClock } from '../testing/hurried-clock';
import { readyToTest } from '../testing/ready-to-test';

// Each verdict of the pane Result, and the panes that are not known, against the practice org over HTTP.

describe('the verdict of the test of a real person', () => {
  let core: TestCore;
  let userId: string;
  afterEach(() => core.close());

  /** `isHeld`: Okta does nothing until the test lets it. */
  async function ready(options: Partial<PracticeOptions> = {}, isHeld = false): Promise<void> {
    const clock = hurriedClock(() => (isHeld ? Promise.resolve() : core.org.world.idle()));
    core = await startTestCore({ now: clock.now, ...options }, { ports: () => ({ clock }) });
    userId = await readyToTest(core);
  }
  /** Memory alone has Oktopost's token. */
  async function withoutOktopost(): Promise<void> {
    await core.restart();
    await core.until('connected', ({ okta }) => okta.state === 'connected');
  }
  async function verdict() {
    await core.run({ kind: 'assign', userId });
    return (await core.until('a verdict', ({ test }) => test.verdict !== null)).test;
  }
  const pane = async (id: string) =>
    (await core.call('test.preCheck', { userId })).findings.filter((finding) => finding.pane === id);

  it('is passed where every value was read as expected', async () => {
    await ready();
    const { state, verdict: said, rows } = await verdict();
    expect([state, isUnread(rows)]).toEqual(['passed', false]);
    expect(said).toMatch(/arrived at Oktopost with every expected value/);
  });

  it('proves no creation where the person had an account before', async () => {
    await ready();
    const { users } = core.org.world.state.oktopost.us;
    const [someone] = Object.values(users);
    if (someone === undefined) throw new Error('nobody is at Oktopost');
    const login = String(core.org.world.state.users[userId]?.profile['login']);
    users['9001'] = { ...someone, id: '9001', userName: login, externalId: null };
    expect((await pane('match')).map(({ there }) => there)).toContain(true);
    const { state, verdict: said } = await verdict();
    expect(state).toBe('passed');
    expect(said).toMatch(/in an account that was there before: that Okta can create one is not proven/);
    const { settings } = await core.call('summary.get', {});
    const known = settings.find(({ setting }) => setting === 'connection.push-new-users')?.known.how;
    expect(known).toBe('stated');
  });

  it('is Okta’s word only without access to Oktopost, and says where to look', async () => {
    await ready();
    await withoutOktopost();
    const { state, verdict: said, rows } = await verdict();
    expect([state, isUnread(rows)]).toEqual(['passed', true]);
    expect(said).toMatch(/Okta says.*nor that the account is active are proven. Look in Oktopost/);
  });

  it('is failed where values differ, with what to do', async () => {
    await ready();
    const push = core.org.world.scimClient.push;
    core.org.world.scimClient.push = async (...parts) => {
      const answer = await push(...parts);
      for (const account of Object.values(core.org.world.state.oktopost.us.users)) {
        if (account.externalId === userId) account.familyName = 'Other';
      }
      return answer;
    };
    const { state, explanation } = await verdict();
    expect([state, explanation?.id]).toEqual(['failed', 'values-differ']);
    expect(explanation?.what).toMatch(/name.familyName differs/);
    expect(explanation?.next).not.toBe('');
  });

  it('took too long where Okta neither sends nor fails, and can be followed again', async () => {
    await ready({}, true);
    let release: () => void = () => undefined;
    const { push } = core.org.world.scimClient;
    core.org.world.scimClient.push = async (...parts) => {
      await new Promise<void>((resolve) => (release = resolve));
      return push(...parts);
    };
    const { state, explanation, verdict: said } = await verdict();
    expect(state).toBe('timed-out');
    expect(said).toBe(explanation?.what);
    expect(explanation?.next).not.toBe('');
    release();
    await core.org.world.idle();
    await core.call('test.followAgain', {});
    await core.until('it passes', ({ test }) => test.state === 'passed');
  });

  it('is stopped at any moment, and goes on', async () => {
    await ready({}, true);
    core.org.world.scimClient.push = () => new Promise(() => undefined);
    await core.run({ kind: 'assign', userId });
    await core.call('test.stop', {});
    const { test } = await core.until('it is stopped', (state) => state.test.state === 'stopped');
    expect(test.verdict).toMatch(/Okta continues on its own/);
    await core.call('test.followAgain', {});
    expect((await core.snapshot()).test.state).toBe('following');
  });

  it('is preceded by what is not known without access to Oktopost: connection and match', async () => {
    await ready();
    await withoutOktopost();
    for (const id of ['connection', 'match']) {
      expect((await pane(id)).map(({ level, next }) => [level, next !== null])).toContainEqual([
        'unknown',
        true,
      ]);
    }
  });

  it('is preceded by an unknown user where the token may not read their groups', async () => {
    await ready();
    core.org.faults.add([
      {
        target: 'okta',
        method: 'GET',
        path: '/users/[^/]+/groups',
        times: 9,
        answer: {
          status: 403,
          headers: { 'content-type': 'application/json' },
          body: '{"errorCode":"E0000006","errorSummary":"You do not have permission"}',
        },
      },
    ]);
    const user = await pane('user');
    expect(user.filter(({ level }) => level !== 'ok').map(({ level }) => level)).toEqual(['unknown']);
    expect(user.find(({ level }) => level === 'unknown')).toMatchObject({
      text: expect.stringContaining('may not read them'),
      next: expect.stringContaining('Nothing of the test needs them'),
    });
  });

  it('is preceded by an unknown scope where Okta shows no boxes', async () => {
    await ready({ profile: parseProfile('featuresRead=never') });
    core.org.faults.add([
      {
        target: 'okta',
        method: 'GET',
        path: '/features',
        times: 9,
        answer: {
          status: 404,
          headers: { 'content-type': 'application/json' },
          body: '{"errorCode":"E0000007","errorSummary":"Not found"}',
        },
      },
    ]);
    const unknown = (await pane('scope')).find(({ level }) => level === 'unknown');
    expect(unknown?.text).toContain('does not show whether the To App boxes are ticked');
    expect(unknown?.next).toContain('To App');
  });
});
