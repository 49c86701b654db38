import { beforeEach, describe, expect, it } from 'vitest';
import { serverHeader } from '../shared/browser-session';
import { AppFailure } from '../shared/errors';
import { snapshotAt } from '../shared/testing/snapshots';
import type { ApiClient } from './api';
import { httpClient } from './http-client';
import { notConnected } from './page-session';
import type { PageSession } from './page-session';

/** A session whose server proves a nonce by its own name. */
const session: PageSession = {
  seal: (name, text) => Promise.resolve({ nonce: 'n', init: { body: `sealed ${name} ${text}` } }),
  events: () => Promise.resolve({ nonce: 'e', address: '/api/events?page=x' }),
  isServer: (nonce, proof) => Promise.resolve(proof === `proof of ${nonce}`),
};

let streams: { target: EventTarget; closed: boolean }[];
let posted: { path: string; init: RequestInit }[];
let answer: () => Promise<unknown>;
let proof: string | null;
let later: (() => void)[];
let client: ApiClient;
let seen: unknown[];

function make(withSession: Promise<PageSession> = Promise.resolve(session)): void {
  streams = [];
  posted = [];
  later = [];
  seen = [];
  proof = 'proof of n';
  answer = () => Promise.resolve({ ok: true, value: null });
  client = httpClient({
    session: withSession,
    post: (path, init) => {
      posted.push({ path, init });
      const headers = new Headers(proof === null ? {} : { [serverHeader]: proof });
      return Promise.resolve({ headers, json: answer });
    },
    openEvents: () => {
      const stream = { target: new EventTarget(), closed: false };
      streams.push(stream);
      return {
        addEventListener: (type, listener) => {
          stream.target.addEventListener(type, listener);
        },
        close: () => {
          stream.closed = true;
        },
      };
    },
    later: (work) => later.push(work),
  });
  client.onAlive((alive) => seen.push(alive));
}
beforeEach(() => {
  make();
});

const tell = (type: string, data?: string): void => {
  streams
    .at(-1)
    ?.target.dispatchEvent(data === undefined ? new Event(type) : new MessageEvent(type, { data }));
};
const snapshot = (seq: number): void => {
  tell('snapshot', JSON.stringify(snapshotAt('plan', { seq })));
};

/** Subscribes, and lets the server prove itself. */
async function connected(): Promise<() => void> {
  const stop = client.onSnapshot(({ seq }) => seen.push(seq));
  await expect.poll(() => streams.length).toBe(1);
  tell('proof', 'proof of e');
  await expect.poll(() => seen).toEqual([true]);
  return stop;
}

// Shows: another user of the computer talks to browser mode, or takes its port
describe('httpClient', () => {
  it('seals the payload and posts it to the path of the call', async () => {
    await connected();
    expect(await client.call('session.go', { screen: 'plan' })).toEqual({ ok: true, value: null });
    expect(posted).toEqual([
      { path: '/api/session.go', init: { body: 'sealed session.go {"screen":"plan"}' } },
    ]);
  });

  it('sends nothing before the server has proven itself', async () => {
    client.onSnapshot(() => undefined);
    await expect.poll(() => streams.length).toBe(1);
    const call = client.call('secrets.submit', { kind: 'okta-token', value: 'secret' });
    tell('proof', 'guessed');
    expect(await call).toMatchObject({ ok: false, error: { code: 'unreachable' } });
    expect([posted, seen, streams[0]?.closed]).toEqual([[], [false], true]);
  });

  it('sends nothing after the connection was lost, until the server proves itself once more', async () => {
    await connected();
    tell('error');
    expect(await client.call('session.snapshot', {})).toMatchObject({ error: { code: 'unreachable' } });
    expect([posted, seen]).toEqual([[], [true, false]]);
    for (const work of later.splice(0)) work();
    const call = client.call('session.snapshot', {});
    await expect.poll(() => streams.length).toBe(2);
    tell('proof', 'proof of another');
    expect(await call).toMatchObject({ ok: false });
    expect(posted).toEqual([]);
    for (const work of later.splice(0)) work();
    await expect.poll(() => streams.length).toBe(3);
    tell('proof', 'proof of e');
    expect(await client.call('session.snapshot', {})).toMatchObject({ ok: true });
    expect(seen).toEqual([true, false, false, true]);
  });

  it('takes no snapshot of a server that has not proven itself', async () => {
    const stop = client.onSnapshot(({ seq }) => seen.push(seq));
    await expect.poll(() => streams.length).toBe(1);
    snapshot(6);
    tell('proof', 'proof of e');
    snapshot(7);
    tell('snapshot', '{"no":"snapshot"}');
    await expect.poll(() => seen).toEqual([true, 7]);
    stop();
    expect(streams[0]?.closed).toBe(true);
  });

  it.each([null, 'proof of another'])('takes no answer with the proof %s', async (given) => {
    await connected();
    proof = given;
    expect(await client.call('session.snapshot', {})).toMatchObject({
      ok: false,
      error: { code: 'not-ready', next: expect.stringContaining('press Enter in the terminal') },
    });
  });

  it('answers with a failure of the assistant when nobody answers', async () => {
    await connected();
    answer = () => Promise.reject(new TypeError('Failed to fetch'));
    expect(await client.call('session.snapshot', {})).toMatchObject({
      ok: false,
      error: { code: 'unreachable', owner: 'okta-admin', retry: true },
    });
  });

  it('says how to connect where this page has no session, and opens no stream', async () => {
    make(Promise.reject(new AppFailure(notConnected())));
    client.onSnapshot(() => undefined);
    expect(await client.call('session.snapshot', {})).toMatchObject({
      ok: false,
      error: { code: 'not-ready', next: expect.stringContaining('press Enter in the terminal') },
    });
    expect([posted, streams]).toEqual([[], []]);
  });

  it.each([null, 'text', {}, { ok: true }, { ok: false, value: 1 }])(
    'refuses the answer %j',
    async (value) => {
      await connected();
      answer = () => Promise.resolve(value);
      expect(await client.call('session.snapshot', {})).toMatchObject({
        ok: false,
        error: { code: 'unreadable-answer' },
      });
    },
  );
});
