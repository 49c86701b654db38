import { setTimeout as delay } from 'node:timers/promises';
import { readyToTest } from '../../main/testing/ready-to-test';
import { startTestCore } from '../../main/testing/core';
import type { Exchange } from '../../practice/web/server';

export interface RingCost {
  people: number;
  /** Requests of the assistant in a window of the rate limit, of those that are left to it, while a ring is assigned. */
  usedShare: number;
  tooMany: number;
  /** Of the first and of the last third of the people, in milliseconds each, without a rate limit. */
  firstThirdMs: number;
  lastThirdMs: number;
}

const windowSeconds = 5;
const limit = 60;
/** A tenth of a window is left to the org's other clients. */
const left = limit - Math.ceil(limit / 10);

/** One ring of so many people: how much of the rate limit its assignment uses, and whether a person costs the same throughout. */
export async function measureRing(people: number): Promise<RingCost> {
  const limited = await assignRing(Math.min(people, 160), limit);
  const windows = windowsOf(limited);
  const free = await assignRing(people, 1_000_000);
  const times = free.filter(isAssignment).map(({ at }) => Date.parse(at));
  const third = Math.floor(times.length / 3);
  const perPerson = (from: number, to: number): number =>
    Math.round((((times[to] ?? 0) - (times[from] ?? 0)) / (to - from)) * 10) / 10;
  return {
    people,
    usedShare:
      Math.round((windows.reduce((sum, count) => sum + count, 0) / (windows.length * left)) * 1000) / 1000,
    tooMany: limited.filter(({ status }) => status === 429).length,
    firstThirdMs: perPerson(0, third),
    lastThirdMs: perPerson(times.length - 1 - third, times.length - 1),
  };
}

export const ringTable = ({ people, usedShare, tooMany, firstThirdMs, lastThirdMs }: RingCost): string[] => [
  `A ring of ${people}: ${Math.round(usedShare * 1000) / 10} % of the rate limit left to us (at least 95), ${tooMany} times 429 (0).`,
  `A person: ${firstThirdMs} ms in the first third, ${lastThirdMs} ms in the last.`,
];

const isAssignment = ({ target, method, path }: Exchange): boolean =>
  target === 'okta' && method === 'POST' && /\/apps\/[^/]+\/users$/.test(path);
const isOfBucket = ({ target, path }: Exchange): boolean =>
  target === 'okta' && /^\/api\/v1\/apps\/[^/]+\/./.test(path);

/** Requests of each whole window between the first assignment and the last. */
function windowsOf(exchanges: readonly Exchange[]): number[] {
  const windowOf = ({ at }: Exchange): number => Math.floor(Date.parse(at) / 1000 / windowSeconds);
  const assignments = exchanges.filter(isAssignment);
  const [first, last] = [assignments[0], assignments.at(-1)];
  if (first === undefined || last === undefined) return [];
  const counts: number[] = [];
  for (let window = windowOf(first) + 1; window < windowOf(last); window += 1) {
    counts.push(exchanges.filter((each) => isOfBucket(each) && windowOf(each) === window).length);
  }
  return counts;
}

async function assignRing(people: number, rateLimit: number): Promise<Exchange[]> {
  const exchanges: Exchange[] = [];
  const core = await startTestCore({
    users: people + 100,
    licences: people + 200,
    rateLimit,
    rateWindowSeconds: windowSeconds,
    provisionDelayMs: 50,
    logLagMs: 50,
    onExchange: (exchange) => exchanges.push(exchange),
  });
  try {
    await readyToTest(core);
    const emails = Object.values(core.org.world.state.users)
      .filter(({ status }) => status === 'ACTIVE')
      .slice(20, 20 + people)
      .map(({ profile }) => profile.email ?? '');
    const { listId } = await core.call('rollout.match', { text: emails.join(' ') });
    const { id, risks } = await core.call('rollout.plan', {
      ...{ groups: [], userIds: [], listId, ringSize: 5000, failShare: 100, licences: null, goOn: true },
    });
    await core.call('rollout.start', { planId: id, secondYes: risks.length > 0 });
    // The first three rings are followed; the course of the last one is measured.
    for (;;) {
      const { rollout } = await core.snapshot();
      if (rollout.ring === 3) {
        exchanges.length = 0;
        break;
      }
      await delay(20);
    }
    for (;;) {
      const { run } = await core.snapshot();
      if (run?.scope.kind === 'ring' && run.scope.ring === 3 && run.state === 'done') return exchanges;
      await delay(50);
    }
  } finally {
    await core.close();
  }
}
