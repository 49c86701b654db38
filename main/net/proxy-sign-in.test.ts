import { expect, it } from 'vitest';
import { createProxySignIn } from './proxy-sign-in';
import { testLog } from './testing';

const host = 'proxy.example:8080';
const ann = { user: 'ann', password: 'a-password' };
const other = { user: 'ann', password: 'another-password' };

function start() {
  const learned: string[] = [];
  const log = testLog();
  const proxy = createProxySignIn({ learn: (secret) => learned.push(secret) }, log);
  const states: (string | null)[] = [];
  proxy.onChange(() => states.push(proxy.shown()?.state ?? null));
  return { proxy, learned, log, states };
}

// Shows: a proxy that asks who it serves gets more than it should (Electron)
it('asks once, keeps the account in memory, and names it nowhere', async () => {
  const { proxy, learned, log, states } = start();
  const first = proxy.accountFor(host, []);
  expect(proxy.shown()).toEqual({ host, state: 'asks' });
  proxy.answer(ann);
  expect(await first).toBe(ann);
  expect(await proxy.accountFor(host, [])).toBe(ann);
  expect([states, learned]).toEqual([['asks', null], [ann.password]]);
  expect(log.lines.join()).not.toMatch(/ann|password"/);
});

// Shows: a proxy that asks who it serves gets more than it should (Electron)
it('asks once more after a refusal, and no third time', async () => {
  const { proxy } = start();
  const first = proxy.accountFor(host, []);
  proxy.answer(ann);
  await first;
  const second = proxy.accountFor(host, [ann]);
  expect(proxy.shown()).toEqual({ host, state: 'refused' });
  proxy.answer(other);
  expect(await second).toBe(other);
  expect(await proxy.accountFor(host, [ann, other])).toBeNull();
  expect(proxy.shown()).toEqual({ host, state: 'declined' });
  // What was refused is forgotten.
  expect(await proxy.accountFor(host, [])).toBeNull();
});

it('a refused account that was replaced meanwhile is not asked for', async () => {
  const { proxy } = start();
  const first = proxy.accountFor(host, []);
  proxy.answer(other);
  await first;
  expect(await proxy.accountFor(host, [ann])).toBe(other);
  expect(proxy.shown()).toBeNull();
});

it('a declined proxy asks nobody until the admin says so', async () => {
  const { proxy } = start();
  const first = proxy.accountFor(host, []);
  proxy.decline();
  expect(await first).toBeNull();
  expect(await proxy.accountFor(host, [])).toBeNull();
  expect(proxy.shown()).toEqual({ host, state: 'declined' });
  proxy.askAgain();
  expect(proxy.shown()).toEqual({ host, state: 'asks' });
  const next = proxy.accountFor(host, []);
  proxy.answer(ann);
  expect(await next).toBe(ann);
});

it('asks for one proxy after the other', async () => {
  const { proxy } = start();
  const first = proxy.accountFor(host, []);
  const second = proxy.accountFor('other.example:3128', []);
  proxy.answer(ann);
  expect(await first).toBe(ann);
  await Promise.resolve();
  expect(proxy.shown()).toEqual({ host: 'other.example:3128', state: 'asks' });
  proxy.answer(other);
  expect(await second).toBe(other);
});

it('an answer that nobody waits for changes nothing', () => {
  const { proxy, states } = start();
  proxy.answer(ann);
  proxy.decline();
  proxy.askAgain();
  expect([states, proxy.shown()]).toEqual([[], null]);
});
