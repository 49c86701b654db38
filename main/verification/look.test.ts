import { describe, expect, it } from 'vitest';
import type { AttributeRow, TimelineEntry } from '../../shared/verification';
import type { Okta } from '../okta/okta';
import type { LogEvent, LogTarget } from '../okta/types';
import { logEvent } from '../testing/log-event';
import type { OktopostScim } from '../oktopost/types';
import {
  appUserWith,
  failureWith,
  oktaWith,
  oktopostWith,
  scimUserWith,
  searchWith,
} from '../testing/okta-objects';
import {
  cannotSucceed,
  eventsOfUser,
  hasArrived,
  hasReason,
  isInactiveThere,
  lookAtTest,
  timelineOf,
  wasReactivated,
  withEntries,
} from './look';
import type { Look } from './look';

const at = '2026-11-24T10:00:00.000Z';
const lookWith = (given: Partial<Look> = {}): Look => ({
  appUser: appUserWith(),
  events: [],
  atOktopost: null,
  oktopostRead: false,
  remarks: [],
  isElsewhere: false,
  ...given,
});
const target = (given: Partial<LogTarget>): LogTarget => ({
  id: '0ua9',
  type: 'AppUser',
  alternateId: null,
  displayName: null,
  changes: [],
  ...given,
});
let count = 0;
const event = (eventType: string, given: Partial<LogEvent> = {}): LogEvent =>
  logEvent({ uuid: `e${String((count += 1))}`, published: at, eventType, ...given });
const push = 'application.provision.user.push';
const added = 'application.user_membership.add';
const failed = (reason: string | null): LogEvent => event(push, { outcome: { result: 'FAILURE', reason } });

describe('a person who has arrived', () => {
  const row = (state: AttributeRow['state']): AttributeRow => ({
    ...{ attribute: 'userName', expected: 'a', okta: 'a', oktopost: null, state },
  });

  it.each<[string, Partial<Look>, AttributeRow[], boolean]>([
    ['is one of whom Okta has the account', {}, [], true],
    ['is not one without an assignment', { appUser: null }, [], false],
    ['is not one of whom Okta has no account', { appUser: appUserWith({ externalId: null }) }, [], false],
    ['is not one whose last push failed', { appUser: appUserWith({ syncState: 'ERROR' }) }, [], false],
    ['is not one of whom Oktopost has no account yet', {}, [row('same'), row('not-there-yet')], false],
    ['is one whose values differ', {}, [row('same'), row('different')], true],
    ['is one whose values cannot be read', {}, [row('cannot-be-read')], true],
  ])('%s', (_what, look, rows, expected) => {
    expect(hasArrived(lookWith(look), rows)).toBe(expected);
  });
});

describe('a person who cannot arrive any more', () => {
  const waiting = appUserWith({ externalId: null, syncState: 'SYNCING' });

  it.each<[string, Partial<Look>, boolean]>([
    ['is not one who is being sent', { appUser: waiting }, false],
    ['is not one who has arrived', {}, false],
    ['is not one of whom Okta shows nothing yet', { appUser: null }, false],
    ['is one whose push failed', { appUser: appUserWith({ syncState: 'ERROR' }) }, true],
    [
      'is one of whom the log has a failure',
      { appUser: waiting, events: [event(added), failed(null)] },
      true,
    ],
    ['is one who was assigned too early', { appUser: appUserWith({ externalId: null }) }, true],
  ])('%s', (_what, look, expected) => {
    expect(cannotSucceed(lookWith(look))).toBe(expected);
  });

  it('has a reason where a failure tells one; that of a success is none', () => {
    const success = event(push, { outcome: { result: 'SUCCESS', reason: 'linked to an account' } });
    expect(hasReason(lookWith({ events: [success, failed(null)] }))).toBe(false);
    expect(hasReason(lookWith({ events: [failed('Conflict'), success] }))).toBe(true);
  });
});

