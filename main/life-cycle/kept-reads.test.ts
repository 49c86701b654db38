import { describe, expect, it } from 'vitest';
import { noTest } from '../../shared/verification';
import { ana } from '../../shared/testing/test-user';
import type { Recheck } from '../plans/step';
import { changeOf, runInMemory, stepWith } from '../plans/testing';
import { newSession } from '../storage/session';
import { appUserWith, oktaWith, userWith } from '../testing/okta-objects';
import { keepReads, withKeptReads } from './kept-reads';
import { createPace, oktaTook, testTook } from './pace';

/** A step that reads a user by login at each recheck, and creates one; a clock that stands until it is moved on. */
function stepThatReads(recheckKind: 'go' | 'up-to-date' = 'go') {
  let atMs = 0;
  let reads = 0;
  const taken: number[] = [];
  const now = () => new Date(atMs);
  const okta = oktaWith({
    user: () => Promise.resolve(null),
    appUser: () => Promise.resolve(null),
    userByLogin: () => {
      reads += 1;
      return Promise.resolve(null);
    },
    createUser: ({ login }) => Promise.resolve(userWith({ login })),
  });
  const seen: (string | null)[] = [];
  const step = stepWith({
    recheck: async (context): Promise<Recheck> => {
      seen.push((await context.okta.userByLogin('a'))?.login ?? null);
      const profile = { login: 'a', email: 'a', firstName: 'A', lastName: 'B', displayName: 'A B' };
      const apply = async () => {
        await context.okta.createUser(profile);
        atMs += 300;
        return { details: {} };
      };
      return recheckKind === 'go'
        ? { kind: 'go', predecessorsDone: true, beforeAndAfter: {}, apply }
        : { kind: 'up-to-date' };
    },
  });
  const kept = keepReads(okta, { now, sleep: () => Promise.resolve() });
  const context = { ...runInMemory(stepWith({})).run.context, okta, now };
  const wrapped = withKeptReads(step, kept, {
    taken: (ms) => taken.push(ms),
    unanswered: () => undefined,
  });
  return {
    ...{ kept, seen, taken },
    reads: () => reads,
    wait: (ms: number) => (atMs += ms),
    recheck: () => wrapped.recheck(context, changeOf('a')),
  };
}

describe('a step that is checked by what was just read', () => {
  it('reads nothing twice within two seconds, and all of it afterwards', async () => {
    const { recheck, reads, wait, kept } = stepThatReads();
    await recheck();
    wait(1_999);
    await recheck();
    expect([reads(), kept.isFresh()]).toEqual([1, true]);
    wait(1);
    await recheck();
    await recheck();
    expect([reads(), kept.isFresh()]).toEqual([3, false]);
  });

  it('reads Okta again after a write, except the user whom that created, and those no longer than two seconds', async () => {
    const { recheck, reads, seen, taken, wait } = stepThatReads();
    const first = await recheck();
    if (first.kind === 'go') await first.apply();
    expect(taken).toEqual([300]);
    await recheck();
    expect([seen, reads()]).toEqual([[null, 'a'], 1]);
    wait(2_000);
    await recheck();
    expect([seen.at(-1), reads()]).toEqual([null, 2]);
  });

  it('changes nothing of a change that is up to date', async () => {
    expect(await stepThatReads('up-to-date').recheck()).toEqual({ kind: 'up-to-date' });
  });
});

describe('when to look', () => {
  it('is after as long as Okta took before, less what has passed; a quarter second where that is not known', () => {
    expect(createPace(1_000, 200).firstMs(300)).toBe(600);
    expect(createPace(null, 0).firstMs(0)).toBe(250);
    expect(createPace(1_000, 0).firstMs(5_000)).toBe(0);
    expect(createPace(3_600_000, 0).firstMs(0)).toBe(60_000);
  });

  it('is ever later, and never later than eight seconds', () => {
    const { soon } = createPace(null, 0);
    const waits = Array.from({ length: 60 }, () => soon()).map((next) =>
      typeof next === 'object' ? next.afterMs : 0,
    );
    expect(waits[0]).toBe(40);
    expect(waits).toEqual(waits.toSorted((a, b) => a - b));
    expect(waits.at(-1)).toBe(8_000);
  });

  it('is by Okta’s own clock, where that says it', () => {
    const at = (created: string | null, lastSync: string | null) =>
      oktaTook(appUserWith({ created, lastSync }));
    const [early, late] = ['2026-11-24T10:00:00.000Z', '2026-11-24T10:00:02.000Z'];
    expect([at(early, late), at(late, early), at(early, early)]).toEqual([2_000, null, null]);
    expect([at(null, late), at(early, null)]).toEqual([null, null]);
  });

  it('is by the test that passed, unless they were sent once more after it', async () => {
    const [assignedAt, endedAt] = ['2026-11-24T10:00:00.000Z', '2026-11-24T10:00:05.000Z'];
    const app = { id: '0oa1', name: 'a', label: 'b', status: 'ACTIVE', createdByUs: true, adminOrigin: null };
    const session = {
      ...{ ...newSession(), app },
      test: { ...noTest, state: 'passed' as const, user: ana, assignedAt, endedAt },
    };
    const took = (lastSync: string, given = session) =>
      testTook(
        oktaWith({ appUser: () => Promise.resolve(appUserWith({ created: assignedAt, lastSync })) }),
        given,
      );
    expect(await took('2026-11-24T10:00:03.000Z')).toBe(3_000);
    expect(await took(endedAt)).toBe(5_000);
    expect(await took('2026-11-24T10:00:05.001Z')).toBeNull();
    expect(await testTook(oktaWith({ appUser: () => Promise.resolve(null) }), session)).toBeNull();
    expect(await testTook(oktaWith({}), { ...session, app: null })).toBeNull();
    expect(await testTook(oktaWith({}), { ...session, test: noTest })).toBeNull();
  });
});
