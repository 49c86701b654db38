import { afterEach, describe, expect, it } from 'vitest';
import { regions } from '../../shared/oktopost';
import type { Destination, Region } from '../../shared/oktopost';
import { afterwards } from '../../shared/summary-verdict';
import { createApiToken, createOktopostToken } from '../../practice/world/world';
import type { PracticeRole } from '../../practice/world/state';
import type { Vault } from '../ports';
import { memoryVault } from '../shell/vault/memory';
import { startTestCore } from '../testing/core';
import type { TestCore } from '../testing/core';

let core: TestCore;
/** The paths that the practice Oktopost was asked for. */
let asked: string[];
afterEach(() => core.close());

async function start(
  region: Region = 'us',
  destination: Destination = 'board',
  vault: Vault | null = null,
): Promise<void> {
  asked = [];
  core = await startTestCore(
    {
      onExchange: ({ target, path }) => {
        if (target === 'oktopost') asked.push(path);
      },
    },
    { ports: () => (vault === null ? {} : { vault }) },
  );
  await core.call('session.chooseMode', { mode: 'practice' });
  await core.call('destination.choose', { destination, region, label: 'Oktopost Social Advocacy' });
}

const oktopost = async () => (await core.snapshot()).oktopost;
const submit = (value: string) => core.call('secrets.submit', { kind: 'oktopost-token', value });
const tokenOf = (region: Region): string => createOktopostToken(core.org.world, region, 'Made here').text;

// Shows: a refused Oktopost token is tried elsewhere
describe('a token that Oktopost refuses', () => {
  it('names both causes, and goes to the other region only when the admin says so', async () => {
    await start('us');
    await submit(tokenOf('eu'));
    const refused = await oktopost();
    expect(refused).toMatchObject({ state: 'refused', elsewhere: 'not-asked' });
    expect(refused.state === 'refused' && refused.error.message).toMatch(
      /wrong or revoked, or .* other region/,
    );
    expect(asked.filter((path) => path.startsWith('/eu/'))).toEqual([]);
    await core.call('oktopost.askOtherRegion', {});
    expect(asked.filter((path) => path.startsWith('/eu/'))).toEqual(['/eu/scim/v2/Users']);
    expect(await oktopost()).toMatchObject({ state: 'refused', elsewhere: 'works' });
    expect((await core.snapshot()).region).toBe('us');
  });

  it('changes the region on demand, and is kept then', async () => {
    await start('eu');
    await submit(tokenOf('us'));
    await core.call('oktopost.askOtherRegion', {});
    await core.call('oktopost.changeRegion', {});
    expect(await core.snapshot()).toMatchObject({ region: 'us', oktopost: { state: 'accepted' } });
    expect((await core.refusal('oktopost.changeRegion', {})).code).toBe('not-ready');
  });

  it('changes no region of a set-up that has its app integration already', async () => {
    await start('us');
    await core.call('okta.usePracticeToken', {});
    await core.run({ kind: 'app' });
    await submit(tokenOf('eu'));
    await core.call('oktopost.askOtherRegion', {});
    expect((await core.refusal('oktopost.changeRegion', {})).code).toBe('conflict');
    expect(await core.snapshot()).toMatchObject({ region: 'us', oktopost: { state: 'refused' } });
  });

  it('is said to be wrong in both, or not answered', async () => {
    await start('us');
    await submit('no-token-of-anybody');
    await core.call('oktopost.askOtherRegion', {});
    expect(await oktopost()).toMatchObject({ elsewhere: 'refused' });
    core.org.faults.add([{ target: 'oktopost', path: '^/eu/', times: 1, drop: 'before' }]);
    await core.call('oktopost.askOtherRegion', {});
    expect(await oktopost()).toMatchObject({ elsewhere: 'no-answer' });
  });

  it('is forgotten with the next one: nothing is asked with it any more', async () => {
    await start('us');
    await submit(tokenOf('eu'));
    await submit(tokenOf('us'));
    expect(await oktopost()).toMatchObject({ state: 'accepted' });
    expect((await core.refusal('oktopost.askOtherRegion', {})).code).toBe('not-ready');
    expect(asked.filter((path) => path.startsWith('/eu/'))).toEqual([]);
  });
});