it('an account is inactive at Oktopost only where it was read so, of somebody who is assigned', () => {
  const inactive = scimUserWith({ active: false });
  expect(isInactiveThere(lookWith({ atOktopost: inactive }))).toBe(true);
  expect(isInactiveThere(lookWith({ atOktopost: inactive, appUser: null }))).toBe(false);
  expect(isInactiveThere(lookWith({ atOktopost: scimUserWith() }))).toBe(false);
  expect(isInactiveThere(lookWith())).toBe(false);
});

it('Okta made an account active again only where the log has just that', () => {
  const again = event('application.provision.user.reactivate');
  expect(wasReactivated(lookWith({ events: [event(push), again] }))).toBe(true);
  expect(wasReactivated(lookWith({ events: [event(push), event(added)] }))).toBe(false);
});

describe('a look', () => {
  const looked = (okta: Partial<Okta>, oktopost: Partial<OktopostScim> | null) =>
    lookAtTest(
      oktaWith({ appUser: () => Promise.resolve(appUserWith({ userName: 'Other' })), ...okta }),
      oktopost === null ? null : oktopostWith(oktopost),
      {
        appId: '0oa1',
        userId: '00u1ana',
        email: 'ana@acme.example',
        assignedAt: new Date(at),
        now: new Date('2026-11-24T10:05:00.000Z'),
      },
    );
  const refused = () => Promise.reject(failureWith('unreachable'));

  it('reads the log from before the assignment on, by Okta’s clock, and finds the person by the name they have there', async () => {
    const asked: Date[] = [];
    const named = event(push, { targets: [target({ alternateId: 'other' })] });
    const logEvents = (_appId: string, from: Date, until: Date) => {
      asked.push(from, until);
      return Promise.resolve([named, event(push)]);
    };
    const look = await looked(
      { logEvents },
      { findByUserName: () => Promise.resolve(searchWith(scimUserWith())) },
    );
    expect(look).toMatchObject({ events: [named], atOktopost: { id: '7' }, oktopostRead: true });
    expect(asked.map((each) => each.toISOString())).toEqual([
      '2026-11-24T09:59:30.000Z',
      '2026-11-24T10:06:00.000Z',
    ]);
  });

  it('says that Oktopost was not read where it was not asked, did not answer, or not in full', async () => {
    const logEvents = refused;
    expect(await looked({ logEvents }, null)).toMatchObject({ events: [], oktopostRead: false, remarks: [] });
    const failing = await looked({ logEvents }, { findByUserName: refused });
    expect(failing).toMatchObject({ atOktopost: null, oktopostRead: false, remarks: [] });
    const part = searchWith(null, { conclusive: false, remarks: ['odd'] });
    expect(await looked({ logEvents }, { findByUserName: () => Promise.resolve(part) })).toMatchObject({
      atOktopost: null,
      oktopostRead: false,
      remarks: ['odd'],
    });
  });
});

describe('the events of one person', () => {
  const of = (events: LogEvent[], names: (string | null)[] = ['Ana@Acme.example', null]) =>
    eventsOfUser(events, '00u1ana', names, added);
  const byId = [target({ type: 'User', id: '00u1ana' })];

  it('name them by id, or by user name in any case, as a person or an app user', () => {
    const own = [
      event(push, { targets: byId }),
      event(push, { targets: [target({}), target({ alternateId: 'aNA@acme.example' })] }),
      event(push, { targets: [target({ type: 'User', alternateId: 'ana@acme.example' })] }),
    ];
    expect(of(own)).toEqual(own);
  });

  it('are not those of others, nor of things that have the same id or name', () => {
    const others = [
      event(push, { targets: [target({ type: 'User', id: '00u2' })] }),
      event(push, { targets: [target({ alternateId: 'other@acme.example' })] }),
      event(push, { targets: [target({ type: 'AppInstance', id: '00u1ana' })] }),
      event(push, { targets: [target({ type: 'UserGroup', alternateId: 'ana@acme.example' })] }),
      event(push),
    ];
    expect(of(others)).toEqual([]);
  });

  it('begin with the newest assignment: what came of an earlier one does not count', () => {
    const targets = byId;
    const [first, lost, second, sent] = [
      event(added, { targets }),
      event(push, { targets, outcome: { result: 'FAILURE', reason: 'x' } }),
      event(added, { targets }),
      event(push, { targets }),
    ];
    expect(of([first, lost, second, sent])).toEqual([second, sent]);
    expect(of([lost, sent])).toEqual([lost, sent]);
    // Somebody else's assignment begins nothing.
    expect(of([first, lost, event(added, { targets: [target({ id: '00u2', type: 'User' })] })])).toEqual([
      first,
      lost,
    ]);
  });
});

