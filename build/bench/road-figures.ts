import { budget } from '../budget';
import type { bundleSizes } from '../bundles';
import { apartWords } from './apart';
import type { BrowserStart } from './app';
import type { ElectronCost } from './electron-start';
import { atMost, ratioOf } from './figures';
import type { Figure } from './figures';
import type { GuidedCost } from './guided';
import type { StepCost } from './set-up';

interface Measured {
  steps: readonly StepCost[];
  road: { oktaRequests: number; floorMs: number; ratio: number };
  lifeCycle: { ratio: number };
  guided: GuidedCost;
  start: BrowserStart;
  electron: ElectronCost | { missing: string };
  bundles: ReturnType<typeof bundleSizes>;
  /** UTF-16 units of one, in a run of 10 changes and in one of 10,000. */
  snapshots: { few: number; many: number };
  /** The main thread's time for a key with 10,000 people, of all fields the most. */
  keystrokeMs: number;
}

/** What Terraform's provider can do as well. */
const ofTerraform = [
  'preview the plan',
  'apply the plan',
  'preview and apply the mapping',
  'assign and verify the test user',
];

/** Every figure that has a goal, beside it. */
export function figuresOf(measured: Measured): Figure[] {
  const { steps, road, lifeCycle, guided, start, electron, bundles, snapshots, keystrokeMs } = measured;
  const written = steps.filter(({ step }) => ofTerraform.includes(step));
  const sum = (pick: (step: StepCost) => number): number =>
    written.reduce((total, step) => total + pick(step), 0);
  const [all, apart] = [sum((step) => step.oktaRequests), sum((step) => step.apartRequests)];
  const why = 'missing' in electron ? electron.missing : '';
  const beside = (pick: (cost: ElectronCost) => number): number | null =>
    'missing' in electron ? null : pick(electron);
  return [
    atMost('requests of the whole set-up', road.oktaRequests, 42),
    atMost('wall / floor and Okta’s own provisioning', road.ratio, 1.15),
    atMost('floor', road.floorMs, 2_600, 'ms'),
    { name: 'app, mapping and assignment, all requests', value: String(all), goal: '', met: null },
    atMost(`... as Terraform asks them: without ${apartWords}`, all - apart, 17),
    atMost('life cycle, wall / Okta’s own time', lifeCycle.ratio, 1.25),
    atMost('guided step noticed after it was saved', guided.noticedMs, 2_000, 'ms'),
    atMost('requests in the first minute of its screen', guided.looksPerMinute, budget.guidedStepFirstMinute),
    atMost('first screen, gzipped', bundles[0]?.gzippedKib ?? Number.NaN, 130, 'KiB'),
    {
      name: 'start in browser mode / bare Node server, same page',
      value: `${String(start.assistantMs)} / ${String(start.bareMs)} ms = ${String(ratioOf(start.assistantMs, start.bareMs))}`,
      goal: '',
      met: null,
    },
    atMost(
      'start / bare window of the same Electron, its page by a protocol too',
      beside(({ assistant, bare }) => ratioOf(assistant.ms, bare.ms)),
      1.25,
      why,
    ),
    {
      name: '... its page from a file, without what the protocol costs',
      value: String(beside(({ assistant, bareFile }) => ratioOf(assistant.ms, bareFile.ms)) ?? '-'),
      goal: '',
      met: null,
    },
    atMost(
      'memory / bare window of the same Electron',
      beside(({ assistant, bare }) => ratioOf(assistant.mb, bare.mb)),
      1.1,
      why,
    ),
    {
      name: 'a snapshot at 10 and at 10,000 changes, UTF-16 units',
      value: `${String(snapshots.few)} and ${String(snapshots.many)}`,
      goal: '',
      met: null,
    },
    atMost('main thread for a key, with 10,000 people, the most', keystrokeMs, 16, 'ms'),
  ];
}
