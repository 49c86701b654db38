import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { newSnapshot } from '../../shared/testing/snapshots';
import { next, numbersOf, servedToTests } from './testing';

const { begin, calls, close, listeners, origin, send, signIn } = servedToTests();

// Shows: the browser keeps a token
describe('the pages', () => {
  it.each(['/', '/open', '/index.html'])('%s is the same for everybody, and never kept', async (path) => {
    const page = await send('GET', path);
    expect(page).toMatchObject({ status: 200, body: '<title>the app</title>' });
    expect(page.headers['content-security-policy']).toContain("connect-src 'self'");
    expect(page.headers['cache-control']).toBe('no-store');
    expect(page.headers['access-control-allow-origin']).toBeUndefined();
    expect(calls).toEqual([]);
  });

  it.each([
    '/../secret.html',
    '/%2e%2e/secret.html',
    '//secret.html',
    '/..%2fsecret.html',
    '/renderer',
    '/open/',
  ])('the path %s is refused', async (path) => {
    const answer = await send('GET', path);
    expect(answer).toMatchObject({ status: 404 });
    expect(answer.body).not.toContain('outside');
  });
});

describe('calls and snapshots', () => {
  it('passes a call to the core, and its result back with the proof of this server', async () => {
    const page = await signIn();
    const { nonce, body, headers } = page.sealed('users.search', '{"query":"ann"}');
    const answer = await send('POST', '/api/users.search?x=1', headers, body);
    expect(JSON.parse(answer.body)).toEqual({ ok: true, value: 'done' });
    expect(page.proves(nonce, answer.headers['x-assistant-server'])).toBe(true);
    expect(calls).toEqual([{ name: 'users.search', payload: { query: 'ann' } }]);
  });

  it('streams the proof first, then the present snapshot and each later one, to every page', async () => {
    const page = await signIn();
    const headers = { 'sec-fetch-site': 'same-origin' };
    const nonce = randomBytes(32).toString('base64url');
    const streams = await Promise.all([
      begin('GET', page.events(nonce), headers),
      begin('GET', page.events(), headers),
    ]);
    const proofs: string[] = [];
    const seen = streams.map((stream) => {
      expect(stream.headers['content-type']).toBe('text/event-stream');
      return numbersOf(stream, (proof) => proofs.push(proof));
    });
    expect(await Promise.all(seen.map(next))).toEqual([1, 1]);
    expect(proofs.filter((proof) => page.proves(nonce, proof))).toHaveLength(1);
    for (const listener of listeners) listener(newSnapshot(2));
    expect(await Promise.all(seen.map(next))).toEqual([2, 2]);
  });

  it('ends the streams and lets go of the core when it closes', async () => {
    const page = await signIn();
    const stream = await begin('GET', page.events(), { origin: origin() });
    const numbers = numbersOf(stream);
    expect(await next(numbers)).toBe(1);
    const ended = numbers.next();
    await close();
    expect(await ended).toMatchObject({ done: true });
    expect(listeners.size).toBe(0);
  });
});
