import { parseArgs } from 'node:util';
import { createBench } from './faults/bench';
import type { Cell } from './faults/bench';
import { kinds } from './faults/kinds';
import { nameOf, reportOf } from './faults/report';
import { roads } from './faults/roads';

const help = `Disturbs every request of the assistant that changes something in Okta, in every way, and looks whether a new start
goes on and ends as if nothing had happened.

  npm run faults -- [--only TEXT] [--workers N]

  --only TEXT   only cells in whose name this stands, for example "users/{id}" or "killed"
  --workers N   cells at a time (2)

The exit code is 1 when a cell is missing or not recovered, or when anything is there twice.
`;

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    workers: { type: 'string', default: '2' },
    help: { type: 'boolean', default: false },
  },
});

async function faults(only: string, workers: number): Promise<number> {
  const bench = createBench();
  try {
    const wanted = [];
    for (const road of roads) {
      const run = await bench.undisturbed(road);
      for (const mutation of run.mutations) {
        for (const kind of kinds) {
          if (`${nameOf(mutation)}, ${kind.name}`.includes(only)) wanted.push({ run, mutation, kind });
        }
      }
    }
    const cells: Cell[] = [];
    const queue = [...wanted];
    const work = async (): Promise<void> => {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
        const cell = await bench.cell(next.run, next.mutation, next.kind);
        cells.push(cell);
        process.stderr.write(cell.faults.length === 0 && cell.duplicates === 0 ? '.' : '✗');
      }
    };
    await Promise.all(Array.from({ length: workers }, work));
    process.stderr.write('\n\n');
    const { text, good } = reportOf(wanted, cells);
    console.log(text);
    return good && wanted.length > 0 ? 0 : 1;
  } finally {
    await bench.close();
  }
}

if (values.help) process.stdout.write(help);
else if (/^[1-9]\d?$/.test(values.workers))
  process.exitCode = await faults(values.only, Number(values.workers));
else {
  process.stderr.write('--workers takes a whole number\n');
  process.exitCode = 2;
}
