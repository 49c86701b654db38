import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../shell/clock';
import { createOktopostToken } from '../../practice/world/world';
import { startTestCore } from '../testing/core';
import type { TestCore } from '../testing/core';

/** A fake clipboard, and a minute that ends when the test ends it. */
function fakeShell() {
  const shell = { text: 'before', endMinute: (): void => undefined };
  const ports = () => ({
    clipboard: {
      write: (text: string) => {
        shell.text = text;
        return Promise.resolve();
      },
      clearIf: (text: string) => {
        if (shell.text === text) shell.text = '';
        return Promise.resolve();
      },
    },
    clock: {
      now: systemClock.now,
      sleep: (ms: number, signal?: AbortSignal) =>
        ms === 60_000
          ? new Promise<void>((resolve, reject) => {
              shell.endMinute = resolve;
              signal?.addEventListener('abort', () => {
                reject(new Error('aborted'));
              });
            })
          : systemClock.sleep(ms, signal),
    },
  });
  return { shell, ports };
}

// Shows: a token stays on the clipboard
describe('the Oktopost token on the clipboard', () => {
  let core: TestCore;
  let token: string;
  afterEach(() => core.close());

  async function start() {
    const { shell, ports } = fakeShell();
    core = await startTestCore({}, { ports });
    await core.call('session.chooseMode', { mode: 'practice' });
    await core.call('destination.choose', { destination: 'board', region: 'us', label: 'Oktopost' });
    token = createOktopostToken(core.org.world, 'us', 'Made here').text;
    await core.call('secrets.submit', { kind: 'oktopost-token', value: token });
    return shell;
  }

  it('is there for a minute, and in no answer', async () => {
    const shell = await start();
    const before = Date.now();
    const answer = await core.call('secrets.copyOktopostToken', {});
    const after = Date.now();
    expect(Object.keys(answer)).toEqual(['until']);
    expect(Date.parse(answer.until)).toBeGreaterThanOrEqual(before + 60_000);
    expect(Date.parse(answer.until)).toBeLessThanOrEqual(after + 60_000);
    expect(shell.text).toBe(token);
    shell.endMinute();
    await expect.poll(() => shell.text).toBe('');
  });

  it('is left alone when something else was copied meanwhile', async () => {
    const shell = await start();
    await core.call('secrets.copyOktopostToken', {});
    shell.text = 'something else';
    shell.endMinute();
    await core.restart();
    expect(shell.text).toBe('something else');
  });

  it('is cleared when the assistant ends, and when the set-up is started over', async () => {
    const shell = await start();
    await core.call('secrets.copyOktopostToken', {});
    await core.restart();
    expect(shell.text).toBe('');
    await core.call('secrets.submit', { kind: 'oktopost-token', value: token });
    await core.call('secrets.copyOktopostToken', {});
    expect(shell.text).toBe(token);
    await core.call('session.startOver', {});
    expect(shell.text).toBe('');
  });

  it('is not there to copy without a clipboard or without a token', async () => {
    core = await startTestCore();
    await core.call('session.chooseMode', { mode: 'practice' });
    expect((await core.refusal('secrets.copyOktopostToken', {})).code).toBe('not-ready');
    expect((await core.snapshot()).assistant.copiesSecrets).toBe(false);
    await core.close();
    core = await startTestCore({}, { ports: fakeShell().ports });
    expect((await core.snapshot()).assistant.copiesSecrets).toBe(true);
    expect((await core.refusal('secrets.copyOktopostToken', {})).code).toBe('token-needed');
  });
});
