import { beforeEach, describe, expect, it } from 'vitest';
import type { TestCore } from '../testing/core';
import { tokenWalk } from '../testing/token-walk';

let core: TestCore;
const { look, begun, paste, renamed, revokeAllBut, authorization, connection } = tokenWalk((prepared) => {
  ({ core } = prepared);
});

describe('where Oktopost refuses what Okta sends after the paste', () => {
  let text: string;
  beforeEach(async () => {
    text = await begun();
    await paste('no-token-at-all');
    await renamed('Brun');
    await look();
  });
  const refusal = 'Oktopost refused the token that Okta sent.';
  const isRefused = async (): Promise<void> => {
    const { guided } = await core.snapshot();
    expect(guided.connection).toMatchObject({
      known: 'lost',
      statedAt: null,
      finding: { text: expect.stringContaining(refusal), next: expect.stringContaining('paste that one') },
      evidence: [expect.stringMatching(/^Refused .*, of what Okta sent after a new token was pasted$/)],
    });
    expect((await connection()).step).toBe('failed');
    const { settings, left } = await core.call('summary.get', {});
    const token = settings.find(({ setting }) => setting === 'connection.authorization');
    expect(token?.known).toEqual({ how: 'unknown' });
    expect(left.filter(({ step }) => step === 'connection')).toMatchObject([
      { kind: 'fault', text: expect.stringContaining(refusal) },
    ]);
  };

  it('says so on Connection and in the summary, also once the walk is over, and after a restart', async () => {
    await isRefused();
    // The same event once more.
    await look();
    await isRefused();
    await core.call('tokenChange.end', {});
    await isRefused();
    await core.restart();
    await core.until('connected', ({ okta }) => okta.state === 'connected');
    await isRefused();
  });

  it('comes first of what is said of the person whom Okta could not send: nothing else helps before', async () => {
    const ofPerson = async () => {
      const { left } = await core.call('summary.get', {});
      return left.find((item) => item.text.includes('last push failed'))?.text;
    };
    expect(await ofPerson()).toMatch(/First end the change of the SCIM token, on “Change a token”.*Repair/);
    await core.call('tokenChange.end', {});
    expect(await ofPerson()).toMatch(
      /First put right, on the step “Connection”, that Oktopost refuses.*Repair/,
    );
    core.byHand.connect(undefined, text);
    await renamed('Bruno');
    expect(await ofPerson()).toBeUndefined();
  });

  it('is as stated again once Okta sends with the right one', async () => {
    core.byHand.connect(undefined, text);
    await renamed('Bruno');
    await look();
    expect([(await authorization())?.how, (await connection()).step]).toEqual(['stated', 'done-unread']);
    // And proven once the one before is refused.
    revokeAllBut('New');
    await look();
    await renamed('Brun');
    await look();
    expect([(await authorization())?.how, (await connection()).step]).toEqual([
      'proven-by-push',
      // Whoever pasted it may have changed another field.
      'done-unread',
    ]);
  });

  it('was of another token once it is pasted again, and of this one once that is taken back', async () => {
    await core.call('tokenChange.state', { what: 'pasted', done: false });
    expect((await connection()).step).toBe('failed');
    await paste(text);
    expect([(await authorization())?.how, (await connection()).step]).toEqual(['stated', 'done-unread']);
    await core.call('tokenChange.state', { what: 'pasted', done: false });
    expect((await connection()).step).toBe('failed');
  });

  it('is not said of a failure that is one person’s', async () => {
    await paste(text);
    core.org.faults.add([
      {
        target: 'oktopost',
        method: 'PUT',
        path: '/Users/',
        times: 99,
        answer: { status: 409, headers: {}, body: '' },
      },
    ]);
    await renamed('Bruno');
    expect((await look()).sent?.failed).toMatch(/409|[Cc]onflict/);
    core.org.faults.clear();
    expect([(await authorization())?.how, (await connection()).step]).toEqual(['stated', 'done-unread']);
  });
});
