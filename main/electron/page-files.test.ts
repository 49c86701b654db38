import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createPageFiles } from './page-files';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function watched() {
  const files = createPageFiles();
  let isOver = false;
  void files.all.then(() => {
    isOver = true;
  });
  return { files, isOver: () => isOver };
}

it('are there once none was asked for during a moment', async () => {
  const { files, isOver } = watched();
  files.served('/');
  await vi.advanceTimersByTimeAsync(500);
  files.served('/assets/index.js');
  await vi.advanceTimersByTimeAsync(6);
  files.served('/assets/index.css');
  await vi.advanceTimersByTimeAsync(6);
  expect(isOver()).toBe(false);
  await vi.advanceTimersByTimeAsync(6);
  expect(isOver()).toBe(true);
});

it('are not waited for where the page asks for none, nor where the app ends', async () => {
  const alone = watched();
  alone.files.served('/');
  await vi.advanceTimersByTimeAsync(1_000);
  expect(alone.isOver()).toBe(true);
  const ended = watched();
  ended.files.end();
  await vi.advanceTimersByTimeAsync(0);
  expect(ended.isOver()).toBe(true);
});
