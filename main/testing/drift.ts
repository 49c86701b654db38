import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, onTestFinished } from 'vitest';
import { z } from 'zod';
import type { SettingId } from '../../shared/settings';
import type { Summary, SummarySetting } from '../../shared/summary';
import { testClock } from '../net/testing';
import type { PracticeOptions } from '../../practice/practice';
import type { OktaApp } from '../../practice/world/state';
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

const reportSchema = z.looseObject({
  result: z.string(),
  appFound: z.boolean().nullable(),
  rows: z.array(z.looseObject({ setting: z.string(), state: z.string(), note: z.string().nullable() })),
  error: z.looseObject({ code: z.string() }).nullable(),
});

/** What a check of a summary gave, as its exit code and its JSON. */
interface Checked {
  code: number;
  report: z.infer<typeof reportSchema>;
  /** The settings that drifted. */
  drifted: string[];
}

export interface FinishedSetUp {
  core: TestCore;
  summary: Summary;
  /** The methods of what was sent to Okta by this test. */
  requests: string[];
  token: () => Record<string, string>;
  /** The app integration, as the practice org has it. */
  ownApp: () => OktaApp;
  /** Of the summary, unless another one is given. */
  checked: (of?: object) => Promise<Checked>;
  /** The summary, with one of its settings changed. */
  withSetting: (setting: SettingId, patch: Partial<SummarySetting>) => Summary;
}

/** A finished set-up whose Okta each test of a file may change: made once, and set back before each. */
export function finishedSetUp(): () => FinishedSetUp {
  let made: FinishedSetUp | null = null;
  let before: TestCore['org']['world']['state'] | null = null;
  beforeAll(async () => {
    const requests: string[] = [];
    const { core, summary } = await setUpWithSummary({
      onExchange: ({ method, target }) => {
        if (target === 'okta') requests.push(method);
      },
    });
    before = structuredClone(core.org.world.state);
    const token = () => ({ OKTA_API_TOKEN: core.org.okta.apiToken });
    made = {
      ...{ core, summary, requests, token },
      ownApp: () => {
        const app = core.org.world.state.apps[summary.app.id];
        if (app === undefined) throw new Error('no app of ours');
        return app;
      },
      checked: async (of = summary) => {
        const file = await fileOf(JSON.stringify(of));
        const { code, out } = await drift([file, '--practice', '--json'], { env: token() });
        const report = reportSchema.parse(JSON.parse(out));
        const drifted = report.rows.filter(({ state }) => state === 'drift').map(({ setting }) => setting);
        return { code, report, drifted };
      },
      withSetting: (setting, patch) => ({
        ...summary,
        settings: summary.settings.map((row) => (row.setting === setting ? { ...row, ...patch } : row)),
      }),
    };
  });
  beforeEach(() => {
    if (made === null) return;
    Object.assign(made.core.org.world.state, structuredClone(before));
    made.requests.length = 0;
  });
  afterAll(() => made?.core.close());
  return () => {
    if (made === null) throw new Error('no set-up was made');
    return made;
  };
}
