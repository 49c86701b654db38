import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { startUp } from './bench/app';
import { bundleSizes } from './bundles';
import { runLifeCycle } from './bench/life-cycle';
import { runSetUp } from './bench/set-up';
import { measureRing, ringTable } from './bench/ring';
import { hostileTable, measureHostile } from './bench/hostile';
import { measurePeople, peopleTable } from './bench/people';
import { measureScale, scaleTable, snapshotLength } from './bench/scale';
import { measureElectron } from './bench/electron-start';
import { figureLine, ratioOf } from './bench/figures';
import { measureGuided } from './bench/guided';
import { figuresOf } from './bench/road-figures';
import { measureKeystrokes, measureScrolling, scrollTable } from './bench/scroll';

const help = `Measures the assistant; asserts nothing.

  npm run bench -- [--json FILE] [--latency MS] [--runs N]
  npm run bench -- --scale [--base FOLDER] [--json FILE]
  npm run bench -- --hostile [--json FILE]
  npm run bench -- --rollout [--latency MS] [--json FILE]
  npm run bench -- --scroll [--json FILE]

  --json FILE   write the numbers as JSON too
  --latency MS  put on every request of the set-up (100)
  --runs N      starts of the app, of which the median counts (15)
  --scale       measure long runs, a long journal and an undo of assignments instead
  --hostile     measure input from outside at its limits instead
  --rollout     read 10,000 and 100,000 people, assign a ring, and scroll 100,000 rows, instead
  --scroll      of --rollout only the last: needs a build and Chromium
  --base FOLDER another build, with its node_modules, measured beside this one
`;

