/**
 * Measures one build in a process of its own, which bench/scale.ts starts: `tsx scale-driver.ts FOLDER TASK`, the answer is one
 * line of JSON. The modules are those of the build in FOLDER, today's layout or the one before `main/plans` was there.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Exchange } from '../../practice/web/server';
import type { Answers, Task } from './scale-tasks';
import { isToday, load, loadJournal } from './measured-build';
import type { Engine, Entry, IndexedJournal, Journal, JournalModule, TestCore } from './measured-build';
import { pretendedStep } from './pretended-step';
import { taskSchema } from './scale-tasks';

const [, , , task = ''] = process.argv;

const now = (): Date => new Date();

const cpuMs = (since: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1_000;
};

/** What a snapshot is built from, apart from engine and session: an assistant that has not connected to anything. */
const surroundings = {
  ports: { version: '0', shell: 'browser', vault: { keeps: 'nothing' }, clipboard: null, practice: null },
  opened: null,
  practice: null,
  problem: null,
  connections: {
    oktaState: () => ({ state: 'none' }),
    oktopostState: () => ({ state: 'none' }),
    oktaWait: () => null,
    remembered: () => [],
  },
  doubts: { open: () => [] },
  guided: { lost: () => [], isConnectionContradicted: () => false, state: () => ({}) },
  signIns: { state: () => ({}) },
  fileIsOfElsewhere: false,
  lastRead: { state: () => 'not-read' },
  rollout: { counts: () => ({}) },
  repair: { counts: () => null },
  tokenChange: { shown: () => ({}) },
  certificateChange: { shown: () => ({}) },
  people: { shown: () => ({}) },
};

/** The modules of the build that a run goes through. */
interface RunModules {
  createEngine(parts: object): Engine;
  newSession(): object;
  snapshotOf(seq: number, parts: object): object;
  openJournal: JournalModule['openJournal'];
}

async function loadRunModules(): Promise<RunModules> {
  const [engine, session, snapshot, journal] = await Promise.all([
    load<Pick<RunModules, 'createEngine'>>(isToday ? 'main/plans/engine.ts' : 'main/setup/engine.ts'),
    load<Pick<RunModules, 'newSession'>>(isToday ? 'main/storage/session.ts' : 'main/setup/session.ts'),
    load<Pick<RunModules, 'snapshotOf'>>(isToday ? 'main/view/snapshot.ts' : 'main/snapshot.ts'),
    loadJournal(),
  ]);
  const { createEngine } = engine;
  const { newSession } = session;
  const { snapshotOf } = snapshot;
  const { openJournal } = journal;
  return { createEngine, newSession, snapshotOf, openJournal };
}

const inMemory = {
  write: () => Promise.resolve(),
  sync: () => Promise.resolve(),
  read: () => Promise.resolve(''),
  close: () => Promise.resolve(),
};

/** Once to warm up, then measured. */
async function measureRun({ changes, stopAfter }: Extract<Task, { kind: 'run' }>): Promise<Answers['run']> {
  const modules = await loadRunModules();
  await runOnce(modules, warmUpChanges, null);
  return runOnce(modules, changes, stopAfter);
}

const warmUpChanges = 3_000;

/** One run through the engine of the build, its journal in memory and each snapshot written as JSON, as a browser gets it. */
async function runOnce(
  { createEngine, newSession, snapshotOf, openJournal }: RunModules,
  changes: number,
  stopAfter: number | null,
): Promise<Answers['run']> {
  const journal = await openJournal('journal.jsonl', now, () => Promise.resolve(inMemory));
  const session = newSession();
  const holder: { engine: Engine | null; runId: string } = { engine: null, runId: '' };
  const sent = { snapshots: 0, bytes: 0 };
  const build = (seq: number): object => snapshotOf(seq, { ...surroundings, engine: holder.engine, session });
  const receive = (snapshot: object): void => {
    sent.snapshots += 1;
    sent.bytes += JSON.stringify(snapshot).length;
  };
  const okta = {
    orgUrl: 'https://example.okta.com',
    withContext: (_: object, work: () => Promise<object>) => work(),
  };
  const context = {
    ...{ okta, now, session: () => session, remember: () => undefined },
    appliedChanges: () => [],
    importedChanges: () => [],
    deeds: () => Promise.resolve([]),
  };
  const engine = createEngine({
    ...{ journal, now, setupId: () => 'setup', planOnly: () => false, context: () => context },
    onRun: await publisher(build, receive),
    changed: () => undefined,
    toAppError: () => ({ code: 'defect', okta: null }),
  });
  holder.engine = engine;

  let from = process.cpuUsage();
  let startedAt = performance.now();
  const answer = (applied: number): Answers['run'] => ({
    ...{ changes: applied, cpuMs: cpuMs(from), wallMs: performance.now() - startedAt },
    ...sent,
  });
  let stopped: Answers['run'] | null = null;
  const step = pretendedStep(changes, (applied) => {
    if (applied !== stopAfter) return;
    stopped = answer(applied);
    engine.cancel(holder.runId);
  });
  const plan = await engine.preview({ kind: 'user-names', userId: null }, step);
  from = process.cpuUsage();
  startedAt = performance.now();
  const { runId, finished } = engine.apply(plan.id);
  holder.runId = runId;
  const { state } = await finished;
  if (stopAfter === null && state !== 'done') throw new Error(`the run ended as ${state}`);
  return stopped ?? answer(changes);
}

