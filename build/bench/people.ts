import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { root } from '../run';
import { figureLine, ratioOf } from './figures';
import type { Figure } from './figures';

const execute = promisify(execFile);

const costSchema = z.object({
  people: z.number(),
  chainMs: z.number().nullable(),
  plainMs: z.number().nullable(),
  scanMs: z.number(),
  scanCpuMs: z.number(),
  /** What the findings take, and what is held beyond them while they are read, at its most. */
  keptMb: z.number(),
  heldMb: z.number(),
  /** Accounts, join and rows. */
  classifyCpuMs: z.number(),
  reconcileCpuMs: z.number(),
  warmMs: z.number(),
  sortMs: z.number(),
  filterMs: z.number(),
  searchMs: z.number(),
});
export type PeopleCost = z.infer<typeof costSchema>;

const few = 10_000;
const many = 100_000;

/** Reads 10,000 and 100,000 people, each in a process of its own. */
export async function measurePeople(latencyMs: number): Promise<{ few: PeopleCost; many: PeopleCost }> {
  return { few: await measure(few, latencyMs, 'alone'), many: await measure(many, latencyMs, 'compare') };
}

async function measure(people: number, latencyMs: number, kind: 'compare' | 'alone'): Promise<PeopleCost> {
  const driver = resolve(root, 'build/bench/people-driver.ts');
  const args = ['--expose-gc', '--import', 'tsx', driver, String(people), String(latencyMs), kind];
  const { stdout } = await execute(process.execPath, args, { cwd: root, maxBuffer: 2 ** 26 });
  return costSchema.parse(JSON.parse(stdout));
}

/** The numbers beside their goals, as lines. */
export function peopleTable({
  few: small,
  many: large,
}: Awaited<ReturnType<typeof measurePeople>>): string[] {
  const rows: (readonly [Figure['name'], Figure['value'], Figure['goal'], Figure['met']])[] = [
    ['bare paging chain, 100,000 app users', `${String(large.chainMs)} ms`, '', null],
    ['scan, with Oktopost’s list beside it', `${String(large.scanMs)} ms`, '', null],
    [
      'scan / bare chain',
      String(ratioOf(large.scanMs, large.chainMs ?? Number.NaN)),
      '<= 1.05',
      ratioOf(large.scanMs, large.chainMs ?? Number.NaN) <= 1.05,
    ],
    ['loop with the SDK’s collection', `${String(large.plainMs)} ms`, '', null],
    [
      'loop / scan',
      String(ratioOf(large.plainMs ?? 0, large.scanMs)),
      '>= 1.5',
      ratioOf(large.plainMs ?? 0, large.scanMs) >= 1.5,
    ],
    ['CPU of the scan', `${String(large.scanCpuMs)} ms`, '', null],
    ['kept at 10,000 and at 100,000', `${String(small.keptMb)} and ${String(large.keptMb)} MB`, '', null],
    ['held beyond it while reading, 10,000', `${String(small.heldMb)} MB`, '', null],
    [
      'held beyond it while reading, 100,000',
      `${String(large.heldMb)} MB`,
      '<= 1.3 x',
      large.heldMb <= 1.3 * small.heldMb,
    ],
    [
      'reconcile 100,000 x 100,000, CPU',
      `${String(large.reconcileCpuMs)} ms`,
      '< 2000',
      large.reconcileCpuMs < 2000,
    ],
    [
      '... with the rows of the table',
      `${String(large.classifyCpuMs)} ms`,
      '< 2000',
      large.classifyCpuMs < 2000,
    ],
    ['sorted once for all columns', `${String(large.warmMs)} ms`, '', null],
    ['sort 100,000', `${String(large.sortMs)} ms`, '< 100', large.sortMs < 100],
    ['filter 100,000', `${String(large.filterMs)} ms`, '< 100', large.filterMs < 100],
    ['search 100,000', `${String(large.searchMs)} ms`, '< 100', large.searchMs < 100],
  ];
  return rows.map(([name, value, goal, met]) => figureLine({ name, value, goal, met }));
}
