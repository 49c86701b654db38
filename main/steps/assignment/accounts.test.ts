import { describe, expect, it } from 'vitest';
import { clockSkewMs, widestSkewMs } from '../../observe/okta-clock';
import type { Okta } from '../../okta/okta';
import type { OktopostScim, ScimUser } from '../../oktopost/types';
import { accountsNamed, accountSentences, lookAtAccounts } from './accounts';
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
  it('asks for a few one by one, and not for all at once', async () => {
    const { oktopost, asked } = oktopostOf(20);
    const outcomes = await lookAtAccounts(
      { ...oktaAsked(), oktopost, now: () => now },
      '0oa1',
      unassigned(20),
    );
    expect(outcomes.map(({ reading }) => reading.state)).toEqual(
      unassigned(20).map((_, index) => (index % 2 === 0 ? 'active' : 'inactive')),
    );
    expect(asked).toMatchObject({ users: 20, pages: 0 });
    expect(asked.most).toBeLessThanOrEqual(4);
  });

  it('reads the list for many', async () => {
    const { oktopost, asked } = oktopostOf(1999);
    const outcomes = await lookAtAccounts(
      { ...oktaAsked(), oktopost, now: () => now },
      '0oa1',
      unassigned(2000),
    );
    expect(asked).toMatchObject({ users: 0, pages: 4 });
    expect(outcomes.slice(-2).map(({ reading }) => reading.state)).toEqual(['active', 'gone']);
  });

  it('takes nobody for gone by a list that was not read in full', async () => {
    const { oktopost } = oktopostOf(0, () => Promise.resolve({ users: [account(0)], entries: 1, total: 90 }));
    const outcomes = await lookAtAccounts(
      { ...oktaAsked(), oktopost, now: () => now },
      '0oa1',
      unassigned(80),
    );
    expect(outcomes.slice(0, 2).map(({ reading }) => reading.state)).toEqual(['active', 'not-read']);
  });

  it('reads the log as far as Okta’s clock and this one may differ', async () => {
    const { okta, ranges } = oktaAsked();
    await lookAtAccounts({ okta, oktopost: null, now: () => now }, '0oa1', unassigned(2));
    expect(ranges).toEqual([
      {
        since: new Date(now.getTime() - 1_000 - clockSkewMs),
        until: new Date(now.getTime() + widestSkewMs),
      },
    ]);
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
