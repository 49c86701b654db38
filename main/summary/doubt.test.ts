import { describe, expect, it } from 'vitest';
import { at } from '../../shared/testing/time';
import type { SettingId } from '../../shared/settings';
import type { KnownBy } from '../../shared/summary';
import { untoldChanges } from '../observe/logged-changes';
import { clockSkewMs } from '../observe/okta-clock';
import { appUpdate } from '../okta/event-types';
import { logEvent } from '../testing/log-event';
import { newSession } from '../storage/session';
import { doubtOf, doubtWords } from './doubt';

const [before, after] = ['2020-01-01T00:00:00.000Z', '2099-01-01T00:00:00.000Z'] as const;
/** As far as two clocks may differ. */
const soon = new Date(Date.parse(at) + clockSkewMs - 1).toISOString();
const byTest: KnownBy = { how: 'proven-by-test', user: 'ana@acme.com', at };
const byLife: KnownBy = { how: 'proven-by-life-cycle', user: 'life@acme.com', at };
const byPush: KnownBy = { how: 'proven-by-push', user: null, event: 'e0', at };
const change = { at: after, who: 'jo@acme.com', eventId: 'e1' };
const identifier = 'connection.unique-identifier';

describe('a change of the app integration of which the log tells nothing', () => {
  it.each<[string, KnownBy, string, boolean]>([
    ['puts in doubt what was proven before it', byTest, after, true],
    ['leaves what was proven after it', byTest, before, false],
    ['puts what the life-cycle test proved in doubt', byLife, after, true],
    ['puts what Okta sent proved in doubt', byPush, after, true],
    ['puts an admin’s word in doubt', { how: 'stated', by: null, at }, after, true],
    ['leaves a word that was given as it was saved', { how: 'stated', by: null, at }, soon, false],
    ['leaves what nobody knows', { how: 'unknown' }, after, false],
  ])('%s', (_what, known, changedAt, isDoubted) => {
    const found = doubtOf(newSession(), identifier, known, { ...change, at: changedAt });
    expect(found !== null).toBe(isDoubted);
  });

  it('leaves what Okta shows', () => {
    expect(doubtOf(null, 'to-app.create', byTest, change)).toBeNull();
  });

  it('is one that succeeded, of this app integration, and not this set-up’s own', () => {
    const told = { name: 'create_users', from: 'off', to: 'on' };
    const target = (id: string, changes: (typeof told)[] = []) => ({
      ...{ id, type: 'AppInstance', alternateId: null, displayName: null },
      changes,
    });
    const event = (uuid: string, more: Partial<Parameters<typeof logEvent>[0]> = {}) =>
      logEvent({
        ...{ uuid, published: after, eventType: appUpdate, targets: [target('app')] },
        outcome: { result: 'SUCCESS', reason: null },
        ...more,
      });
    const found = untoldChanges(
      [
        event('later'),
        event('earlier', { published: before, transactionId: 'of somebody' }),
        event('own', { transactionId: 'own' }),
        event('told', { targets: [target('app', [told])] }),
        event('said', { customMessage: 'Pushing new users' }),
        event('of another', { targets: [target('other')] }),
        event('failed', { outcome: { result: 'FAILURE', reason: null } }),
        event('of people', { eventType: 'application.user_membership.add' }),
      ],
      'app',
      new Set(['own']),
    );
    expect(found.map(({ eventId }) => eventId)).toEqual(['earlier', 'later']);
  });
});

it('what is in doubt is said once, by each proof or word, with all that is to be done: one look settles it', () => {
  const doubted = (proven: KnownBy, ...settings: SettingId[]) =>
    settings.flatMap((setting) => {
      const doubt = doubtOf(null, setting, proven, change);
      return doubt === null ? [] : [{ setting, doubt }];
    });
  const said = doubtWords([
    ...doubted(byTest, identifier, 'connection.base-url'),
    ...doubted(byLife, identifier),
    ...doubted(byPush, identifier),
    ...doubted({ how: 'stated', by: 'jo@acme.com', at }, 'connection.push-profile-updates'),
  ]);
  expect(
    said?.text
      .split(', before ')[0]
      ?.replaceAll(/ at [^;]*/g, '')
      .split('; '),
  ).toEqual([
    '2 settings of the SCIM connection: proven by the test user ana@acme.com',
    'Unique identifier field for users: proven by the life-cycle test of life@acme.com',
    'Unique identifier field for users: proven by what Okta sent for a person',
    'Push Profile Updates: stated by jo@acme.com',
  ]);
  expect(said?.next).toBe(
    'Test one user once more. Run the life-cycle test once more. Look at it in Okta: Provisioning tab, Integration.',
  );
  expect(doubtWords([])).toBeNull();
});
