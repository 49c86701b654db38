import { parseArgs } from 'node:util';
import { createBench } from './faults/bench';
import type { FaultCase } from './faults/bench';
import { faultKinds } from './faults/fault-kinds';
import { nameOf, reportOf } from './faults/report';
import { scenarios } from './faults/scenarios';
import { temporaryFolder } from './temp-in-memory';

const help = `Injects every kind of fault at every write request of the assistant, and checks that a restarted assistant resumes and ends
in the same state as an undisturbed run.

  npm run faults -- [--only TEXT] [--workers N]

  --only TEXT   only cases whose name contains this, for example "users/{id}" or "killed"
  --workers N   cases run in parallel (3)

The exit code is 1 when a case is missing or not recovered, or when anything is duplicated.
`;

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    workers: { type: 'string', default: '3' },
    help: { type: 'boolean', default: false },
  },
});

async function faults(only: string, workers: number): Promise<number> {
  const bench = await createBench();
  try {
    const expected = [];
    for (const scenario of scenarios) {
      const run = await bench.baseline(scenario);
      for (const mutation of run.mutations) {
        for (const kind of faultKinds) {
          if (scenario.kinds?.includes(kind.name) === false) continue;
          if (`${nameOf(mutation)}, ${kind.name}`.includes(only)) expected.push({ run, mutation, kind });
        }
      }
    }
    const cases: FaultCase[] = [];
    const queue = [...expected];
    const work = async (): Promise<void> => {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
        const faultCase = await bench.runCase(next.run, next.mutation, next.kind);
        cases.push(faultCase);
        process.stderr.write(faultCase.faults.length === 0 && faultCase.duplicates === 0 ? '.' : '✗');
      }
    };
    await Promise.all(Array.from({ length: workers }, work));
    process.stderr.write('\n\n');
    const { text, ok } = reportOf(expected, cases);
    console.log(text);
    return ok && expected.length > 0 ? 0 : 1;
  } finally {
    await bench.close();
  }
}

process.env['TMPDIR'] = temporaryFolder();
if (values.help) process.stdout.write(help);
else if (/^[1-9]\d?$/.test(values.workers))
  process.exitCode = await faults(values.only, Number(values.workers));
else {
  process.stderr.write('--workers takes a whole number\n');
  process.exitCode = 2;
}
