import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createIdleExit } from './idle-exit';
import { startPractice } from './practice';

describe('an unused practice org', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('ends after its time, counted from the last use', () => {
    const end = vi.fn();
    const idle = createIdleExit(60, end);
    vi.advanceTimersByTime(59 * 60_000);
    idle.used();
    vi.advanceTimersByTime(59 * 60_000);
    expect(end).not.toHaveBeenCalled();
    vi.advanceTimersByTime(60_000);
    expect(end).toHaveBeenCalledOnce();
  });

  it('does not end once that was cancelled', () => {
    const end = vi.fn();
    createIdleExit(1, end).cancel();
    vi.advanceTimersByTime(3_600_000);
    expect(end).not.toHaveBeenCalled();
  });
});

it('is used by requests to Okta, to Oktopost, and by the assistant that owns it', async () => {
  const onUse = vi.fn();
  const practice = await startPractice({ users: 1, onUse });
  const { url, secret } = practice.control;
  await fetch(`${practice.okta.orgUrl}/admin/apps/active`);
  await fetch(practice.oktopost.consoleUrl);
  await fetch(`${url}/health`, { headers: { 'x-practice-secret': secret } });
  expect(onUse).toHaveBeenCalledTimes(3);
  await practice.stop();
});
