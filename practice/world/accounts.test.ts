import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { regions } from '../../shared/oktopost';
import { accountAt, accountIds, accounts, scimPathOf } from './accounts';
import type { AccountId } from './accounts';
import { startPractice } from '../practice';
import type { Practice } from '../practice';
import { record } from './people';
import { resolveScimBaseUrl } from '../scim-client/resolve';
import { createOktopostToken } from './world';

describe('the accounts', () => {
  it.each<[string, AccountId]>([
    ['/', 'us'],
    ['/settings/team', 'us'],
    ['/eu/settings/team', 'eu'],
    ['/platform/settings/team', 'us-platform'],
    ['/eu/platform/settings/team', 'eu-platform'],
    ['/platformers/settings', 'us'],
  ])('%s is a page of %s', (path, account) => {
    expect(accountAt(path)).toBe(account);
  });

  it.each([
    [regions.us.boardScimBaseUrl, 'us'],
    [regions.eu.boardScimBaseUrl, 'eu'],
    ['https://app.oktopost.com/scim/v2', 'us-platform'],
    ['https://eu-app.oktopost.com/scim/v2', 'eu-platform'],
  ] as const)('%s leads to %s', (typed, account) => {
    expect(resolveScimBaseUrl(typed, 'http://127.0.0.1:9')).toBe(`http://127.0.0.1:9${scimPathOf(account)}`);
  });
});

describe('users of the platform and advocates', () => {
  let practice: Practice;
  beforeAll(async () => {
    practice = await startPractice({ users: 12 });
  });
  afterAll(() => practice.stop());

  const listed = async (account: AccountId, token: string): Promise<[number, unknown]> => {
    const answer = await fetch(`${practice.world.origins.oktopost}${scimPathOf(account)}/Users`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const body: unknown = await answer.json();
    return [answer.status, record(body)['Resources']];
  };

  it('are separate: each account has its own users and accepts its own tokens only', async () => {
    const tokens = accountIds.map((id) => createOktopostToken(practice.world, id, 'test').text);
    for (const account of accountIds) {
      const answers = await Promise.all(tokens.map((token) => listed(account, token)));
      expect(answers.map(([status]) => status)).toEqual(accountIds.map((id) => (id === account ? 200 : 401)));
      const names = JSON.stringify(answers);
      const isPlatform = accounts[account].people === 'platform users';
      expect([names.includes('admin@'), names.includes('agency@')]).toEqual([isPlatform, !isPlatform]);
    }
  });

  it('are distinguished by the pages, and both are printed at the start', async () => {
    const { oktopost, platform } = practice;
    expect((await listed('us-platform', platform.bearerToken))[0]).toBe(200);
    const page = async (url: string): Promise<string> =>
      (await (await fetch(url)).text()).replace(/\s+/g, ' ');
    expect(await page(platform.consoleUrl)).toContain('this one provisions platform users');
    expect(await page(oktopost.consoleUrl)).toContain('this one provisions advocates');
    const team = platform.consoleUrl.replace('security/provisioning', 'team');
    expect(await page(team)).toContain(`<td>admin@bellwether.example</td>`);
    expect(await page(team)).toContain(
      '<title>Team – Practice Oktopost, United States, platform users</title>',
    );
  });
});
