import { describe, expect, it } from 'vitest';
import { clockSkewMs, widestSkewMs } from '../../observe/okta-clock';
import type { Okta } from '../../okta/okta';
import type { LogEvent } from '../../okta/types';
import type { OktopostScim, ScimUser } from '../../oktopost/types';
import {
  accountChecks,
  accountsNamed,
  accountSentences,
  awaitAccounts,
  deletionSentence,
  countsOf,
  isOutstanding,
  isStillActive,
  lookAtAccounts,
  sentenceOf,
} from './accounts';
import type { AccountOutcome } from './accounts';
import { heldTimeLimit } from '../../okta/testing';
import { logEvent } from '../../testing/log-event';
import { failureWith, oktopostWith } from '../../testing/okta-objects';
import type { UnassignedAccount } from './history';

const now = new Date('2026-11-29T12:00:00Z');

const unassigned = (count: number): UnassignedAccount[] =>
  Array.from({ length: count }, (_, index) => ({
    ...{ userId: `00u${index}`, name: `Name ${index}`, userName: `u${index}@acme.example` },
    ...{ externalId: `adv${index}`, isSent: true, since: new Date(now.getTime() - 1_000 * index) },
  }));

const account = (index: number): ScimUser => ({
  ...{ id: `adv${index}`, userName: `u${index}@acme.example`, active: index % 2 === 0 },
  ...{ givenName: null, familyName: null, email: null, externalId: null, isAdmin: null },
});

/** An Oktopost with so many accounts, and how often each of its answers was asked for, and how many at a time. */
function oktopostOf(count: number, page: OktopostScim['page'] | null = null) {
  const all = Array.from({ length: count }, (_, index) => account(index));
  const asked = { users: 0, pages: 0, atOnce: 0, most: 0 };
  const refused = (): never => {
    throw new Error('not asked for');
  };
  const oktopost: OktopostScim = {
    ...{ baseUrl: 'https://board.example/scim/v2', countUsers: refused, testConnector: refused },
    ...{ firstUsers: refused, findByUserName: refused },
    user: async (id) => {
      asked.users += 1;
      asked.atOnce += 1;
      asked.most = Math.max(asked.most, asked.atOnce);
      await Promise.resolve();
      asked.atOnce -= 1;
      return all.find((each) => each.id === id) ?? null;
    },
    page:
      page ??
      (({ startIndex, count: size }) => {
        asked.pages += 1;
        const users = all.slice(startIndex - 1, startIndex - 1 + size);
        return Promise.resolve({ users, entries: users.length, total: all.length });
      }),
  };
  return { oktopost, asked };
}

/** An Okta whose log is empty, and the time of which it was asked for. */
function oktaAsked() {
  const ranges: { since: Date; until: Date }[] = [];
  const okta: Pick<Okta, 'logEvents' | 'pause'> = {
    logEvents: (_appId, since, until) => {
      ranges.push({ since, until });
      return Promise.resolve([]);
    },
    pause: () => Promise.resolve(),
  };
  return { okta, ranges };
}

