import { afterEach, expect, it, vi } from 'vitest';
import { runPractice } from './cli';

afterEach(() => {
  vi.restoreAllMocks();
});

/** Runs the command, ends it as Ctrl+C does once it is ready, and gives what it wrote. */
async function written(argv: readonly string[]): Promise<{ code: number; text: string }> {
  let text = '';
  const before = process.listeners('SIGINT');
  let tellReady: () => void = () => undefined;
  const ready = new Promise<void>((resolve) => {
    tellReady = resolve;
  });
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    text += String(chunk);
    tellReady();
    return true;
  });
  const running = runPractice(argv);
  await ready;
  for (const listener of process.listeners('SIGINT')) if (!before.includes(listener)) listener('SIGINT');
  return { code: await running, text };
}

it('ends by Ctrl+C without an error, and says so', async () => {
  const { code, text } = await written(['--users', '1']);
  expect(code).toBe(0);
  expect(text).toMatch(/Stop it with Ctrl\+C\.[^]*\nThe practice org has ended\. Nothing of it is kept\.\n$/);
});

it('writes nothing but its line as JSON', async () => {
  const { code, text } = await written(['--users', '1', '--json']);
  expect(code).toBe(0);
  expect(text).toMatch(/^\{.*\}\n$/);
});