// Shows: a refused Oktopost token is tried elsewhere
describe('a token that one address took', () => {
  const choose = (region: Region, destination: Destination = 'board') =>
    core.call('destination.choose', { destination, region, label: 'Oktopost' });
  const outsideUs = (): string[] => asked.filter((path) => !path.startsWith('/scim/'));

  it('goes to no other region or destination by a change of the choice: there it is entered again', async () => {
    await start('us');
    await core.call('okta.usePracticeToken', {});
    await submit(tokenOf('us'));
    expect(await oktopost()).toMatchObject({ state: 'accepted' });
    await choose('eu');
    expect(await core.snapshot()).toMatchObject({ screen: 'oktopost-token', oktopost: { state: 'none' } });
    await choose('us', 'admin-application');
    expect(outsideUs()).toEqual([]);
    await choose('eu');
    await core.restart();
    await core.until('connected', ({ okta }) => okta.state === 'connected');
    expect([outsideUs(), (await oktopost()).state]).toEqual([[], 'none']);
    await submit(tokenOf('eu'));
    expect(await oktopost()).toMatchObject({ state: 'accepted' });
  });

  it('goes nowhere else where the assistant ends between the choice and the putting aside', async () => {
    const vault = memoryVault('encrypted');
    let isHeld = false;
    const heldVault: Vault = {
      ...vault,
      remove: (slot) => (isHeld ? new Promise<void>(() => undefined) : vault.remove(slot)),
    };
    await start('us', 'board', heldVault);
    await core.call('okta.usePracticeToken', {});
    await core.call('secrets.submit', {
      kind: 'oktopost-token',
      value: tokenOf('us'),
      remember: 'encrypted',
    });
    isHeld = true;
    void choose('eu');
    await core.until('the choice is kept', ({ region }) => region === 'eu');
    expect(await vault.get('oktopost-token')).not.toBeNull();
    await core.restart();
    isHeld = false;
    const { region } = await core.until('connected', ({ okta }) => okta.state === 'connected');
    expect([region, outsideUs(), (await oktopost()).state]).toEqual(['eu', [], 'none']);
    await choose('us');
    expect(await oktopost()).toMatchObject({ state: 'accepted' });
    expect(outsideUs()).toEqual([]);
  });

  it('is said to be kept aside, and back at the first choice the admin is where they were', async () => {
    await start('us');
    await core.call('okta.usePracticeToken', {});
    await submit(tokenOf('us'));
    await core.call('session.go', { screen: 'plan' });
    await choose('eu');
    expect(await oktopost()).toEqual({ state: 'none', aside: regions.us.boardScimBaseUrl });
    await submit(tokenOf('eu'));
    await choose('us');
    expect(await core.snapshot()).toMatchObject({ screen: 'plan', oktopost: { state: 'accepted' } });
    await choose('eu');
    expect(await core.snapshot()).toMatchObject({ screen: 'plan', oktopost: { state: 'accepted' } });
    expect(asked.filter((path) => path.startsWith('/eu/'))).toHaveLength(2);
  });

  it('is there again once the choice is the one that it was entered for', async () => {
    await start('us');
    await submit(tokenOf('us'));
    await choose('eu');
    await choose('us', 'admin-application');
    await choose('us');
    expect(await oktopost()).toMatchObject({ state: 'accepted' });
    expect(outsideUs()).toEqual([]);
    // Okta is not connected.
    expect((await core.snapshot()).screen).toBe('connect-okta');
    // A name is no other address.
    await core.call('destination.choose', { destination: 'board', region: 'us', label: 'Other' });
    expect(await oktopost()).toMatchObject({ state: 'accepted' });
  });
});

it('a token that Oktopost could not be asked about is tried again without being entered again', async () => {
  await start('us');
  core.org.faults.add([{ target: 'oktopost', times: 9, drop: 'before' }]);
  await submit(tokenOf('us'));
  expect(await oktopost()).toMatchObject({ state: 'unchecked', error: { retry: true } });
  core.org.faults.clear();
  await core.call('oktopost.reconnect', {});
  expect(await oktopost()).toMatchObject({ state: 'accepted' });
});

