import { describe, expect, it } from 'vitest';
import type { LogEvent } from '../okta/types';
import { logEvent } from '../testing/log-event';
import { failureWith, oktopostWith, scimUserWith, searchWith } from '../testing/okta-objects';
import { readAccount, readAccounts } from './account';
import { deprovisioningOf } from './deprovisioning';

const since = new Date('2026-11-24T10:00:00.000Z');
const deactivate = 'application.provision.user.deactivate';
const deleted = 'application.provision.user.delete';
const scheduled = 'application.provision.user.delete.schedule';

const event = (eventType: string, result: string, given: Partial<LogEvent> = {}): LogEvent =>
  logEvent({
    ...{ uuid: 'e', published: '2026-11-24T10:00:10.000Z', eventType },
    outcome: { result, reason: null },
    targets: [{ id: '00u1', type: 'User', alternateId: null, displayName: null, changes: [] }],
    ...given,
  });
const read = (...events: LogEvent[]) =>
  deprovisioningOf(events, { userId: '00u1', userName: 'Ana@acme.example', since });

describe('what Okta’s log says of the account of somebody who was unassigned', () => {
  it('is nothing where it has nothing, or only what is neither done nor failed', () => {
    const nothing = { deactivation: 'not-logged', failure: null, deletion: null };
    expect(read()).toEqual(nothing);
    expect(
      read(event(deactivate, 'SKIPPED'), event('application.user_membership.remove', 'SUCCESS')),
    ).toEqual(nothing);
  });

  it('is by the newest event of its kind', () => {
    const [sent, failed] = [event(deactivate, 'SUCCESS'), event(deactivate, 'FAILURE')];
    expect(read(sent).deactivation).toBe('sent');
    expect(read(failed).deactivation).toBe('failed');
    expect(read(failed, sent).deactivation).toBe('sent');
    expect(read(sent, failed, event(deleted, 'SUCCESS')).deactivation).toBe('failed');
  });

  it('tells of a deletion that was done before one that is only announced, and of none that failed', () => {
    expect(read(event(scheduled, 'SUCCESS')).deletion).toBe('scheduled');
    expect(read(event(deleted, 'SUCCESS'), event(scheduled, 'SUCCESS')).deletion).toBe('deleted');
    expect(read(event(deleted, 'FAILURE'), event(scheduled, 'FAILURE')).deletion).toBeNull();
  });

  it('is of this account alone, by id or by user name in any case, and not of before', () => {
    const named = (alternateId: string) => ({
      targets: [{ id: '0ua1', type: 'AppUser', alternateId, displayName: null, changes: [] }],
    });
    expect(read(event(deactivate, 'SUCCESS', named('aNa@acme.example'))).deactivation).toBe('sent');
    expect(read(event(deactivate, 'SUCCESS', named('bob@acme.example'))).deactivation).toBe('not-logged');
    expect(read(event(deactivate, 'SUCCESS', { targets: [] })).deactivation).toBe('not-logged');
    // Okta’s clock may be half a minute behind.
    const at = (published: string) => read(event(deactivate, 'SUCCESS', { published })).deactivation;
    expect(at('2026-11-24T09:59:30.000Z')).toBe('sent');
    expect(at('2026-11-24T09:59:29.999Z')).toBe('not-logged');
  });
});

describe('an account at Oktopost', () => {
  const byId = { externalId: '7', userName: 'ana' };
  const byName = { externalId: null, userName: 'ana' };
  const oktopost = (user: ReturnType<typeof scimUserWith> | null, conclusive = true) =>
    oktopostWith({
      user: (id) => (id === '7' ? Promise.resolve(user) : Promise.reject(new Error('asked for another id'))),
      findByUserName: (name) => Promise.resolve(searchWith(name === 'ana' ? user : null, { conclusive })),
    });

  it.each([byId, byName])('is active, inactive or gone as it was read: %j', async (key) => {
    const state = async (user: Parameters<typeof oktopost>[0]) =>
      (await readAccount(oktopost(user), key)).state;
    expect(await state(scimUserWith())).toBe('active');
    expect(await state(scimUserWith({ active: false }))).toBe('inactive');
    expect(await state(null)).toBe('gone');
  });

  it('is not read, and never gone, where a search does not answer in full or nobody can be asked', async () => {
    expect(await readAccount(oktopost(null, false), byName)).toMatchObject({ state: 'not-read' });
    expect(await readAccount(oktopost(scimUserWith(), false), byName)).toMatchObject({ state: 'active' });
    expect(await readAccount(null, byId)).toMatchObject({ state: 'not-read', why: expect.any(String) });
  });

  it('is not read where Oktopost refuses, and says why; a stop and a defect are none of that', async () => {
    const failing = (thrown: Error) => oktopostWith({ user: () => Promise.reject(thrown) });
    expect(await readAccount(failing(failureWith('token-refused')), byId)).toEqual({
      state: 'not-read',
      why: 'No.',
    });
    await expect(readAccount(failing(failureWith('cancelled')), byId)).rejects.toThrow('No.');
    await expect(readAccount(failing(new Error('a defect')), byId)).rejects.toThrow('a defect');
  });

  it('is read of several, each with its own key, in their order', async () => {
    const found = await readAccounts(oktopost(scimUserWith()), [
      byId,
      byName,
      { ...byName, userName: 'bob' },
    ]);
    expect(found.map(({ key, reading }) => [key.userName, reading.state])).toEqual([
      ['ana', 'active'],
      ['ana', 'active'],
      ['bob', 'gone'],
    ]);
  });
});