describe('a look at the accounts of people who were unassigned', () => {
  const looked = (oktopost: OktopostScim, count: number) =>
    lookAtAccounts({ ...oktaAsked(), oktopost, now: () => now }, '0oa1', unassigned(count));

  it('asks for a few one by one, and not for all at once', async () => {
    const { oktopost, asked } = oktopostOf(20);
    const outcomes = await looked(oktopost, 20);
    expect(outcomes.map(({ reading }) => reading.state)).toEqual(
      unassigned(20).map((_, index) => (index % 2 === 0 ? 'active' : 'inactive')),
    );
    expect(asked).toMatchObject({ users: 20, pages: 0 });
    expect(asked.most).toBeLessThanOrEqual(4);
  });

  it('reads the list for many', async () => {
    const { oktopost, asked } = oktopostOf(1999);
    const outcomes = await looked(oktopost, 2000);
    expect(asked).toMatchObject({ users: 0, pages: 4 });
    expect(outcomes.slice(-2).map(({ reading }) => reading.state)).toEqual(['active', 'gone']);
  });

  it('takes nobody for gone by a list that was not read in full', async () => {
    const { oktopost } = oktopostOf(0, () => Promise.resolve({ users: [account(0)], entries: 1, total: 90 }));
    const outcomes = await looked(oktopost, 80);
    expect(outcomes.slice(0, 2).map(({ reading }) => reading.state)).toEqual(['active', 'not-read']);
  });

  it('of few accounts, waits no longer for an Oktopost that does not answer than for its list', async () => {
    const limit = heldTimeLimit();
    let unanswered = 0;
    const oktopost = oktopostWith({
      user: (id, signal) => {
        if (id === 'adv0') return Promise.resolve(account(0));
        unanswered += 1;
        if (signal === undefined) return Promise.reject(new Error('asked without a limit'));
        return new Promise((_, reject) => {
          const cancel = (): void => {
            reject(failureWith('cancelled'));
          };
          if (signal.aborted) cancel();
          signal.addEventListener('abort', cancel);
          if (unanswered === 4) limit.pass();
        });
      },
    });
    const outcomes = await looked(oktopost, 9);
    expect(outcomes.map(({ reading }) => reading.state)).toEqual([
      'active',
      ...Array<string>(8).fill('not-read'),
    ]);
  });

  it('reads the log as far as Okta’s clock and this one may differ', async () => {
    const { okta, ranges } = oktaAsked();
    await lookAtAccounts({ okta, oktopost: null, now: () => now }, '0oa1', unassigned(2));
    const since = new Date(now.getTime() - 1_000 - clockSkewMs);
    expect(ranges).toEqual([{ since, until: new Date(now.getTime() + widestSkewMs) }]);
  });
});

it('are named some, and the others counted', async () => {
  const { okta } = oktaAsked();
  const context = { okta, oktopost: null, now: () => now };
  const outcomes = await lookAtAccounts(context, 'app', unassigned(accountsNamed + 3));
  const said = accountSentences(outcomes);
  expect(said).toHaveLength(accountsNamed + 1);
  expect(said[accountsNamed - 1]).toContain(`Name ${accountsNamed - 1}`);
  expect(said.at(-1)).toBe('And 3 more accounts: look in Oktopost whether they are inactive.');
  expect(accountSentences(outcomes.slice(0, accountsNamed))).toHaveLength(accountsNamed);
});