describe('a pasted token', () => {
  it('is cleaned, and what was taken off is said', async () => {
    await start('us');
    const token = tokenOf('us');
    const { removed } = await submit(`"Bearer ${token.slice(0, 9)}\n ${token.slice(9)}"`);
    expect([...removed].sort()).toEqual(['bearer', 'quotes', 'spaces']);
    expect(await oktopost()).toMatchObject({ state: 'accepted' });
  });

  it('of the other product, an email or an address is sent nowhere, and the token before stays', async () => {
    await start('us');
    await core.call('okta.usePracticeToken', {});
    const accepted = tokenOf('us');
    await submit(accepted);
    asked.length = 0;
    for (const value of [
      core.org.okta.apiToken,
      `SSWS ${core.org.okta.apiToken}`,
      'ada@acme.example',
      'https://x.com',
    ]) {
      const refusal = await core.refusal('secrets.submit', { kind: 'oktopost-token', value });
      expect(refusal).toMatchObject({ code: 'bad-input', field: 'oktopost-token' });
      expect(JSON.stringify(refusal)).not.toContain(core.org.okta.apiToken);
    }
    expect((await core.refusal('secrets.submit', { kind: 'okta-token', value: accepted })).field).toBe(
      'okta-token',
    );
    expect(asked).toEqual([]);
    expect(await core.snapshot()).toMatchObject({
      okta: { state: 'connected' },
      oktopost: { state: 'accepted' },
    });
  });
});

describe('the Okta token', () => {
  const connectAs = async (role: PracticeRole) => {
    const { text } = createApiToken(core.org.world, `Made as ${role}`, role);
    const { orgUrl } = core.org.okta;
    await core.call('okta.checkAddress', { address: orgUrl });
    await core.call('secrets.submit', { kind: 'okta-token', value: text });
    return (await core.snapshot()).okta;
  };

  it('shows its name, its expiry and its networks, where it is the only one of its owner', async () => {
    await start();
    await core.call('okta.usePracticeToken', {});
    const { okta } = await core.snapshot();
    expect(okta).toMatchObject({
      state: 'connected',
      token: { status: 'identified', name: 'Made at start', zones: { only: [], not: [] } },
    });
    expect(core.org.contradictions() ?? []).toEqual([]);
  });

  it('is not guessed among several that were used just now', async () => {
    await start();
    expect(await connectAs('SUPER_ADMIN')).toMatchObject({ token: { status: 'ambiguous', tokens: 2 } });
  });

  it('is identified by its use, where the others were not used for long', async () => {
    await start();
    for (const token of Object.values(core.org.world.state.apiTokens)) {
      token.expiresAt = new Date(Date.now() + 5 * 86_400_000).toISOString();
    }
    expect(await connectAs('SUPER_ADMIN')).toMatchObject({
      token: { status: 'identified', name: 'Made as SUPER_ADMIN' },
    });
  });

  it('of a lesser admin connects all the same', async () => {
    await start();
    expect(await connectAs('APP_ADMIN')).toMatchObject({
      state: 'connected',
      token: { status: 'unavailable' },
    });
  });

  it('connects also when the list of tokens cannot be read', async () => {
    await start();
    core.org.faults.add([
      { target: 'okta', path: '/api-tokens', times: 1, answer: { status: 200, headers: {}, body: '{}' } },
    ]);
    await core.call('okta.usePracticeToken', {});
    expect((await core.snapshot()).okta).toMatchObject({
      state: 'connected',
      token: { status: 'unavailable' },
    });
  });

  it('is to be revoked in the end, with the link to where', async () => {
    await start();
    await core.call('okta.usePracticeToken', {});
    await core.run({ kind: 'app' });
    expect(afterwards(await core.call('summary.get', {})).join()).toContain(
      'When nothing is left to do, revoke this set-up’s Okta API token',
    );
    const { links } = await core.snapshot();
    expect(links.oktaTokens).toBe(`${core.org.okta.adminUrl}/admin/access/api/tokens`);
  });
});
