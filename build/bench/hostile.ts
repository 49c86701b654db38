import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { shapes, sources } from './hostile-inputs';

const execute = promisify(execFile);

/** Per input, in milliseconds of CPU and MB beyond what the process had. */
const goal = { ms: 200, mb: 100 };

const answerSchema = z.strictObject({
  bytes: z.number(),
  ms: z.number(),
  mb: z.number(),
  outcome: z.string(),
});

export type HostileCost = z.infer<typeof answerSchema> & { source: string; shape: string; met: boolean };

/** Every kind of input at its limit, at every place where input from outside is decoded, each in a process of its own. */
export async function measureHostile(): Promise<HostileCost[]> {
  const costs: HostileCost[] = [];
  for (const source of Object.keys(sources)) {
    for (const shape of Object.keys(shapes)) {
      const driver = join(import.meta.dirname, 'hostile-driver.ts');
      const { stdout } = await execute(process.execPath, ['--import', 'tsx', driver, source, shape], {
        cwd: join(import.meta.dirname, '../..'),
      });
      // Where the source has no such input.
      if (stdout === '') continue;
      const cost = answerSchema.parse(JSON.parse(stdout));
      costs.push({ source, shape, ...cost, met: cost.ms < goal.ms && cost.mb < goal.mb });
    }
  }
  return costs;
}

/** The costs as lines of text. */
export function hostileTable(costs: readonly HostileCost[]): string[] {
  const line = (...[source = '', shape = '', ...cells]: string[]): string =>
    [source.padEnd(25), shape.padEnd(34), ...cells.map((cell) => cell.padStart(9))].join('');
  return [
    `Input from outside at its limit; the goal is ${String(goal.ms)} ms and ${String(goal.mb)} MB`,
    `${line('source', 'input', 'KiB', 'CPU ms', 'MB')}  outcome`,
    ...costs.map(({ source, shape, bytes, ms, mb, met, outcome }) => {
      const cells = [bytes / 1024, ms, mb].map((value) => value.toFixed(0));
      return `${line(source, shape, ...cells)}  ${met ? '' : '(MISSED) '}${outcome}`;
    }),
  ];
}
