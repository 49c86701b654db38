import { describe, expect, it } from 'vitest';
import { hmac, idOf, next, numbersOf, servedToTests } from './testing';

const { access, begin, call, calls, connect, origin, send, signIn } = servedToTests();

// Shows: another user of the computer talks to browser mode, or takes its port
describe('the one-time link', () => {
  it('makes a session whose key is never sent, and sets no cookie', async () => {
    const link = access().newLink();
    const { answer, nonce, page } = await connect(link);
    expect(answer).toMatchObject({ status: 200, body: '{"ok":true,"value":null}' });
    expect(answer.headers['x-assistant-server']).toBe(hmac(link, `server:${nonce}`));
    expect(JSON.stringify(answer)).not.toMatch(new RegExp(`${link}|${hmac(link, `session:${nonce}`)}`));
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect((await call(page, 'session.snapshot', '{}')).status).toBe(200);
  });

  it('works once; a second use says so and how to get a new one', async () => {
    const link = access().newLink();
    const { page } = await connect(link);
    const { answer } = await connect(link);
    expect(answer).toMatchObject({
      status: 410,
      body: expect.stringContaining('press Enter in the terminal'),
    });
    expect(answer.headers['x-assistant-server']).toBeUndefined();
    expect((await call(page, 'session.snapshot', '{}')).status).toBe(200);
  });

  it('a newer link makes the older one useless', async () => {
    const older = access().newLink();
    access().newLink();
    expect((await connect(older)).answer.status).toBe(410);
  });

  it('a newer link ends the session of the older one, and its streams', async () => {
    const page = await signIn();
    const stream = await begin('GET', page.events(), { origin: origin() });
    const numbers = numbersOf(stream);
    expect(await next(numbers)).toBe(1);
    const ended = numbers.next();
    access().newLink();
    expect(await ended).toMatchObject({ done: true });
    calls.length = 0;
    expect((await call(page, 'session.startOver', '{}')).status).toBe(401);
    expect((await send('GET', page.events(), { origin: origin() })).status).toBe(401);
    expect(calls).toEqual([]);
  });

  it.each([
    '',
    'guess',
    '__proto__.__proto__.__proto__',
    `${'x'.repeat(16)}.${'y'.repeat(43)}.${'z'.repeat(43)}`,
  ])('is not guessed by "%s"', async (claim) => {
    access().newLink();
    const answer = await send('POST', '/api/connect', { origin: origin(), 'x-assistant-page': claim });
    expect(answer.status).toBe(404);
    expect(answer.headers['x-assistant-server']).toBeUndefined();
  });

  it('is not used up by a wrong proof, another method or another origin', async () => {
    const link = access().newLink();
    const wrong = `${idOf(link)}.${'y'.repeat(43)}.${hmac('guess', 'x')}`;
    expect((await connect(link, { 'x-assistant-page': wrong })).answer.status).toBe(404);
    expect((await send('GET', '/api/connect')).status).toBe(405);
    expect((await connect(link, { origin: 'http://evil.example' })).answer.status).toBe(403);
    expect((await connect(link)).answer.status).toBe(200);
  });

  it('tells when a page has used it', async () => {
    let used = 0;
    access().onConnect(() => {
      used += 1;
    });
    await connect('guess');
    expect(used).toBe(0);
    await signIn();
    expect(used).toBe(1);
  });
});
