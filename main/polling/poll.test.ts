import { describe, expect, it } from 'vitest';
import { testClock, until } from '../net/testing';
import { poll } from './poll';
import type { Next, Poll } from './poll';

const backoff = { firstMs: 1_000, growth: 2, longestMs: 5_000 };

/** A poll whose reads the test answers, one after another. */
function watched(options: Partial<Parameters<typeof poll<number>>[0]> = {}) {
  const clock = testClock();
  const seen: string[] = [];
  let reads = 0;
  const started: Poll = poll<number>({
    clock,
    backoff,
    startWith: 'look',
    read: () => Promise.resolve((reads += 1)),
    take: (found): Next => {
      seen.push(`took ${found}`);
      return found < 6 ? 'again' : 'done';
    },
    failed: (error): Next => {
      seen.push(String(error));
      return 'again';
    },
    onEnd: () => seen.push('end'),
    report: (error) => seen.push(`reported ${String(error)}`),
    ...options,
  });
  return { poll: started, clock, seen, reads: () => reads };
}

describe('a poll', () => {
  it('looks at once and then ever more slowly, until it is done', async () => {
    const { poll: started, clock, seen } = watched();
    expect(started.active).toBe(true);
    await until(() => !started.active);
    expect(clock.slept).toEqual([1_000, 2_000, 4_000, 5_000, 5_000]);
    expect(seen).toEqual(['took 1', 'took 2', 'took 3', 'took 4', 'took 5', 'took 6', 'end']);
  });

  it('says when the next look is', async () => {
    const at: string[] = [];
    const { poll: started } = watched({ onWait: (next) => at.push(next.toISOString()) });
    await until(() => !started.active);
    expect(at.slice(0, 2)).toEqual(['2026-11-23T12:00:01.000Z', '2026-11-23T12:00:03.000Z']);
  });

  it('can begin with a wait', async () => {
    const waits: { ms: number; pass: () => void }[] = [];
    const clock = {
      now: () => new Date(),
      sleep: (ms: number) => new Promise<void>((pass) => waits.push({ ms, pass })),
    };
    const { poll: started, seen, reads } = watched({ startWith: 'wait', clock });
    await started.firstLook;
    expect([seen, reads(), waits.map(({ ms }) => ms)]).toEqual([[], 0, [1_000]]);
    waits[0]?.pass();
    await until(() => waits.length === 2);
    expect([seen, waits[1]?.ms]).toEqual([['took 1'], 2_000]);
    started.stop();
  });

  it('ends when nobody sees it any more, without another look', async () => {
    const { poll: started, seen, reads } = watched({ isSeen: () => reads() < 2 });
    await until(() => !started.active);
    expect(seen).toEqual(['took 1', 'took 2', 'end']);
  });

  it('goes on after a look that failed, as long as that is asked for', async () => {
    let reads = 0;
    const { poll: started, seen } = watched({
      read: () => Promise.reject(new Error(`no ${(reads += 1)}`)),
      failed: (): Next => (reads < 3 ? 'again' : 'done'),
    });
    await until(() => !started.active);
    expect([reads, seen]).toEqual([3, ['end']]);
  });

  it('takes what cannot be applied for a failed look', async () => {
    const { poll: started, seen } = watched({
      take: () => {
        throw new Error('disk full');
      },
      failed: (error): Next => {
        seen.push(String(error));
        return 'done';
      },
    });
    await until(() => !started.active);
    expect(seen).toEqual(['Error: disk full', 'end']);
  });

  it('drops an answer that comes after it was stopped, and one that fails then', async () => {
    let answer: (found: number) => void = () => undefined;
    let refuse: (error: Error) => void = () => undefined;
    const signals: AbortSignal[] = [];
    const held = (signal: AbortSignal): Promise<number> => {
      signals.push(signal);
      return new Promise((resolve, reject) => {
        answer = resolve;
        refuse = reject;
      });
    };
    const first = watched({ read: held });
    await until(() => signals.length === 1);
    first.poll.stop();
    answer(1);
    await first.poll.firstLook;
    const second = watched({ read: held });
    await until(() => signals.length === 2);
    second.poll.stop();
    refuse(new Error('too late'));
    await second.poll.firstLook;
    expect([first.seen, second.seen]).toEqual([[], []]);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
    expect(first.poll.active).toBe(false);
  });

  it('stops in the middle of a wait', async () => {
    const held = testClock(true);
    const { poll: started, seen } = watched({ clock: held });
    await until(() => held.slept.length === 1);
    started.stop();
    await started.firstLook;
    expect(seen).toEqual(['took 1']);
  });

  it('reports what it cannot even call a failed look, and never rejects', async () => {
    const full = (): never => {
      throw new Error('disk full');
    };
    const { poll: started, seen } = watched({ take: full, failed: full });
    await started.firstLook;
    await until(() => !started.active);
    expect(seen).toEqual(['reported Error: disk full']);
  });
});