describe('the timeline', () => {
  const said = (look: Partial<Look>) =>
    timelineOf(lookWith(look), at).map(({ source, failed: isFailed }) => [source, isFailed]);

  it('marks what failed, what Okta deletes, and what is odd about Oktopost’s answer', () => {
    expect(said({})).toEqual([['okta-app-user', false]]);
    expect(said({ appUser: appUserWith({ syncState: 'ERROR' }) })).toEqual([['okta-app-user', true]]);
    const events = [
      event(push),
      failed(null),
      event('application.provision.user.delete'),
      event(push, { outcome: { result: 'SKIPPED', reason: null } }),
    ];
    expect(said({ appUser: null, events })).toEqual([
      ['system-log', false],
      ['system-log', true],
      ['system-log', true],
      ['system-log', false],
    ]);
    expect(said({ appUser: null, atOktopost: scimUserWith(), remarks: ['odd'] })).toEqual([
      ['oktopost', false],
      ['oktopost', true],
    ]);
  });

  it.each<[LogEvent, string]>([
    [event(push, { displayMessage: 'Push new user' }), 'Creation at Oktopost: done'],
    [event('application.odd', { displayMessage: 'Odd thing' }), 'Odd thing: done'],
    [event('application.odd'), 'application.odd: done'],
    [failed('Conflict'), 'Creation at Oktopost: failed, Conflict'],
    [failed(null), 'Creation at Oktopost: failed'],
    [event(push, { outcome: { result: 'SKIPPED', reason: '' } }), 'Creation at Oktopost: skipped'],
    [
      event('application.provision.user.delete'),
      'Deletion at Oktopost: done. This org has Okta delete accounts of unassigned users at Oktopost.',
    ],
  ])('says of an event what it was, how it went and why: %#', (given, expected) => {
    expect(timelineOf(lookWith({ appUser: null, events: [given] }), at)[0]?.text).toBe(expected);
  });

  it('says whether Okta has an id from Oktopost, and whether the account is active', () => {
    const text = (look: Partial<Look>) => timelineOf(lookWith(look), at).map((entry) => entry.text);
    expect(text({})).toEqual(['App user: sent to Oktopost, id at Oktopost 7']);
    const waiting = appUserWith({ externalId: null, syncState: 'SYNCING' });
    expect(text({ appUser: waiting })).toEqual(['App user: being sent to Oktopost, no id from Oktopost yet']);
    const inactive = scimUserWith({ active: false });
    expect(text({ appUser: null, atOktopost: inactive })[0]).toMatch(/, inactive$/);
    expect(text({ appUser: null, atOktopost: scimUserWith() })[0]).toMatch(/, active$/);
  });

  it('has each event once by its id, and what has none once by source and text', () => {
    const entry = (given: Partial<TimelineEntry>): TimelineEntry => ({
      ...{ at, source: 'system-log', text: 'Creation at Oktopost: done', failed: false, eventId: null },
      ...given,
    });
    const known = [entry({ eventId: 'e1' }), entry({ source: 'okta-app-user', text: 'App user: sent' })];
    const again = [
      entry({ eventId: 'e1', text: 'in other words' }),
      { ...entry({}), ...known[1], at: 'later' },
    ];
    expect(withEntries(known, again)).toBe(known);
    const others = [
      entry({ eventId: 'e2' }),
      entry({ source: 'oktopost', text: 'App user: sent' }),
      entry({ source: 'okta-app-user', text: 'App user: failed' }),
    ];
    expect(withEntries(known, others)).toEqual([...known, ...others]);
  });
});
