import { describe, expect, it } from 'vitest';
import { callNames } from '../shared/call-names';
import { ipcClient, httpClient } from './api';
import type { Bridge, EventStream } from './api';
import { snapshotAt } from '../shared/testing/snapshots';

const noEvents: EventStream = { addEventListener: () => undefined, close: () => undefined };

describe('httpClient', () => {
  it('posts the payload as JSON to the path of the call', async () => {
    const posted: { path: string; init: RequestInit }[] = [];
    const client = httpClient(
      (path, init) => {
        posted.push({ path, init });
        return Promise.resolve({ json: () => Promise.resolve({ ok: true, value: null }) });
      },
      () => noEvents,
    );
    expect(await client.call('session.go', { screen: 'plan' })).toEqual({ ok: true, value: null });
    expect(posted).toEqual([
      {
        path: '/api/session.go',
        init: {
          method: 'POST',
          credentials: 'same-origin',
          headers: { 'content-type': 'application/json' },
          body: '{"screen":"plan"}',
        },
      },
    ]);
  });

  it('answers with a failure of the assistant when nobody listens', async () => {
    const client = httpClient(
      () => Promise.reject(new TypeError('Failed to fetch')),
      () => noEvents,
    );
    expect(await client.call('session.snapshot', {})).toMatchObject({
      ok: false,
      error: { code: 'unreachable', owner: 'assistant', retry: true },
    });
  });

  it.each([null, 'text', {}, { ok: true }, { ok: false, value: 1 }])(
    'refuses the answer %j',
    async (answer) => {
      const client = httpClient(
        () => Promise.resolve({ json: () => Promise.resolve(answer) }),
        () => noEvents,
      );
      expect(await client.call('session.snapshot', {})).toMatchObject({
        ok: false,
        error: { code: 'unreadable-answer' },
      });
    },
  );

  it('delivers snapshots, and says when the server goes and comes back', () => {
    const target = new EventTarget();
    let closed = false;
    const client = httpClient(
      () => Promise.reject(new Error('not used')),
      () => ({
        addEventListener: (type, listener) => {
          target.addEventListener(type, listener);
        },
        close: () => {
          closed = true;
        },
      }),
    );
    const seen: unknown[] = [];
    client.onAlive((alive) => seen.push(alive));
    const stop = client.onSnapshot(({ seq }) => seen.push(seq));
    const snapshot = snapshotAt('plan', { seq: 7 });
    target.dispatchEvent(new MessageEvent('snapshot', { data: JSON.stringify(snapshot) }));
    target.dispatchEvent(new MessageEvent('snapshot', { data: '{"no":"snapshot"}' }));
    target.dispatchEvent(new Event('error'));
    target.dispatchEvent(new Event('open'));
    expect(seen).toEqual([7, false, true]);
    stop();
    expect(closed).toBe(true);
  });
});

describe('ipcClient', () => {
  const isBridge = (value: object): value is Bridge =>
    callNames.every((name) => name in value) && 'onSnapshot' in value;

  it('calls the function of that name, and turns a throw into a failure', async () => {
    const refuse = (): Promise<never> => Promise.reject(new Error('the other side is gone'));
    const bridge = {
      ...Object.fromEntries(callNames.map((name) => [name, refuse])),
      'session.go': (payload: { screen: string }) => Promise.resolve({ ok: true, value: payload.screen }),
      onSnapshot: () => () => undefined,
    };
    if (!isBridge(bridge)) throw new Error('a call is missing');
    const client = ipcClient(bridge);
    expect(await client.call('session.go', { screen: 'plan' })).toEqual({ ok: true, value: 'plan' });
    expect(await client.call('summary.get', {})).toMatchObject({ ok: false, error: { owner: 'assistant' } });
  });
});
