import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { TestCore } from '../testing/core';
import { tokenWalk } from '../testing/token-walk';

let core: TestCore;
const { make, enter, change, look, begun, paste, renamed, revokeAllBut } = tokenWalk((prepared) => {
  ({ core } = prepared);
});

describe('which token is the new one and which the one before', () => {
  it('takes no token for new that is the one before', async () => {
    await core.call('tokenChange.begin', {});
    await enter(core.org.oktopost.bearerToken);
    expect(await core.refusal('tokenChange.look', {})).toMatchObject({ code: 'not-ready' });
    expect((await change()).madeAt).toBeNull();
  });

  it('takes the one before for no other after a restart, which it is connected with by itself', async () => {
    const value = core.org.oktopost.bearerToken;
    await core.call('secrets.submit', { kind: 'oktopost-token', value, remember: 'encrypted' });
    await core.call('tokenChange.begin', {});
    // Ends the assistant, and starts it with what it keeps.
    await core.checkpoint();
    await core.until('connected', ({ oktopost }) => oktopost.state === 'accepted');
    expect((await look()).madeAt).toBeNull();
  });

  it('recognises a token that is entered again after a restart, and asks Oktopost about the right one', async () => {
    const text = await begun();
    await core.call('tokenChange.state', { what: 'pasted', done: true });
    await core.restart();
    await core.until('connected', ({ okta }) => okta.state === 'connected');
    expect(await change()).toMatchObject({ entered: null, knowsOld: false });
    await enter(text);
    expect(await change()).toMatchObject({ entered: 'made', knowsOld: false });
    await enter(core.org.oktopost.bearerToken);
    expect(await change()).toMatchObject({ entered: 'before', knowsOld: true });
    expect((await look()).revoked).toBeNull();
    revokeAllBut('New');
    expect((await look()).revoked).toMatchObject({ how: 'read' });
    // It is the one before that is refused.
    const { oktopost, tokenChange } = await core.snapshot();
    expect([oktopost.state, tokenChange.entered]).toEqual(['refused', 'before']);
    // And it is said so where it is entered, in place of what a token may be that nobody knows.
    await enter(core.org.oktopost.bearerToken);
    expect((await core.snapshot()).oktopost).toMatchObject({
      state: 'refused',
      elsewhere: null,
      error: {
        code: 'token-refused',
        message: expect.stringMatching(/earlier token.*not accept it any more/),
      },
    });
    await enter(make());
    expect(await change()).toMatchObject({ entered: 'other' });
  });

  it('takes a token that was checked and not pasted for no token of Okta’s, once the walk is forgotten', async () => {
    const text = await begun();
    await core.call('tokenChange.end', {});
    await core.call('tokenChange.begin', {});
    expect(await change()).toMatchObject({ entered: null, knowsOld: true });
    await enter(core.org.oktopost.bearerToken);
    expect(await core.refusal('tokenChange.look', {})).toMatchObject({ code: 'not-ready' });
    await enter(text);
    expect((await look()).madeAt).not.toBeNull();
    await paste(text);
    await core.call('tokenChange.end', {});
    // Now it is Okta’s.
    await core.call('tokenChange.begin', {});
    await enter(text);
    expect(await core.refusal('tokenChange.look', {})).toMatchObject({ code: 'not-ready' });
  });

  it('knows the one before in a further walk, whichever was entered and refused last', async () => {
    await paste(await begun());
    revokeAllBut('New');
    await look();
    await enter(core.org.oktopost.bearerToken);
    expect((await core.snapshot()).oktopost).toHaveProperty('another');
    await core.call('tokenChange.begin', {});
    expect(await change()).toMatchObject({ entered: null, knowsOld: true, revoked: null });
  });

  it('takes a token that Oktopost refuses for no new one, and the one that it accepts for the one before', async () => {
    const refused = 'no-token-of-anybody';
    await enter(refused);
    await core.call('tokenChange.begin', {});
    await enter(core.org.oktopost.bearerToken);
    expect(await core.refusal('tokenChange.look', {})).toMatchObject({ code: 'not-ready' });
    await enter(refused);
    expect(await look()).toMatchObject({ entered: 'other', knowsOld: true, madeAt: null });
    const text = make();
    await enter(text);
    await enter(refused);
    // The accepted one is the new one, whatever was entered after it.
    expect((await look()).madeAt).not.toBeNull();
    await enter(text);
    expect((await change()).entered).toBe('made');
  });

  it('keeps the new one where the one before is entered to see that it is refused', async () => {
    await paste(await begun());
    revokeAllBut('New');
    await enter(core.org.oktopost.bearerToken);
    const { oktopost, tokenChange } = await core.snapshot();
    expect(oktopost).toMatchObject({
      state: 'accepted',
      another: {
        elsewhere: null,
        error: {
          message: expect.stringMatching(/earlier token of this set-up.*The connection from before stays/),
        },
      },
    });
    expect(tokenChange).toMatchObject({ entered: 'before', knowsOld: true });
    expect((await look()).revoked).toMatchObject({ how: 'read' });
  });

  it('keeps no token, and hands out nothing by which one could be checked', async () => {
    const text = await begun();
    const kept = readFileSync(join(core.folder, 'session.json'), 'utf8');
    expect(kept).toMatch(/"made": "[\w-]+"/);
    expect(kept).not.toContain(text);
    expect(JSON.stringify(await core.snapshot())).not.toMatch(/salt|"tokenPrints"/);
    const { download } = await core.call('savedSetup.export', {});
    expect(download?.text).toContain('"tokenPrints":null');
    // Nor of one that a forgotten change left.
    await core.call('tokenChange.end', {});
    expect(readFileSync(join(core.folder, 'session.json'), 'utf8')).toMatch(/"print": "[\w-]+"/);
    const later = await core.call('savedSetup.export', {});
    expect(later.download?.text).toMatch(/"olderTokens":\[\{"since":"[^"]+","print":null\}\]/);
  });
});

describe('a token that a forgotten change left valid', () => {
  const revocations = async (): Promise<string[]> => {
    const { left } = await core.call('summary.get', {});
    return left.map(({ text }) => text).filter((text) => text.startsWith('Revoke'));
  };
  const remains = async (): Promise<string> =>
    (await core.preview({ kind: 'undo', deleteDespiteOtherUsers: false })).undo?.remains.find((each) =>
      each.includes('SCIM token'),
    ) ?? '';

  it('is still to be revoked after another change, until that is stated; undo counts it', async () => {
    expect(await remains()).toContain('The SCIM token in Oktopost');
    await paste(await begun());
    expect(await remains()).toContain('The 2 SCIM tokens in Oktopost');
    await core.call('tokenChange.end', {});
    expect(await revocations()).toEqual([expect.stringMatching(/^Revoke an older SCIM token in Oktopost/)]);

    await paste(await begun());
    expect(await remains()).toContain('The 3 SCIM tokens in Oktopost');
    await core.call('tokenChange.state', { what: 'revoked', done: true });
    await core.call('tokenChange.end', {});
    expect(await remains()).toContain('The 2 SCIM tokens in Oktopost');
    await core.restart();
    await core.until('connected', ({ okta }) => okta.state === 'connected');
    const { left } = await core.call('summary.get', {});
    const id = left.find(({ text }) => text.startsWith('Revoke'))?.statement ?? '';
    await core.call('summary.state', { id, done: true });
    expect(await revocations()).toEqual([]);
    expect(await remains()).toContain('The SCIM token in Oktopost');
    // What is left valid later is asked for by itself.
    await paste(await begun());
    await core.call('tokenChange.end', {});
    expect(await revocations()).toEqual([expect.stringMatching(/^Revoke an older SCIM token/)]);
  });

  it('is the new one where it was not pasted, until a further change uses it', async () => {
    const text = await begun();
    await core.call('tokenChange.end', {});
    expect(await revocations()).toHaveLength(1);
    await core.call('tokenChange.begin', {});
    await enter(text);
    await look();
    expect(await revocations()).toEqual([]);
    await core.call('tokenChange.end', {});
    expect(await revocations()).toHaveLength(1);
  });

  it('is asked for no more once Oktopost is read to refuse it', async () => {
    await paste(await begun());
    await core.call('tokenChange.end', {});
    const text = await begun();
    expect(await revocations()).toHaveLength(1);
    revokeAllBut('New');
    await paste(text);
    await look();
    expect(await revocations()).toEqual([]);
  });
});

describe('what was known of the token before, once its change is over', () => {
  const earlier = async (): Promise<string> => (await change()).earlier.join(' ');
  const end = (): Promise<unknown> => core.call('tokenChange.end', {});

  it('is nothing before the first change', async () => {
    expect(await earlier()).toBe('');
  });

  it('is that Oktopost refused it, and what Okta sent since', async () => {
    await paste(await begun());
    revokeAllBut('New');
    await look();
    await renamed('Brun');
    await look();
    expect(await earlier()).toBe('');
    await core.call('tokenChange.begin', {});
    const said = await earlier();
    expect(said).toMatch(
      /^The token before the one that Okta has now is revoked: Oktopost refused it, read .*UTC, and Okta has sent bruno/,
    );
    await end();
    await core.restart();
    expect(await earlier()).toBe(said);
  });

  it('is that Oktopost refused it, also where the change was forgotten before Okta sent anything', async () => {
    await paste(await begun());
    revokeAllBut('New');
    await look();
    await end();
    const said = await earlier();
    expect(said).toMatch(
      /^The token before the one that Okta has now is revoked: Oktopost refused it, read .*UTC\. That Okta sends with the new one, nothing has shown yet\.$/,
    );
    await core.restart();
    await core.call('tokenChange.begin', {});
    await end();
    expect(await earlier()).toBe(said);
  });

  it('is an admin’s word that it is revoked, in the summary too', async () => {
    await paste(await begun());
    await core.call('tokenChange.state', { what: 'revoked', done: true });
    await end();
    const { stated } = await core.call('summary.get', {});
    const word = stated.find(({ id }) => id.startsWith('token-revoked='));
    expect(word?.text).toMatch(/^The SCIM token before the one that was pasted into Okta .* is revoked/);
    expect(await earlier()).toContain(`${word?.text} Stated by ${word?.by}`);
    // Taken back, nobody says so any more.
    await core.call('summary.state', { id: word?.id ?? '', done: false });
    expect(await earlier()).toContain('the assistant does not know: look in Oktopost');
  });

  it('is that it may still be valid, where its change was forgotten before that', async () => {
    await paste(await begun());
    await end();
    expect(await earlier()).toMatch(/^A token of a change that was forgotten may still be valid at Oktopost/);
  });
});
