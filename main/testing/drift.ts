import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Summary } from '../../shared/summary';
import { testClock } from '../net/testing';
import type { PracticeOptions } from '../../practice/practice';
import { startTestCore } from './core';
import type { TestCore } from './core';
import { readyToTest } from './ready-to-test';
import { runDrift } from '../drift/cli';
import type { DriftIo } from '../drift/cli';

/** A complete set-up of the practice org, test user passed, with its summary. */
export async function setUpWithSummary(
  options: Partial<PracticeOptions> = {},
): Promise<{ core: TestCore; summary: Summary }> {
  const core = await startTestCore(options);
  const userId = await readyToTest(core);
  await core.run({ kind: 'mapping' });
  await core.run({ kind: 'assign', userId });
  await core.until('the test user passed', ({ test }) => test.state === 'passed');
  return { core, summary: await core.call('summary.get', {}) };
}

export async function* piped(...chunks: string[]): AsyncGenerator<string> {
  yield* chunks;
}

/** A file with this text, for the test that asks for it. */
export async function fileOf(text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'drift-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, 'summary.json');
  await writeFile(file, text);
  return file;
}

/** Runs the command as a scheduler would, without waits. */
export async function drift(
  argv: readonly string[],
  io: Partial<DriftIo> = {},
): Promise<{ code: number; out: string; err: string }> {
  const written = { out: '', err: '' };
  const code = await runDrift(argv, {
    env: {},
    stdin: null,
    out: (text) => {
      written.out += text;
    },
    err: (text) => {
      written.err += text;
    },
    fetch,
    clock: testClock(),
    ...io,
  });
  return { code, ...written };
}
