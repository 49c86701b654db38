import { afterEach, describe, expect, it } from 'vitest';
import type { PracticeOptions } from '../../practice/practice';
import { parseProfile } from '../../practice/profile';
import { newAppUser } from '../../practice/world/people';
import type { OktaApp } from '../../practice/world/state';
import { newLifeCycleUser } from '../steps/life-cycle/user';
import { startTestCore } from '../testing/core';
import type { TestCore } from '../testing/core';
import { readyToTest } from '../testing/ready-to-test';

describe('the pre-check of the test user', () => {
  let core: TestCore;
  let userId: string;
  afterEach(() => core.close());

  async function setUp(options: Partial<PracticeOptions> = {}): Promise<void> {
    core = await startTestCore(options);
    userId = await readyToTest(core);
  }

  const app = (): OktaApp => core.byHand.scimOn();
  const profile = (): Record<string, unknown> => core.org.world.state.users[userId]?.profile ?? {};
  async function findings(level: string): Promise<string> {
    const { findings: found } = await core.call('test.preCheck', { userId });
    return found
      .filter((finding) => finding.level === level)
      .map(({ text, next }) => `${text} ${next ?? ''}`)
      .join('\n');
  }

  it('counts others whom Okta never sent, with the way out', async () => {
    await setUp();
    const ours = app();
    const early = {
      appUserId: '0uaEarly',
      at: '2026-01-01T00:00:00.000Z',
      scope: 'USER',
      provisioned: false,
    } as const;
    const other = Object.values(core.org.world.state.users).find(({ id }) => id !== userId);
    if (other === undefined) throw new Error('nobody else');
    expect(await findings('warn')).not.toContain('while provisioning or Create Users was off');
    ours.users[other.id] = newAppUser(ours, other, early);
    expect(await findings('warn')).toMatch(
      /One person was assigned while provisioning or Create Users was off.*“Rollout” repairs them.*Provision User/,
    );
    const { email } = newLifeCycleUser('set-up', 'acme.example', 'd8eb5c');
    Object.assign(ours.users[other.id] ?? {}, { userName: email });
    expect(await findings('warn')).not.toContain('while provisioning or Create Users was off');
  });

  it('names somebody else with the same email, and blocks where that one is assigned', async () => {
    await setUp();
    const ours = app();
    const email = String(profile()['email']);
    const other = Object.values(core.org.world.state.users).find(
      ({ id, status }) => id !== userId && status === 'ACTIVE' && ours.users[id] === undefined,
    );
    if (other === undefined) throw new Error('nobody else');
    expect(await findings('warn')).not.toContain('has the same email');
    other.profile.email = email.toUpperCase();
    expect(await findings('warn')).toContain(`${String(other.profile.login)} has the same email in Okta`);
    const at = '2026-01-01T00:00:00.000Z';
    ours.users[other.id] = newAppUser(ours, other, {
      appUserId: '0uaOther',
      at,
      scope: 'USER',
      provisioned: true,
    });
    expect(await findings('block')).toContain('has the same email in Okta and is assigned already');
  });

  it('blocks a user without an email, whose user name would be blank', async () => {
    await setUp();
    profile()['email'] = '';
    expect(await findings('block')).toMatch(/user name for Oktopost would be blank.*Fill in the email/);
  });

  it('warns of a blank user name that an assignment has kept', async () => {
    await setUp();
    await core.org.api('POST', `/api/v1/apps/${app().id}/users`, { id: userId });
    await core.org.world.idle();
    Object.assign(app().users[userId] ?? {}, { userName: '' });
    expect(await findings('warn')).toMatch(/assigned with a blank user name.*Assignments tab/);
  });

  it('warns of a work email whose mapping is empty for the user', async () => {
    await setUp();
    app().toAppMapping.properties['email'] = { expression: 'user.secondEmail', pushStatus: 'PUSH' };
    profile()['secondEmail'] = null;
    expect(await findings('warn')).toContain('takes it from user.secondEmail');
  });

  it('blocks where Oktopost’s search ignores whom it is asked for', async () => {
    await setUp({ profile: parseProfile('oktopostSearch=ignores-filter') });
    expect(await findings('block')).toMatch(/answers with other people.*Assign nobody/);
  });

  it('warns where Oktopost’s search tells upper and lower case apart', async () => {
    await setUp({ profile: parseProfile('oktopostSearch=case-sensitive') });
    await core.org.api('POST', `/api/v1/apps/${app().id}/users`, { id: userId });
    await core.org.world.idle();
    profile()['email'] = 'BRUNO.BERGER@bellwether.example';
    expect(await findings('warn')).toMatch(/not found in this spelling.*second account/);
  });

  it('blocks where the app integration is inactive, or shows that provisioning is off', async () => {
    await setUp();
    expect(await findings('block')).toBe('');
    app().status = 'INACTIVE';
    expect(await findings('block')).toMatch(
      /is inactive in Okta.*Activate it first, at the top of its page\.$/,
    );
  });

  it('blocks nothing for an ordinary user', async () => {
    await setUp();
    expect(await findings('block')).toBe('');
    expect(await findings('warn')).toBe('');
  });
});
