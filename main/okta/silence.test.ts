import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { testClock, testLog } from '../net/testing';
import type { Wait } from '../../shared/plan';
import { apiTokenAuthorization } from './authorization';
import { createCallScope } from './context';
import { createFreshApps } from './fresh-apps';
import { createRateGate } from './rate-gate';
import { createSender } from './sender';
import { silentAfterMs } from './silence';
import { errorOf } from './testing';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** A sender beside an Okta that answers when `answer` is called. `waits`: what was reported. */
function besideSilence() {
  const waits: (Wait | null)[] = [];
  const clock = testClock();
  let answer: () => void = () => undefined;
  const asked = vi.fn<typeof globalThis.fetch>(
    (_url, init) =>
      new Promise((resolve, reject) => {
        answer = () => resolve(new Response('[]'));
        init?.signal?.addEventListener('abort', () => reject(new DOMException('stopped', 'AbortError')));
      }),
  );
  const scope = createCallScope((wait) => waits.push(wait));
  const send = createSender({
    ...{ orgUrl: 'https://acme.okta.com', authorization: apiTokenAuthorization('00-token') },
    ...{ holder: 'The token’s owner', hide: (text) => text, fetch: asked, clock, log: testLog(), scope },
    ...{ mayWrite: () => true, freshApps: createFreshApps(() => clock.now()) },
    ...{
      gate: createRateGate(() => clock.now()),
      maxParallel: 1,
      timeoutMs: 30_000,
      onRefused: () => undefined,
    },
  });
  const ask = (method: string) => send({ method, url: 'https://acme.okta.com/api/v1/apps', headers: {} });
  const sent = async () => {
    while (asked.mock.calls.length === 0) await turn();
  };
  return { ask, sent, scope, waits, answer: () => answer() };
}

it('of a read is told after a while, until Okta answers', async () => {
  const { ask, sent, waits, answer } = besideSilence();
  const reading = ask('GET');
  await sent();
  vi.advanceTimersByTime(silentAfterMs - 1);
  expect(waits).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(waits).toEqual([expect.objectContaining({ reason: expect.stringMatching(/gives up after 30 s/) })]);
  answer();
  await reading;
  await turn();
  expect(waits.at(-1)).toBeNull();
});

it('of a read can be stopped', async () => {
  const { ask, sent, scope, waits } = besideSilence();
  const reading = errorOf(ask('GET'));
  await sent();
  vi.advanceTimersByTime(silentAfterMs);
  scope.stop();
  expect(await reading).toMatchObject({ code: 'cancelled' });
  await turn();
  expect(waits.at(-1)).toBeNull();
});

it('of a write is told with what follows: nobody can stop it', async () => {
  const { ask, sent, scope, waits, answer } = besideSilence();
  const writing = ask('POST');
  await sent();
  vi.advanceTimersByTime(silentAfterMs);
  expect(waits).toEqual([
    expect.objectContaining({ reason: expect.stringMatching(/looks whether it was done after 30 s/) }),
  ]);
  scope.stop();
  answer();
  expect((await writing).status).toBe(200);
  await turn();
  expect(waits.at(-1)).toBeNull();
});

it('is not told of what was answered in time', async () => {
  for (const method of ['GET', 'POST']) {
    const { ask, sent, waits, answer } = besideSilence();
    const asking = ask(method);
    await sent();
    answer();
    await asking;
    vi.advanceTimersByTime(silentAfterMs);
    expect(waits).toEqual([]);
  }
});
