import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createOktopostToken } from '../../practice/world/world';
import { startTestCore } from '../testing/core';
import type { TestCore } from '../testing/core';
import { heldFetch } from '../testing/held-fetch';
import { readyToTest } from '../testing/ready-to-test';

const { fetch, hold } = heldFetch();
const log = /\/api\/v1\/logs$/;
const accounts = /\/scim\/v2\/Users$/;

let core: TestCore;
beforeEach(async () => {
  core = await startTestCore({ region: 'us' }, { ports: () => ({ fetch }) });
  await readyToTest(core);
});
afterEach(() => core.close());

const enter = (value: string) => core.call('secrets.submit', { kind: 'oktopost-token', value });
const change = async () => (await core.snapshot()).tokenChange;
const begin = () => core.call('tokenChange.begin', {});
const end = () => core.call('tokenChange.end', {});
const stated = (what: 'pasted' | 'revoked') => core.call('tokenChange.state', { what, done: true });
/** The walk as far as to a new token: that one. */
async function begun(): Promise<string> {
  await begin();
  const { text } = createOktopostToken(core.org.world, 'us', 'New');
  await enter(text);
  await core.call('tokenChange.look', {});
  return text;
}

/** Does `meanwhile` while what `asking` asks for at `path` is not answered. */
async function during(
  asking: () => Promise<unknown>,
  path: RegExp,
  meanwhile: () => Promise<unknown>,
): Promise<void> {
  const { sent, release } = hold(path);
  const asked = asking().catch(() => undefined);
  await sent;
  await meanwhile();
  release();
  await asked;
}

describe('a walk to a new token that ends while it asks', () => {
  const startOver = () => core.call('session.startOver', {});
  const nothing = { startedAt: null, madeAt: null, pasted: null, revoked: null };

  it.each([
    ['ended', end],
    ['forgotten with its set-up', startOver],
  ])('keeps nothing of what was stated, %s', async (_, over) => {
    await begun();
    await during(() => stated('pasted'), log, over);
    expect(await change()).toMatchObject(nothing);
  });

  it.each([
    ['ended', end],
    ['forgotten with its set-up', startOver],
  ])('keeps no revocation that was stated, %s', async (_, over) => {
    await begun();
    await stated('pasted');
    await during(() => stated('revoked'), log, over);
    expect(await change()).toMatchObject(nothing);
  });

  it.each([
    ['before Oktopost has answered', accounts],
    ['before Okta has', log],
  ])('keeps no revocation that was read, ended %s', async (_, path) => {
    await begun();
    await stated('pasted');
    const { tokens } = core.org.world.state.oktopost.us;
    for (const [id, { name }] of Object.entries(tokens)) if (name !== 'New') delete tokens[id];
    // The log is read for what was sent first.
    const look = () => core.call('tokenChange.look', {});
    if (path === log) {
      await during(look, log, () => {
        const second = hold(log);
        void second.sent.then(end).then(second.release);
        return Promise.resolve();
      });
    } else await during(look, path, end);
    expect(await change()).toMatchObject(nothing);
  });

  it('begins none in another set-up, and until Oktopost has answered nothing of the one before is over', async () => {
    await begun();
    await stated('pasted');
    await enter(core.org.oktopost.bearerToken);
    const kept = (): unknown => JSON.parse(readFileSync(join(core.folder, 'session.json'), 'utf8'));
    const before = kept();
    await during(begin, accounts, async () => {
      // The app may end here: the walk would be there still, and its token kept once more when it ends.
      expect(kept()).toEqual(before);
      await startOver();
    });
    expect(await change()).toMatchObject(nothing);
  });
});
