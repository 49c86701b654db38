import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import type { z } from 'zod';
import { root } from '../run';
import { answerSchemas } from './scale-tasks';
import type { Answers, Task } from './scale-tasks';

const execute = promisify(execFile);

/** Changes of the measured runs. Of the longest the base build applies `baseStopsAfter`, and the rest is reckoned. */
const lengths = [1_000, 10_000, 50_000] as const;
const longest = 50_000;
/** Two marks each. */
const baseStopsAfter = 1_000;
const journalLines = 200_000;
const people = 5;

interface RunCost extends z.infer<typeof answerSchemas.run> {
  msPerChange: number;
  snapshotsPerSecond: number;
}

/** The same of the build that is compared (null where there is none) and of this one. */
interface Pair<T> {
  base: T | null;
  present: T;
}

export interface Scale {
  /** Folder of the build that is compared; null when this build was measured alone. */
  base: string | null;
  runs: (Pair<RunCost> & { changes: number })[];
  journal: Pair<Answers['journal']>;
  undo: Pair<Answers['undo']>;
  figures: Figure[];
}

/** A line of the table. */
export interface Figure extends Pair<number> {
  name: string;
  goal: string;
  /** Null: there is no goal, or nothing to compare with. */
  met: boolean | null;
}

/** Measures this build, and task by task beside it the one in the folder `base`, each task in a process of its own. */
export async function measureScale(base: string | null): Promise<Scale> {
  const folder = base === null ? null : resolve(base);
  const both = async <T>(schema: z.ZodType<T>, task: Task, ofBase = task): Promise<Pair<T>> => ({
    base: folder === null ? null : await measure(folder, ofBase, schema),
    present: await measure(root, task, schema),
  });
  const runs: Scale['runs'] = [];
  for (const changes of lengths) {
    const whole: Task = { kind: 'run', changes, stopAfter: null };
    const part: Task = { ...whole, stopAfter: baseStopsAfter };
    const found = await both(answerSchemas.run, whole, changes === longest ? part : whole);
    runs.push({ changes, base: found.base && costOf(found.base), present: costOf(found.present) });
  }
  const lines = { kind: 'journal', lines: journalLines } as const;
  const journal = await both(answerSchemas.journal, { ...lines, turns: 1_000 }, { ...lines, turns: 3 });
  const undo = await both(answerSchemas.undo, { kind: 'undo', people });
  return { base: folder, runs, journal, undo, figures: figuresOf(runs, journal, undo) };
}

/** UTF-16 units of one snapshot of a run of this build, as JSON, on the average. */
export async function snapshotLength(changes: number): Promise<number> {
  const task: Task = { kind: 'run', changes, stopAfter: null };
  const { bytes, snapshots } = await measure(root, task, answerSchemas.run);
  return Math.round(bytes / snapshots);
}

async function measure<T>(folder: string, task: Task, schema: z.ZodType<T>): Promise<T> {
  const driver = resolve(root, 'build/bench/scale-driver.ts');
  const args = ['--import', 'tsx', driver, folder, JSON.stringify(task)];
  const { stdout } = await execute(process.execPath, args, { cwd: root, maxBuffer: 2 ** 26 });
  return schema.parse(JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? ''));
}

const costOf = (run: Answers['run']): RunCost => ({
  ...run,
  msPerChange: run.cpuMs / run.changes,
  snapshotsPerSecond: (run.snapshots * 1_000) / run.wallMs,
});

function figuresOf(runs: Scale['runs'], journal: Scale['journal'], undo: Scale['undo']): Figure[] {
  const figures = runs.map(({ changes, base, present }): Figure => ({
    name: `CPU ms a change, of ${changes.toLocaleString('en')}`,
    ...pairOf({ base, present }, ({ msPerChange }) => msPerChange),
    goal: '',
    met: null,
  }));
  const last = runs.at(-1);
  const first = runs[0];
  if (first === undefined || last === undefined) return figures;
  const whole = pairOf(last, ({ msPerChange }) => (msPerChange * last.changes) / 1_000);
  const times = whole.base === null ? null : whole.base / whole.present;
  const growth = pairOf(
    { base: first.base && last.base && [first.base, last.base], present: [first.present, last.present] },
    ([short, long]) => (long?.msPerChange ?? Number.NaN) / (short?.msPerChange ?? Number.NaN),
  );
  const perPerson = pairOf(undo, ({ requests, people: counted }) => requests / counted);
  return [
    ...figures,
    {
      name: `CPU s, the run of ${last.changes.toLocaleString('en')}`,
      ...whole,
      goal: times === null ? '50 times less' : `50 times less: ${times.toFixed(0)}`,
      met: times === null ? null : times >= 50,
    },
    {
      name: 'CPU a change, longest over shortest',
      ...growth,
      goal: 'flat: at most 1.5',
      met: growth.present <= 1.5,
    },
    {
      name: 'snapshots a second, the most',
      base: last.base === null ? null : mostPerSecond(runs.flatMap((each) => each.base ?? [])),
      present: mostPerSecond(runs.map(({ present }) => present)),
      // The first and the last one are sent at once.
      goal: 'at most 10, and two',
      met: runs.every(({ present }) => present.snapshots <= present.wallMs / 100 + 2),
    },
    {
      name: `CPU ms, opening ${journalLines.toLocaleString('en')} lines`,
      ...pairOf(journal, ({ openMs }) => openMs),
      goal: 'once a start',
      met: null,
    },
    {
      name: 'CPU ms, the journal at a turn of an undo',
      ...pairOf(journal, ({ turnMs }) => turnMs),
      goal: 'from memory: below 1',
      met: journal.present.turnMs < 1,
    },
    {
      name: 'requests a person, undo of assignments',
      ...perPerson,
      goal: 'at most 3',
      met: perPerson.present <= 3,
    },
  ];
}

const mostPerSecond = (costs: readonly RunCost[]): number =>
  Math.max(...costs.map(({ snapshotsPerSecond }) => snapshotsPerSecond));

const pairOf = <T>({ base, present }: Pair<T>, pick: (of: T) => number): Pair<number> => ({
  base: base === null ? null : pick(base),
  present: pick(present),
});

/** The figures as lines of text. */
export function scaleTable({ base, figures }: Scale): string[] {
  const line = (name: string, ...cells: string[]): string =>
    [name.padEnd(44), ...cells.map((cell) => cell.padStart(12))].join('');
  const digits = (value: number): string => (value < 10 ? value.toFixed(3) : value.toFixed(1));
  return [
    base === null
      ? 'Scale of this build alone: --base FOLDER measures another build beside it'
      : `Scale of this build and, beside it, of the one in ${base} (its longest run reckoned from ${String(2 * baseStopsAfter)} marks)`,
    line('', 'base', 'present') + '  goal',
    ...figures.map(({ name, base: before, present, goal, met }) => {
      const outcome = met === null ? '' : met ? ' (met)' : ' (MISSED)';
      return `${line(name, before === null ? '-' : digits(before), digits(present))}  ${goal}${outcome}`;
    }),
  ];
}