/** What the core of the build does at each change of a run. */
async function publisher(
  build: (seq: number) => object,
  receive: (snapshot: object) => void,
): Promise<(run: { state: string }) => void> {
  let seq = 0;
  if (!isToday) {
    return () => {
      seq += 1;
      receive(build(seq));
    };
  }
  interface Snapshots {
    changed(): void;
    changedOften(): void;
    listen(listener: (snapshot: object) => void): void;
  }
  const { createSnapshots } = await load<{ createSnapshots(build: object, ports: object): Snapshots }>(
    'main/core/snapshots.ts',
  );
  const clock = {
    now,
    sleep: (ms: number, signal?: AbortSignal) =>
      setTimeout(ms, undefined, signal === undefined ? {} : { signal }),
  };
  const snapshots = createSnapshots(build, { clock, log: { error: () => undefined } });
  snapshots.listen(receive);
  return ({ state }) => {
    if (state === 'running' || state === 'cancelling') snapshots.changedOften();
    else snapshots.changed();
  };
}

/** What a turn of an undo asks of a journal of so many lines: everything that this set-up has applied. */
async function measureJournal({
  lines,
  turns,
}: Extract<Task, { kind: 'journal' }>): Promise<Answers['journal']> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-journal-'));
  try {
    const path = join(folder, 'journal.jsonl');
    writeFileSync(path, journalText(lines));
    const { openJournal } = await loadJournal();
    let from = process.cpuUsage();
    const journal = await openJournal(path, now);
    const openMs = cpuMs(from);
    const read = await reader(journal);
    from = process.cpuUsage();
    let applied = 0;
    for (let turn = 0; turn < turns; turn += 1) applied = await read();
    const turnMs = cpuMs(from) / turns;
    await journal.close();
    return { openMs, turnMs, applied };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function reader(journal: Journal): Promise<() => Promise<number>> {
  if (isToday) {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    const indexed = journal as IndexedJournal;
    return () => Promise.resolve(indexed.appliedChanges('setup').length);
  }
  const { deedsOf } = await load<{ deedsOf(entries: readonly Entry[]): readonly object[] }>(
    'main/setup/deeds.ts',
  );
  return async () => deedsOf((await journal.entries()).filter(({ setupId }) => setupId === 'setup')).length;
}

function journalText(lines: number): string {
  const entry = (index: number, kind: string, details: object): string =>
    JSON.stringify({
      version: 1,
      at: '2026-11-24T00:00:00.000Z',
      setupId: 'setup',
      runId: 'run',
      changeId: `user-name-${index}`,
      kind,
      title: `Change the user name of Person ${index}`,
      details,
    });
  const texts: string[] = [];
  for (let index = 0; index < lines / 2; index += 1) {
    const before = { userName: `person${index}`, scope: 'USER' };
    const after = { userName: `person${index}@example.com`, scope: 'USER' };
    texts.push(
      entry(index, 'intent', { userId: `00u${index}`, before, after }),
      entry(index, 'result', { after }),
    );
  }
  return `${texts.join('\n')}\n`;
}

/** Requests about single people that the undo of so many assignments makes, preview and read-back included. */
async function measureUndo({ people }: Extract<Task, { kind: 'undo' }>): Promise<Answers['undo']> {
  const { startTestCore } = await load<{ startTestCore(options: object): Promise<TestCore> }>(
    'main/testing/core.ts',
  );
  const requests: string[] = [];
  const core = await startTestCore({
    onExchange: ({ target, method, path }: Exchange) => {
      if (target === 'okta') requests.push(`${method} ${path}`);
    },
  });
  try {
    await core.begin();
    await core.run(isToday ? { kind: 'app', adopt: null, createAnyway: false } : { kind: 'app' });
    await core.provisioningOn();
    const { users } = await core.call('users.search', { query: 'a' });
    const chosen = users.filter(({ status }) => status === 'ACTIVE').slice(0, people);
    for (const { id } of chosen) await core.run({ kind: 'assign', userId: id });
    await core.org.world.idle();
    requests.length = 0;
    const run = await core.run(
      isToday ? { kind: 'undo', deleteDespiteOtherUsers: false } : { kind: 'undo', withOthers: false },
    );
    if (run.state !== 'done') throw new Error(`the undo ended as ${run.state}`);
    const perPerson = /^\w+ \/api\/v1\/(apps\/[^/]+\/users|users)\/[^/]+$/;
    return { people: chosen.length, requests: requests.filter((line) => perPerson.test(line)).length };
  } finally {
    await core.close();
  }
}

async function measure(given: Task): Promise<Answers[Task['kind']]> {
  switch (given.kind) {
    case 'run':
      return measureRun(given);
    case 'journal':
      return measureJournal(given);
    case 'undo':
      return measureUndo(given);
  }
}

const answer = await measure(taskSchema.parse(JSON.parse(task)));
process.stdout.write(`\n${JSON.stringify(answer)}\n`);
// What a build leaves running (a practice org, a timer) ends with the measurement.
process.exit(0);