describe('what became of an account', () => {
  const [plain] = unassigned(1);
  const outcome = (
    state: AccountOutcome['reading']['state'],
    deactivation: AccountOutcome['deactivation'],
    more: Partial<AccountOutcome> & { isSent?: boolean } = {},
  ): AccountOutcome => {
    if (plain === undefined) throw new Error('nobody');
    const { isSent = true, ...given } = more;
    const reading = state === 'not-read' ? { state, why: 'No token.' } : { state, why: null };
    const known = { reading, deactivation, isLogRead: true, failure: null, deletion: null };
    return { account: { ...plain, isSent }, ...known, ...given };
  };

  it.each<[AccountOutcome, RegExp | null, boolean]>([
    [outcome('inactive', 'failed'), null, false],
    [outcome('gone', 'not-logged'), null, false],
    [outcome('active', 'failed'), /^Okta could not deactivate .* it is still active\. .*mark the task/, true],
    [outcome('active', 'sent'), /^Okta says that it deactivated .*Oktopost shows it as active\./, true],
    [outcome('active', 'not-logged'), /^Okta has not deactivated .*still active/, true],
    [outcome('active', 'not-logged', { isSent: false }), /^As planned, Okta did not deactivate/, true],
    [outcome('not-read', 'failed'), /^Okta could not deactivate .* No token\. .*mark the task/, true],
    [
      outcome('not-read', 'sent'),
      /^Okta says that it deactivated .* did not read Oktopost\. No token/,
      false,
    ],
    [
      outcome('not-read', 'not-logged'),
      /^Whether .* is inactive is not known: Okta has logged no deactivation\. No token/,
      false,
    ],
    [
      outcome('not-read', 'not-logged', { isLogRead: false }),
      /^Whether .* is inactive is not known\. No token/,
      false,
    ],
  ])('is said, and counts as still active: %#', (given, said, active) => {
    const sentence = sentenceOf(given);
    expect(sentence).toEqual(said === null ? null : expect.stringMatching(said));
    expect(isStillActive(given)).toBe(active);
  });

  it('is outstanding where it is active, or where Okta was to deactivate it and its log shows that it did not', () => {
    const unknown = (more: Parameters<typeof outcome>[2]): boolean =>
      isOutstanding(outcome('not-read', 'not-logged', more));
    expect([unknown({}), unknown({ isLogRead: false }), unknown({ isSent: false })]).toEqual([
      true,
      false,
      false,
    ]);
    expect([outcome('active', 'sent'), outcome('not-read', 'failed')].map(isOutstanding)).toEqual([
      true,
      true,
    ]);
    expect([outcome('inactive', 'sent'), outcome('not-read', 'sent')].map(isOutstanding)).toEqual([
      false,
      false,
    ]);
  });

  it('is counted as active only where Oktopost showed it', () => {
    const failed = outcome('not-read', 'failed');
    const active = outcome('active', 'sent');
    expect(
      countsOf([outcome('inactive', 'failed'), outcome('gone', 'sent'), outcome('not-read', 'sent')]),
    ).toEqual({ active: 0, unknown: 0 });
    expect(countsOf([active, failed, active, outcome('not-read', 'not-logged'), failed])).toEqual({
      ...{ active: 2, unknown: 3 },
    });
  });

  it('is as it should be only where Oktopost was read, and shows it inactive or gone', () => {
    const checks = accountChecks([
      outcome('inactive', 'sent'),
      outcome('gone', 'not-logged'),
      outcome('active', 'sent'),
      outcome('not-read', 'sent'),
      outcome('inactive', 'sent', { deletion: 'scheduled' }),
      outcome('gone', 'sent', { deletion: 'deleted' }),
    ]);
    expect(checks.map(({ state, actual, next }) => [state, actual, next !== null])).toEqual([
      ['same', 'inactive', false],
      ['same', 'not there', false],
      ['different', 'active', true],
      ['cannot-be-read', null, true],
      ['same', 'inactive, to be deleted', true],
      ['same', 'not there', true],
    ]);
    expect(deletionSentence(outcome('gone', 'sent', { deletion: 'deleted' }))).toMatch(/was deleted/);
  });

  it('is waited for as long as Okta may send something, and asked of these accounts alone', async () => {
    const looks: string[][] = [];
    const pauses: number[] = [];
    const states: Record<string, boolean> = { adv0: true, adv1: false, adv2: true };
    const context = {
      now: () => now,
      okta: {
        logEvents: () => Promise.resolve([]),
        pause: (_why: string, ms: number) => {
          pauses.push(ms);
          looks.push([]);
          // Okta sends it while the second pause lasts.
          if (pauses.length === 2) states['adv0'] = false;
          return Promise.resolve();
        },
      },
      oktopost: {
        ...oktopostOf(0).oktopost,
        user: (id: string) => {
          looks.at(-1)?.push(id);
          return Promise.resolve({ ...account(0), id, active: states[id] === true });
        },
      },
    };
    const three = unassigned(3).map((each, index) => ({ ...each, isSent: index !== 2 }));
    const outcomes = await awaitAccounts(context, '0oa1', three);
    expect(outcomes.map(({ reading }) => reading.state)).toEqual(['inactive', 'inactive', 'active']);
    expect(looks).toEqual([['adv0'], ['adv0']]);
    expect(pauses).toEqual([250, 750]);
  });

  it('is not waited for where Okta could not deactivate it: it tries only once', async () => {
    const failed: LogEvent = logEvent({
      ...{ uuid: 'e', published: now.toISOString(), eventType: 'application.provision.user.deactivate' },
      outcome: { result: 'FAILURE', reason: 'refused' },
      targets: [{ id: '00u0', type: 'User', alternateId: null, displayName: null, changes: [] }],
    });
    const okta = {
      logEvents: () => Promise.resolve([failed]),
      pause: () => Promise.reject(new Error('waited')),
    };
    const [seen] = await awaitAccounts({ okta, oktopost: null, now: () => now }, '0oa1', unassigned(1));
    expect(seen?.deactivation).toBe('failed');
  });

  it('is given up after a minute', async () => {
    let waited = 0;
    const pause = (_why: string, ms: number) => {
      waited += ms;
      return Promise.resolve();
    };
    const okta = { logEvents: () => Promise.resolve([]), pause };
    const [still] = await awaitAccounts({ okta, oktopost: null, now: () => now }, '0oa1', unassigned(1));
    expect(still?.reading.state).toBe('not-read');
    expect(waited).toBe(60_000);
  });
});
