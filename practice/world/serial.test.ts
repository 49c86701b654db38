import { describe, expect, it } from 'vitest';
import { createSerial } from './serial';

/** Work that completes on demand. */
function held(done: string[], name: string) {
  let end = (): void => undefined;
  const wait = new Promise<void>((resolve) => {
    end = resolve;
  });
  return {
    end: () => {
      end();
    },
    work: async () => {
      done.push(`${name} begins`);
      await wait;
      done.push(`${name} ends`);
    },
  };
}

describe('serialized work', () => {
  it('waits for earlier work on the same key only', async () => {
    const done: string[] = [];
    const inOrder = createSerial();
    const [first, second, other] = [held(done, 'first'), held(done, 'second'), held(done, 'other')];
    const runs = [inOrder('a', first.work), inOrder('a', second.work), inOrder('b', other.work)];
    second.end();
    other.end();
    await runs[2];
    expect(done).toEqual(['first begins', 'other begins', 'other ends']);
    first.end();
    await Promise.all(runs);
    expect(done.slice(3)).toEqual(['first ends', 'second begins', 'second ends']);
  });

  it('continues after a failure, which rejects for its own caller', async () => {
    const inOrder = createSerial();
    const failing = inOrder('a', () => Promise.reject(new Error('no')));
    let ran = false;
    const next = inOrder('a', () => {
      ran = true;
      return Promise.resolve();
    });
    await expect(failing).rejects.toThrow('no');
    await next;
    expect(ran).toBe(true);
  });
});
