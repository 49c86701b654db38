import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { parseJournal } from '../../storage/journal-entry';
import { openIntents } from '../../storage/journal-index';
import type { Checkpoint } from '../../testing/checkpoint';
import { startTestCore } from '../../testing/core';
import type { TestCore } from '../../testing/core';
import { hurriedClock } from '../../testing/hurried-clock';
import type { HurriedClock } from '../../testing/hurried-clock';
import { readyToRollOut, rolloutEnded, rolloutOrg } from '../../testing/rollout-org';

/** What becomes of one request to assign somebody. */
type Fault = (send: () => Promise<Response>) => Promise<Response>;

const answer =
  (status: number, errorCode: string, headers: Record<string, string> = {}): Fault =>
  () =>
    Promise.resolve(
      Response.json(
        { errorCode, errorSummary: `A scripted ${errorCode}`, errorId: 'oae1', errorCauses: [] },
        { status, headers },
      ),
    );
const fetchFailed = (code: string): TypeError =>
  new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) });
const refused: Fault = () => Promise.reject(fetchFailed('ECONNREFUSED'));
const dropped: Fault = () => Promise.reject(fetchFailed('ECONNRESET'));
const droppedAfter: Fault = async (send) => {
  await send();
  throw fetchFailed('ECONNRESET');
};
const serverError = answer(500, 'E0000009');
const serverErrorAfter: Fault = async (send) => {
  await send();
  return serverError(send);
};
const forbidden = answer(403, 'E0000006');