const { values } = parseArgs({
  options: {
    json: { type: 'string' },
    latency: { type: 'string', default: '100' },
    runs: { type: 'string', default: '15' },
    scale: { type: 'boolean', default: false },
    hostile: { type: 'boolean', default: false },
    rollout: { type: 'boolean', default: false },
    scroll: { type: 'boolean', default: false },
    base: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

const chromiumPath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';

if (values.help) {
  process.stdout.write(help);
} else if (values.hostile) {
  const hostile = await measureHostile();
  process.stdout.write(`${hostileTable(hostile).join('\n')}\n`);
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ hostile }, null, 2)}\n`);
} else if (values.rollout) {
  const people = await measurePeople(Number(values.latency));
  process.stdout.write(`${peopleTable(people).join('\n')}\n`);
  const ring = await measureRing(600);
  process.stdout.write(`${ringTable(ring).join('\n')}\n`);
  const scroll = await measureScrolling(100_000, chromiumPath);
  process.stdout.write(`${scrollTable(scroll).join('\n')}\n`);
  if (values.json !== undefined)
    writeFileSync(values.json, `${JSON.stringify({ people, ring, scroll }, null, 2)}\n`);
} else if (values.scroll) {
  const scroll = await measureScrolling(100_000, chromiumPath);
  process.stdout.write(`${scrollTable(scroll).join('\n')}\n`);
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ scroll }, null, 2)}\n`);
} else if (values.scale) {
  const scale = await measureScale(values.base ?? null);
  process.stdout.write(`${scaleTable(scale).join('\n')}\n`);
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ scale }, null, 2)}\n`);
} else {
  const latencyMs = Number(values.latency);
  const runs = Number(values.runs);
  if (!Number.isInteger(latencyMs) || latencyMs < 0 || !Number.isInteger(runs) || runs < 1) {
    process.stderr.write('--latency and --runs take whole numbers\n');
    process.exit(2);
  }
  // The baseline of the same run: without latency, the time of the assistant and of the practice org remains.
  const baseline = await runSetUp();
  const chains = await runSetUp({ countChains: true });
  const steps = (await runSetUp({ latencyMs })).map((cost, index) => {
    const longestChain = chains[index]?.longestChain ?? Number.NaN;
    const floorMs = longestChain * latencyMs;
    const ownMs = baseline[index]?.wallMs ?? Number.NaN;
    return {
      ...cost,
      longestChain,
      floorMs,
      withoutLatencyMs: ownMs,
      ratio: ratioOf(cost.wallMs, floorMs + cost.oktaMs),
    };
  });
  const sum = (pick: (step: (typeof steps)[number]) => number): number =>
    steps.reduce((total, step) => total + pick(step), 0);
  const whole = {
    oktaRequests: sum((step) => step.oktaRequests),
    wallMs: sum((step) => step.wallMs),
    floorMs: sum((step) => step.floorMs),
    oktaMs: sum((step) => step.oktaMs),
    withoutLatencyMs: sum((step) => step.withoutLatencyMs),
  };
  const road = { ...whole, ratio: ratioOf(whole.wallMs, whole.floorMs + whole.oktaMs) };
  const life = await runLifeCycle(latencyMs);
  const lifeSum = (pick: (phase: (typeof life)[number]) => number): number =>
    life.reduce((total, phase) => total + pick(phase), 0);
  const lifeTimes = {
    wallMs: lifeSum((phase) => phase.wallMs),
    oktaMs: lifeSum((phase) => phase.oktaMs),
  };
  const lifeCycle = {
    ...lifeTimes,
    ratio: ratioOf(lifeTimes.wallMs, lifeTimes.oktaMs),
    mostRequests: Math.max(...life.map(({ oktaRequests }) => oktaRequests)),
  };
  const guided = await measureGuided(latencyMs);
  const start = await startUp(runs, chromiumPath);
  const electron = await measureElectron(runs);
  const bundles = bundleSizes();
  const snapshots = { few: await snapshotLength(10), many: await snapshotLength(10_000) };
  const keys = await measureKeystrokes(10_000, chromiumPath);
  const keystrokeMs = Math.max(...keys.map(({ ms }) => ms));
  const figures = figuresOf({
    ...{ steps, road, lifeCycle, guided, start, electron, bundles, snapshots, keystrokeMs },
  });

  const line = (cells: readonly (string | number | null)[]): string =>
    cells
      .map((cell, index) => (index === 0 ? String(cell).padEnd(34) : String(cell ?? '-').padStart(11)))
      .join('');
  const table = [
    `The set-up with ${String(latencyMs)} ms on every request`,
    line(['step', 'requests', 'chain', 'wall ms', 'floor ms', 'Okta ms', 'wall/both', 'at 0 ms']),
    ...steps.map((step) =>
      line([
        step.step,
        step.oktaRequests,
        step.longestChain,
        step.wallMs,
        step.floorMs,
        step.oktaMs,
        step.ratio,
        step.withoutLatencyMs,
      ]),
    ),
    line([
      'whole set-up',
      road.oktaRequests,
      '',
      road.wallMs,
      road.floorMs,
      road.oktaMs,
      road.ratio,
      road.withoutLatencyMs,
    ]),
    '',
    'The life-cycle test, its half minute before the second look left out',
    line(['phase', 'requests', '', 'wall ms', 'Okta ms', 'wall/Okta']),
    ...life.map(({ phase, oktaRequests, wallMs, oktaMs }) =>
      line([phase, oktaRequests, '', wallMs, oktaMs, ratioOf(wallMs, oktaMs)]),
    ),
    line([
      'whole life',
      `<= ${String(lifeCycle.mostRequests)}`,
      '',
      lifeCycle.wallMs,
      lifeCycle.oktaMs,
      lifeCycle.ratio,
    ]),
    '',
    line(['bundle', 'KiB', 'gzipped']),
    ...bundles.map(({ bundle, kib, gzippedKib }) => line([bundle, kib, gzippedKib])),
    '',
    line(['a key, in the page', 'ms']),
    ...keys.map(({ screen, field, ms }) => line([`${screen}: ${field}`, ms])),
    '',
    ...figures.map(figureLine),
    '',
  ];
  process.stdout.write(table.join('\n'));
  if (values.json !== undefined) {
    const measured = {
      latencyMs,
      steps,
      road,
      life,
      lifeCycle,
      guided,
      start,
      electron,
      bundles,
      snapshots,
      keystrokeMs,
      keys,
    };
    // As before under the names that others read.
    const known = { setUp: road, startUpMs: start.assistantMs };
    writeFileSync(values.json, `${JSON.stringify({ ...measured, ...known, figures }, null, 2)}\n`);
  }
}
