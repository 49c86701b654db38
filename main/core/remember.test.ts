import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createOktopostToken } from '../../practice/world/world';
import type { KeepsSecrets, Remember } from '../../shared/connection';
import type { CredentialSlot, Vault } from '../ports';
import { decoded, tokenOf } from '../secrets/credential';
import { memoryVault } from '../shell/vault/memory';
import { startTestCore } from '../testing/core';
import type { TestCore } from '../testing/core';
import { readyToTest } from '../testing/ready-to-test';

// Shows: a token is kept where nobody asked for it
describe('a token is remembered over a restart', () => {
  let core: TestCore;
  let vault: Vault;
  afterEach(() => core.close());

  async function start(keeps: KeepsSecrets): Promise<void> {
    vault = memoryVault(keeps);
    core = await startTestCore({}, { ports: () => ({ vault }) });
    await core.call('session.chooseMode', { mode: 'practice' });
    await core.call('destination.choose', { destination: 'board', region: 'us', label: 'Oktopost' });
  }
  const tokenIn = async (slot: CredentialSlot): Promise<string | null> => {
    const text = await vault.get(slot);
    const credential = text === null ? null : decoded(text);
    return credential === null ? null : tokenOf(credential);
  };
  const stored = async () => [await tokenIn('okta-token'), await tokenIn('oktopost-token')];
  const submitBoth = async (remember?: Remember): Promise<string[]> => {
    const okta = core.org.okta.apiToken;
    const oktopost = createOktopostToken(core.org.world, 'us', 'Made here').text;
    const wish = remember === undefined ? {} : { remember };
    await core.call('secrets.submit', { kind: 'okta-token', value: okta, ...wish });
    await core.call('secrets.submit', { kind: 'oktopost-token', value: oktopost, ...wish });
    return [okta, oktopost];
  };
  const states = async () => {
    const { okta, oktopost, remembered } = await core.snapshot();
    return [okta.state, oktopost.state, remembered];
  };

  describe('where this computer can keep it', () => {
    beforeEach(() => start('encrypted'));

    it('never unless it was asked to', async () => {
      await submitBoth();
      expect(await stored()).toEqual([null, null]);
      expect(await states()).toEqual(['connected', 'accepted', []]);
      await core.restart();
      expect(await core.until('looked', ({ okta }) => okta.state === 'token-needed')).toMatchObject({
        oktopost: { state: 'token-needed' },
      });
    });

    it('when it was asked to, until that is taken back', async () => {
      const tokens = await submitBoth('encrypted');
      expect(await stored()).toEqual(tokens);
      await core.restart();
      await core.until(
        'both connected',
        ({ okta, oktopost }) => okta.state === 'connected' && oktopost.state === 'accepted',
      );
      expect((await states())[2]).toEqual(['okta-token', 'oktopost-token']);
      await core.call('secrets.forget', { kind: 'okta-token' });
      expect(await stored()).toEqual([null, tokens[1]]);
      expect(await states()).toEqual(['connected', 'accepted', ['oktopost-token']]);
      await core.restart();
      await core.until('one connected', ({ oktopost }) => oktopost.state === 'accepted');
      expect((await states())[0]).toBe('token-needed');
    });

    it('no longer, once another one is entered without it, or it is refused', async () => {
      const [, oktopost = ''] = await submitBoth('encrypted');
      const body = '{"errorCode":"E0000011","errorSummary":"Invalid token provided"}';
      const answer = { status: 401, headers: { 'content-type': 'application/json' }, body };
      core.org.faults.add([{ target: 'okta', path: '^/api/v1/apps', times: 1, answer }]);
      await core.refusal('plan.preview', { scope: { kind: 'app' } });
      await expect.poll(stored).toEqual([null, oktopost]);
      await core.call('secrets.submit', { kind: 'oktopost-token', value: oktopost });
      expect(await stored()).toEqual([null, null]);
      expect((await states()).slice(1)).toEqual(['accepted', []]);
    });
  });

  it('no longer, once Oktopost refuses it in the middle of the work', async () => {
    vault = memoryVault('encrypted');
    core = await startTestCore({}, { ports: () => ({ vault }) });
    const userId = await readyToTest(core);
    const value = core.org.oktopost.bearerToken;
    await core.call('secrets.submit', { kind: 'oktopost-token', value, remember: 'encrypted' });
    expect(await stored()).toEqual([null, value]);
    const answer = { status: 401, headers: { 'content-type': 'application/json' }, body: '{}' };
    core.org.faults.add([{ target: 'oktopost', path: '/scim/v2/Users', times: 1, answer }]);
    await core.call('test.preCheck', { userId }).catch(() => undefined);
    await expect.poll(stored).toEqual([null, null]);
  });

  it.each([
    ['nothing', 'encrypted'],
    ['nothing', 'readable'],
    ['readable', 'encrypted'],
    ['encrypted', 'readable'],
  ] as const)('not where it keeps %s and the yes was to %s: it is not even used', async (keeps, remember) => {
    await start(keeps);
    const value = core.org.okta.apiToken;
    const refusal = await core.refusal('secrets.submit', { kind: 'okta-token', value, remember });
    expect(refusal).toMatchObject({ code: 'bad-input', field: 'okta-token' });
    expect(await stored()).toEqual([null, null]);
    expect((await core.snapshot()).okta.state).toBe('none');
  });
});
