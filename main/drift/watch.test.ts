import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { WatchFinding } from '../../shared/drift';
import { driftReportSchema, notLookedAtLine } from '../../shared/drift';
import type { Summary } from '../../shared/summary';
import { createApiToken } from '../../practice/world/world';
import { systemClock } from '../shell/clock';
import { drift, fileOf, setUpWithSummary } from '../testing/drift';
import { newLifeCycleUser } from '../steps/life-cycle/user';
import type { Checkpoint } from '../testing/checkpoint';
import type { TestCore } from '../testing/core';

/** Of a report in which Oktopost's accounts alone were not looked at. */
const notAsked = (why: string) => ({ notLookedAt: ['accounts'], accountsNotLookedAt: why });

const day = 24 * 60 * 60_000;

describe('the watch beside the settings', () => {
  let core: TestCore;
  let summary: Summary;
  /** With the events of the set-up's own test user: they were an answer to everything before. */
  let checkpoint: Checkpoint;
  beforeAll(async () => {
    ({ core, summary } = await setUpWithSummary());
    checkpoint = await core.checkpoint();
  });
  beforeEach(() => core.returnTo(checkpoint));
  afterAll(() => core.close());

  async function checked(daysLater = 0, env: Record<string, string> = {}) {
    const now = (): Date => new Date(systemClock.now().getTime() + daysLater * day);
    const { out } = await drift([await fileOf(JSON.stringify(summary)), '--practice', '--json'], {
      env: { OKTA_API_TOKEN: core.org.okta.apiToken, ...env },
      clock: { ...systemClock, now },
    });
    return driftReportSchema.parse(JSON.parse(out));
  }
  const found = async (daysLater = 0): Promise<WatchFinding[]> => (await checked(daysLater)).watch;
  const named = { alternateId: 'ada@acme.example', displayName: 'Ada' };
  const ada = { id: '00uSomebody', type: 'User', ...named };
  const adaInApp = { id: '0uaSomebody', type: 'AppUser', ...named };
  /** An entry of the org's System Log about somebody and the app integration. */
  const logged = (
    eventType: string,
    result: 'SUCCESS' | 'FAILURE',
    reason: string | null,
    about = [ada, adaInApp],
  ): void => {
    core.org.world.log({
      eventType,
      legacyEventType: null,
      displayMessage: eventType,
      severity: result === 'FAILURE' ? 'ERROR' : 'INFO',
      outcome: { result, reason },
      actor: { id: '00u1', type: 'User', alternateId: 'jo@acme.example', displayName: 'Jo' },
      target: [
        {
          id: summary.app.id,
          type: 'AppInstance',
          alternateId: summary.app.label,
          displayName: summary.app.label,
        },
        ...about,
      ],
    });
  };

  it('finds nothing in a set-up that works', async () => {
    expect(await found()).toEqual([]);
  });

  it('tells of a change of assignments that Okta has not answered for a day, and not before', async () => {
    logged('application.user_membership.add', 'SUCCESS', null);
    expect(await found()).toEqual([]);
    const [silence] = await found(3);
    expect(silence).toMatchObject({ kind: 'silence' });
    expect(silence?.text).toContain('1 assignment changed');
    expect(silence?.text).toContain('for 3 days');
  });

  it('tells of failures, how many, of whom, and why the last one; they are no silence', async () => {
    logged('application.provision.user.push', 'FAILURE', 'Bad gateway');
    logged('application.provision.user.sync', 'FAILURE', 'No licence left', [adaInApp]);
    const watched = await found(3);
    expect(watched.map(({ kind }) => kind)).toEqual(['failures']);
    expect(watched[0]?.text).toBe(
      '2 provisioning failures since then, of 1 person; the last one: No licence left',
    );
    logged('application.provision.user.sync', 'FAILURE', 'Bad gateway', [{ ...adaInApp, id: '0uaOther' }]);
    const [failures] = await found();
    expect(failures?.text).toContain('3 provisioning failures since then, of 2 people');
  });

  it('says of a reason that Okta has cut who cut it', async () => {
    logged('application.provision.user.push', 'FAILURE', `Bad request: ${'x'.repeat(242)}`);
    expect((await found())[0]?.text).toMatch(/x… \(Okta cuts it there\)$/);
  });

  it('tells of no failure after which Okta reached the person, whatever else went well', async () => {
    logged('application.provision.user.push', 'FAILURE', 'Bad gateway');
    logged('application.provision.user.sync', 'FAILURE', 'Bad gateway', [adaInApp]);
    logged('application.provision.user.verify_exists', 'SUCCESS', null);
    logged('application.provision.user.push', 'SUCCESS', null, [{ ...adaInApp, id: '0uaOther' }]);
    expect(await found()).toMatchObject([
      { kind: 'failures', text: expect.stringMatching(/^2 .* 1 person/) },
    ]);
    logged('application.provision.user.push', 'SUCCESS', null, [adaInApp]);
    expect(await found()).toEqual([]);
    logged('application.provision.user.push_profile', 'FAILURE', 'Bad gateway');
    expect(await found()).toMatchObject([
      { kind: 'failures', text: expect.stringMatching(/^1 .* 1 person/) },
    ]);
  });

  it('counts no failure of the assistant’s own life-cycle user, and each of a real person beside it', async () => {
    const { email, changedEmail } = newLifeCycleUser('set-up', 'acme.example', 'd8eb5c');
    const own = { ...ada, id: '00uOwn', alternateId: email };
    const ownInApp = { ...adaInApp, id: '0uaOwn', alternateId: changedEmail };
    logged('application.provision.user.push', 'FAILURE', 'Bad gateway', [own, ownInApp]);
    logged('application.provision.user.deactivate', 'FAILURE', 'Bad gateway', [ownInApp]);
    logged('application.provision.user.sync', 'FAILURE', 'Bad gateway', [{ ...ownInApp, alternateId: '' }]);
    expect(await found()).toEqual([]);
    const alike = { ...adaInApp, id: '0uaAlike', alternateId: 'oktopost-test-lead@acme.example' };
    logged('application.provision.user.push', 'FAILURE', 'No licence left', [alike]);
    expect(await found()).toMatchObject([
      { kind: 'failures', text: expect.stringMatching(/^1 .* of 1 person; the last one: No licence left/) },
    ]);
  });

  it('says that it did not look for failures where the token may not read the System Log', async () => {
    logged('application.provision.user.push', 'FAILURE', 'Bad gateway');
    const { text } = createApiToken(core.org.world, 'Without the log', 'CUSTOM_NO_LOGS');
    const unread = await checked(0, { OKTA_API_TOKEN: text });
    expect(unread).toMatchObject({ systemLog: 'cannot-be-read', result: 'same' });
    expect(unread.notLookedAt).toContain('failures');
    expect(notLookedAtLine(unread)).toContain('System Log');
    expect((await checked()).notLookedAt).not.toContain('failures');
  });

  it('makes the exit code 1 where --strict asks for it', async () => {
    logged('application.provision.user.push', 'FAILURE', 'Bad gateway');
    const file = await fileOf(JSON.stringify(summary));
    const env = { OKTA_API_TOKEN: core.org.okta.apiToken };
    const io = { env, clock: systemClock };
    const code = async (...strict: string[]) => (await drift([file, '--practice', ...strict], io)).code;
    expect([await code(), await code('--strict')]).toEqual([0, 1]);
    // Nothing is printed of what was told before.
    const news = ['--strict', '--news', `${file}.seen`];
    expect(await drift([file, '--practice', ...news], io)).toMatchObject({
      code: 1,
      out: expect.stringContaining('Bad gateway'),
    });
    expect(await drift([file, '--practice', ...news], io)).toEqual({ code: 1, out: '', err: '' });
  });

  it('tells of a certificate that ends soon, by its date', async () => {
    const until = summary.signOn?.certificate?.until ?? '';
    const days = Math.round((new Date(until).getTime() - systemClock.now().getTime()) / day);
    const kinds = async (before: number) => (await found(days - before)).map(({ kind }) => kind);
    expect(await kinds(70)).not.toContain('certificate-ends');
    expect(await kinds(50)).toContain('certificate-ends');
  });

  it('tells of people whom Okta never sent', async () => {
    const app = core.org.world.state.apps[summary.app.id];
    const [appUser] = Object.values(app?.users ?? {});
    if (appUser === undefined) throw new Error('nobody is assigned');
    Object.assign(appUser, { externalId: null, syncState: 'DISABLED' });
    const neverSent = (await found()).map(({ kind }) => kind);
    expect(neverSent).toContain('never-sent');
    expect(neverSent).not.toContain('push-failed');
    Object.assign(appUser, { syncState: 'ERROR' });
    const failed = (await found()).map(({ kind }) => kind);
    expect(failed).toContain('push-failed');
    expect(failed).not.toContain('never-sent');
    // The user of a life-cycle test that is under way, which tells of them itself.
    appUser.userName = newLifeCycleUser('set-up', 'acme.example', 'd8eb5c').changedEmail;
    const ofTest = (await found()).map(({ kind }) => kind);
    for (const kind of ['push-failed', 'never-sent']) expect(ofTest).not.toContain(kind);
  });

  it('tells of another API token of the same admin that Okta is about to revoke, with its last use', async () => {
    const { world } = core.org;
    const { token } = createApiToken(world, 'Old job', 'SUPER_ADMIN');
    const ends = new Date(systemClock.now().getTime() + 5 * day);
    token.expiresAt = ends.toISOString();
    const of = (watch: WatchFinding[]) => watch.filter(({ kind }) => kind === 'api-token-ends');
    expect(of(await found())).toMatchObject([
      {
        text: expect.stringContaining('“Old job”'),
        since: new Date(ends.getTime() - 30 * day).toISOString(),
      },
    ]);
    token.expiresAt = new Date(systemClock.now().getTime() + 20 * day).toISOString();
    expect(of(await found())).toEqual([]);
  });

  it('says how old Oktopost’s SCIM token is, once it is old', async () => {
    const kinds = async (days: number) => (await found(days)).map(({ kind }) => kind);
    expect(await kinds(170)).not.toContain('scim-token-old');
    const old = (await found(181)).find(({ kind }) => kind === 'scim-token-old');
    expect(old?.text).toMatch(/for 18[01] days: Oktopost shows no date/);
  });

  it('tells of accounts in use whose people were unassigned or deactivated, and of nobody who is not assigned yet', async () => {
    const { bearerToken, scimBaseUrl } = core.org.oktopost;
    const env = { OKTOPOST_SCIM_TOKEN: bearerToken, OKTOPOST_SCIM_URL: scimBaseUrl };
    const left = async () => {
      const { result, watch } = await checked(0, env);
      expect(result).toBe('same');
      return watch.find(({ kind }) => kind === 'unassigned-accounts')?.text ?? '';
    };
    const { users, oktopost } = core.org.world.state;
    const person = Object.values(users).find(({ profile }) => profile.login === 'kmori');
    const [account] = Object.values(oktopost.us.users);
    if (person === undefined || account === undefined) throw new Error('nobody');
    const before = await left();
    oktopost.us.users['advLeaver0000000000'] = {
      ...structuredClone(account),
      ...{ id: 'advLeaver0000000000', active: true, externalId: null },
      userName: person.profile.email ?? '',
    };
    expect(await left()).toBe(before);
    logged('application.user_membership.remove', 'SUCCESS', null, [{ ...ada, id: person.id }]);
    expect(await left()).toContain('is of somebody who was unassigned or deactivated in Okta');
    person.status = 'DEPROVISIONED';
    expect(await left()).toContain('is of somebody who was unassigned or deactivated in Okta');
    delete oktopost.us.users['advLeaver0000000000'];
    expect(await left()).toBe(before);
  });

  // Shows: the drift check sends Oktopost’s token elsewhere
  it('tells of accounts that belong to nobody in Okta, where it may ask Oktopost; else it says that it did not look', async () => {
    const without = await checked();
    expect(without).toMatchObject(notAsked('OKTOPOST_SCIM_TOKEN is not set'));
    const { bearerToken, scimBaseUrl } = core.org.oktopost;
    const env = { OKTOPOST_SCIM_TOKEN: bearerToken, OKTOPOST_SCIM_URL: scimBaseUrl };
    const stray = async () =>
      (await checked(0, env)).watch.find(({ kind }) => kind === 'stray-accounts')?.text ?? '';
    const { users } = core.org.world.state.oktopost.us;
    const before = await stray();
    const account = Object.values(users).find(({ userName }) => userName.startsWith('bruno'));
    if (account === undefined) throw new Error('no account');
    users['advStrayAccount00000'] = {
      ...structuredClone(account),
      id: 'advStrayAccount00000',
      userName: 'gone@acme.example',
      externalId: null,
    };
    const whole = await checked(0, env);
    expect(whole).toMatchObject({ notLookedAt: [], accountsNotLookedAt: null });
    expect(JSON.stringify(whole)).not.toContain(bearerToken);
    expect(await stray()).not.toBe(before);
    expect(await stray()).toContain('nobody in Okta');
    // Given and refused is not the same as not given.
    const refused = await checked(0, { ...env, OKTOPOST_SCIM_TOKEN: 'revoked-token-of-before' });
    expect(refused).toMatchObject(notAsked('Oktopost refuses the token'));
    expect(refused.watch).toContainEqual(
      expect.objectContaining({
        kind: 'oktopost-token-refused',
        text: expect.stringContaining('does not accept the token'),
      }),
    );
    expect(JSON.stringify(refused)).not.toContain('revoked-token-of-before');
    // It is sent to loopback alone.
    const elsewhere = { ...env, OKTOPOST_SCIM_URL: 'https://board.oktopost.com/scim/v2' };
    const noAddress = notAsked('OKTOPOST_SCIM_URL has no address of the practice Oktopost');
    expect(await checked(0, elsewhere)).toMatchObject(noAddress);
    expect(await checked(0, { OKTOPOST_SCIM_TOKEN: bearerToken })).toMatchObject(noAddress);
    expect(notLookedAtLine(refused)).toBe(
      'Not looked at: accounts at Oktopost of nobody in Okta, or of people who left (Oktopost refuses the token).',
    );
  });
});