describe('a ring in which Okta fails', () => {
  let core: TestCore;
  let checkpoint: Checkpoint;
  const org = rolloutOrg(() => core);
  /** The next one for each person, by the id. */
  let faults = new Map<string, Fault[]>();
  /** Who was to be assigned, by each request that left the assistant. */
  let sent: string[] = [];
  /** Whom the rollout is about: a pilot of one, five, and two. */
  let ids: string[] = [];
  const third = 3;

  beforeAll(async () => {
    const clock: HurriedClock = hurriedClock(() => core.org.world.idle());
    const quick = { now: clock.now, provisionDelayMs: 5, logLagMs: 5, rateLimit: 1_000_000 };
    const faulty: typeof fetch = (input, init) => {
      const { pathname } = new URL(input instanceof Request ? input.url : input);
      const send = () => fetch(input, init);
      const { method, body } = init ?? {};
      const isAssignment = method === 'POST' && /\/api\/v1\/apps\/[^/]+\/users$/.test(pathname);
      if (!isAssignment || typeof body !== 'string') return send();
      const { id } = z.object({ id: z.string() }).parse(JSON.parse(body));
      sent.push(id);
      return (faults.get(id)?.shift() ?? ((pass) => pass()))(send);
    };
    const ports = () => ({ clock, fetch: faulty });
    core = await startTestCore({ users: 80, licences: 2000, ...quick }, { ports });
    checkpoint = await readyToRollOut(core);
  });
  beforeEach(async () => {
    await core.returnTo(checkpoint);
    ids = org.ready(8).map(({ id }) => id);
    sent = [];
    faults = new Map();
  });
  afterAll(() => core.close());

  /** `faultsOf`: by the place of the person. */
  async function rolledOut(faultsOf: Record<number, Fault[]>, failShare = 0) {
    faults = new Map(Object.entries(faultsOf).map(([place, left]) => [ids[Number(place)] ?? '', [...left]]));
    const emails = ids.map((id) => core.org.world.state.users[id]?.profile.email ?? '');
    await org.begin(await org.planOf(emails, { failShare }));
    return (await core.until('it ends', rolloutEnded)).rollout;
  }
  /** Goes on, and what came of it. */
  async function again() {
    await core.call('rollout.resume', {});
    return (await core.until('it ends once more', rolloutEnded)).rollout;
  }
  /** Assigns again who of a ring failed, and what came of it. */
  async function repaired(ring: number) {
    const { planId } = await core.call('rollout.planRepair', { of: { kind: 'ring', ring } });
    await core.call('rollout.repair', { planId: planId ?? '', secondYes: true });
    const ended = await core.until(
      'the repair ends',
      ({ rollout: { repair, checking } }) => repair?.state !== 'running' && checking === null,
    );
    return ended.rollout;
  }
  const all = { state: 'done', error: null, people: 8, arrived: 8, waiting: 0, failed: 0 };
  const placesOf = (userIds: readonly string[]): number[] => userIds.map((id) => ids.indexOf(id));
  const assigned = (): number[] =>
    placesOf(Object.keys(org.app().users)).toSorted((one, other) => one - other);
  const timesSent = (place: number): number => sent.filter((id) => id === ids[place]).length;
  /** By Okta's log, which has what was taken away again too. */
  const assignments = (): number[] =>
    placesOf(
      core.org.world.state.log
        .filter(({ eventType }) => eventType === 'application.user_membership.add')
        .flatMap(({ target }) => target.find(({ type }) => type === 'User')?.id ?? []),
    ).toSorted((one, other) => one - other);
  const everybody = [0, 1, 2, 3, 4, 5, 6, 7];
  const leftOpen = (): string[] =>
    openIntents(parseJournal(readFileSync(join(core.folder, 'journal.jsonl'), 'utf8'))).map(
      ({ title }) => title,
    );
  /** Who of the second ring Okta shows as assigned, as the admin is told. */
  async function cutOff() {
    for (;;) {
      const { cutOff: told, version } = await core.call('rollout.view', {});
      if (told[0] !== undefined) return told;
      await core.until('Okta is read', ({ rollout }) => rollout.version > version);
    }
  }

  it.each([
    ['429', [answer(429, 'E0000047')], 2],
    ['429 until a moment', [answer(429, 'E0000047', { 'x-rate-limit-reset': '1' })], 2],
    ['500', [serverError], 2],
    ['500 after the effect', [serverErrorAfter], 1],
    ['a connection that drops', [dropped], 2],
    ['a connection that drops after the effect', [droppedAfter], 1],
  ])('%s, once: everybody arrives, and what Okta took is not sent again', async (_, left, times) => {
    expect(await rolledOut({ [third]: left })).toMatchObject(all);
    expect(timesSent(third)).toBe(times);
    expect(sent).toHaveLength(everybody.length - 1 + times);
    expect(assignments()).toEqual(everybody);
    expect(leftOpen()).toEqual([]);
  });

  it.each([
    ['500', [serverError, serverError], { code: 'answer-lost', owner: 'network' }],
    ['a connection that drops', [dropped, dropped], { code: 'answer-lost', owner: 'network' }],
    ['no connection', [refused], { code: 'unreachable', owner: 'network' }],
  ])(
    '%s, and once more: it pauses, says who is assigned, and goes on after a restart',
    async (_, left, error) => {
      expect(await rolledOut({ [third]: left })).toMatchObject({
        state: 'paused',
        pause: 'error',
        ring: 1,
        error,
      });
      expect(await cutOff()).toMatchObject([{ ring: 1, assigned: 2 }]);
      expect(assigned()).toEqual([0, 1, 2]);
      await core.restart();
      await core.until('connected', ({ okta }) => okta.state === 'connected');
      expect(await cutOff()).toMatchObject([{ ring: 1, assigned: 2 }]);
      expect(await again()).toMatchObject(all);
      expect(sent).toHaveLength(everybody.length + left.length);
      expect(assignments()).toEqual(everybody);
      expect(leftOpen()).toEqual([]);
    },
  );

  it.each([
    ['400', answer(400, 'E0000001'), 'Okta refused'],
    ['403', forbidden, 'may not do this in Okta'],
  ])(
    '%s for one person: the others are assigned, it is told of whom, and tried again',
    async (_, fault, why) => {
      expect(await rolledOut({ [third]: [fault] })).toMatchObject({
        state: 'paused',
        pause: 'too-many-failed',
      });
      expect(assigned()).toEqual([0, 1, 2, 4, 5]);
      const { rings } = await core.call('rollout.view', {});
      expect(rings[1]).toMatchObject({ state: 'failed', arrived: 4, failed: 1 });
      expect(rings[1]?.failures).toMatchObject([
        { id: 'refused', what: expect.stringContaining(why), people: 1 },
      ]);
      const { rows } = await core.call('rollout.rows', {
        of: 'rollout',
        ring: 1,
        state: 'failed',
        from: 0,
        count: 9,
      });
      expect(rows).toMatchObject([{ userId: ids[third], note: 'Okta refused the assignment.' }]);
      const left = async (): Promise<string> =>
        (await core.call('summary.get', {})).left.map(({ text }) => text).join('\n');
      expect(await left()).toContain(
        '1 person of the rollout could not be assigned in Okta. “Rollout” names',
      );
      expect((await core.snapshot()).rollout.refused).toBe(1);
      expect(await repaired(1)).toMatchObject({ pause: 'ring-passed', arrived: 6, failed: 0, refused: 0 });
      expect(await left()).not.toContain('could not be assigned');
      expect(await again()).toMatchObject(all);
      expect(timesSent(third)).toBe(2);
      expect(sent).toHaveLength(everybody.length + 1);
      expect(assignments()).toEqual(everybody);
      expect(leftOpen()).toEqual([]);
    },
  );

  it('403 for the first of a ring, again and again: nobody else waits for that', async () => {
    const first = 1;
    const rollout = await rolledOut({ [first]: [forbidden, forbidden] });
    expect(rollout).toMatchObject({ state: 'paused', pause: 'too-many-failed' });
    expect(await repaired(1)).toMatchObject({ state: 'paused', pause: 'too-many-failed' });
    await core.call('rollout.resume', { secondYes: true });
    const ended = await core.until('it ends', rolloutEnded);
    expect(ended.rollout).toMatchObject({ state: 'done', arrived: 7, failed: 1 });
    expect(assignments()).toEqual(everybody.filter((place) => place !== first));
  });

  it('403 for everybody: it pauses after two requests, and goes on once the right is there', async () => {
    const rollout = await rolledOut({ 1: [forbidden], 2: [forbidden] });
    expect(rollout).toMatchObject({
      state: 'paused',
      pause: 'error',
      ring: 1,
      error: { code: 'missing-right' },
    });
    expect(placesOf(sent)).toEqual([0, 1, 2]);
    expect(assigned()).toEqual([0]);
    expect(await again()).toMatchObject(all);
    expect(assignments()).toEqual(everybody);
  });

  it('403 for the pilot, who is all of its ring: it pauses, and says whose right is missing', async () => {
    const rollout = await rolledOut({ 0: [forbidden] });
    expect(rollout).toMatchObject({
      state: 'paused',
      pause: 'error',
      ring: 0,
      error: { code: 'missing-right' },
    });
    expect(placesOf(sent)).toEqual([0]);
    expect(await again()).toMatchObject(all);
    expect(assignments()).toEqual(everybody);
  });

  it('a stop while a request is on its way: Okta has it, it is told, and nobody is sent twice', async () => {
    const stopping: Fault = async (send) => {
      await core.call('rollout.stop', {});
      return send();
    };
    expect(await rolledOut({ [third]: [stopping] })).toMatchObject({
      state: 'paused',
      pause: 'stopped',
      ring: 1,
    });
    await core.until('the write has ended', ({ run }) => run?.state === 'cancelled');
    expect(assigned()).toEqual([0, 1, 2, 3]);
    expect(await cutOff()).toMatchObject([{ ring: 1, assigned: 3 }]);
    expect(await again()).toMatchObject(all);
    expect(placesOf(sent)).toEqual(everybody);
    expect(assignments()).toEqual(everybody);
    expect(leftOpen()).toEqual([]);
  });
});
