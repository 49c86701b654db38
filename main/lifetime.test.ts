import { describe, expect, it } from 'vitest';
import { createLifetime } from './lifetime';

describe('a lifetime', () => {
  it('runs the cleanups of its own occasion, in the order in which they were registered', async () => {
    const lifetime = createLifetime();
    const ran: string[] = [];
    lifetime.onForget(() => void ran.push('forget 1'));
    lifetime.onClose(() => void ran.push('close'));
    lifetime.onForget(() => void ran.push('forget 2'));
    await lifetime.forget();
    expect(ran).toEqual(['forget 1', 'forget 2']);
    await lifetime.close();
    expect(ran).toEqual(['forget 1', 'forget 2', 'close']);
  });

  it('has stopped everything that stops at once before the first of them is waited for', () => {
    const lifetime = createLifetime();
    const ran: string[] = [];
    lifetime.onForget(() => new Promise(() => undefined));
    lifetime.onForget(() => void ran.push('stopped'));
    void lifetime.forget();
    expect(ran).toEqual(['stopped']);
  });

  it('runs the others after one that fails, and rejects in the end', async () => {
    const lifetime = createLifetime();
    const ran: string[] = [];
    lifetime.onForget(() => {
      throw new Error('the clipboard is locked');
    });
    lifetime.onForget(async () => {
      await Promise.resolve();
      ran.push('vault cleared');
    });
    await expect(lifetime.forget()).rejects.toThrow('the clipboard is locked');
    expect(ran).toEqual(['vault cleared']);
  });

  it('can be used again: a set-up is started over more than once', async () => {
    const lifetime = createLifetime();
    let times = 0;
    lifetime.onForget(() => void (times += 1));
    await lifetime.forget();
    await lifetime.forget();
    expect(times).toBe(2);
  });
});
