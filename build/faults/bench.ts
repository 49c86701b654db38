import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { assertNever } from '../../shared/errors';
import type { Snapshot } from '../../shared/snapshot';
import { openIntents } from '../../main/storage/journal-index';
import { parseJournal } from '../../main/storage/journal-entry';
import { likelyProfile } from '../../practice/profile';
import { startTestOrg } from '../../practice/testing/test-org';
import type { TestOrg } from '../../practice/testing/test-org';
import { createOktopostToken } from '../../practice/world/world';
import { addressOf } from '../../main/testing/by-hand';
import { startAssistantProcess } from '../../main/testing/assistant-process';
import type { Decision, AssistantProcess, Checkpoint } from '../../main/testing/assistant-process';
import { bundleAssistantProcess } from './bundle';
import { closedOrigin } from './closed-origin';
import { differences, finalStateOf } from './final-state';
import type { FinalState } from './final-state';
import type { FaultKind } from './fault-kinds';
import { begin } from './scenarios';
import type { Scenario } from './scenarios';
import type { Actors } from './stages';

/** A write request to Okta, as the baseline run sent it. */
export interface Mutation {
  scenario: Scenario;
  /** Index of the stage in the scenario, and of the request among that stage's write requests. */
  stage: number;
  nth: number;
  /** Index of its intent among that stage's journal entries. */
  entry: number;
  /** Method and path, without ids. */
  what: string;
}

/** What must not be duplicated. An assignment that was repeated and then removed counts too, by the System Log. */
interface Counts {
  apps: number;
  assignments: number;
}

/** A run without faults: its write requests, its final state, and a snapshot before each stage. */
interface Baseline {
  mutations: Mutation[];
  finalState: FinalState;
  counts: Counts;
  /** By stage: a folder with the assistant's folder and the org's state file. */
  before: readonly string[];
  oktopostToken: string;
}

/** The result of one kind of fault at one request. */
export interface FaultCase {
  mutation: Mutation;
  kind: FaultKind;
  /** Empty when the restarted assistant ended in the same state as the baseline. */
  faults: string[];
  /** Requests repeated although they had been applied, or duplicated objects. */
  duplicates: number;
}

const provisionDelayMs = 100;
/** Only a case that fails waits so long. */
const settleTimeoutMs = 30_000;

/** Runs scenarios in a temporary folder, with a pool of assistant processes. */
export interface Bench {
  baseline(scenario: Scenario): Promise<Baseline>;
  runCase(run: Baseline, mutation: Mutation, kind: FaultKind): Promise<FaultCase>;
  close(): Promise<void>;
}

export async function createBench(): Promise<Bench> {
  const top = mkdtempSync(join(tmpdir(), 'faults-'));
  const bundle = await bundleAssistantProcess(join(top, 'bundle'));
  const idle: AssistantProcess[] = [];
  let folders = 0;
  const newFolder = (): string => {
    folders += 1;
    const folder = join(top, String(folders));
    mkdirSync(folder, { mode: 0o700 });
    return folder;
  };
  const takeProcess = async (): Promise<AssistantProcess> =>
    idle.pop() ?? (await startAssistantProcess(bundle));

  /** A practice org restored from a state file; it survives the assistant. */
  const orgFrom = (folder: string, { profile }: Scenario): Promise<TestOrg> =>
    startTestOrg({
      stateFile: join(folder, 'org.json'),
      provisionDelayMs,
      profile: { ...likelyProfile, featuresPut: 'works', ...profile },
    });

  async function open(assistant: AssistantProcess, folder: string, org: TestOrg, token: string) {
    await assistant.open(join(folder, 'assistant'), addressOf(org), token);
  }

  async function baseline(scenario: Scenario): Promise<Baseline> {
    const folder = newFolder();
    const org = await orgFrom(folder, scenario);
    const oktopostToken = createOktopostToken(org.world, 'us', 'For Okta').text;
    const admin = await takeProcess();
    const mutations: Mutation[] = [];
    let recording = scenario.from === undefined;
    const before: string[] = [];
    try {
      mkdirSync(join(folder, 'assistant'));
      await open(admin, folder, org, oktopostToken);
      await begin(admin, scenario);
      for (const [stage, { name, act }] of scenario.stages.entries()) {
        await org.world.idle();
        const snapshotFolder = newFolder();
        cpSync(join(folder, 'assistant'), join(snapshotFolder, 'assistant'), { recursive: true });
        writeFileSync(join(snapshotFolder, 'org.json'), JSON.stringify({ ...org.world.state, ports: null }));
        before.push(snapshotFolder);
        let nth = -1;
        let entry = -1;
        recording ||= scenario.from === name;
        admin.onCheckpoint = concurrently(scenario, org, ({ at, what }) => {
          if (at === 'entry') entry += 1;
          if (at === 'request') {
            nth += 1;
            if (recording) mutations.push({ scenario, stage, nth, entry, what: withoutIds(what) });
          }
          return { origin: null };
        });
        await act({ admin, org, oktopostToken });
      }
      const finalState = await currentState(org, admin);
      return { mutations, finalState, counts: countsOf(org), before, oktopostToken };
    } finally {
      await admin.close();
      idle.push(admin);
      await org.stop();
    }
  }

  async function runCase(run: Baseline, mutation: Mutation, kind: FaultKind): Promise<FaultCase> {
    const { scenario, stage } = mutation;
    const snapshotFolder = run.before[stage];
    if (snapshotFolder === undefined) throw new Error('no such stage');
    const folder = newFolder();
    cpSync(snapshotFolder, folder, { recursive: true });
    const org = await orgFrom(folder, scenario);
    const { oktopostToken } = run;
    let admin = await takeProcess();
    const faults: string[] = [];
    /** Other writes of the baseline at the same address, after this one. */
    const stillDue = run.mutations.filter(
      (other) => other.stage === stage && other.nth > mutation.nth && other.what === mutation.what,
    ).length;
    /** The request at which the fault was injected, and the write requests of the stage after it. */
    let injectedAt: string | null = null;
    const sentAfter: string[] = [];
    let nth = -1;
    let entry = -1;
    const refusingOrigin = await closedOrigin();

    const watch = ({ at, what }: Checkpoint): Promise<Decision> | Decision => {
      const { injection } = kind;
      if (at === 'entry') entry += 1;
      if (at === 'request') nth += 1;
      if (at === 'request' && injectedAt !== null) sentAfter.push(what);
      const due = injection.what === 'kill' ? injection.at : 'request';
      const reached = at === 'entry' ? entry === mutation.entry : nth === mutation.nth;
      if (injectedAt !== null || at !== due || !reached) return { origin: null };
      injectedAt = what;
      switch (injection.what) {
        case 'kill':
          return admin.kill().then(() => 'killed');
        case 'refuse':
          return { origin: refusingOrigin };
        case 'rule': {
          const [method = '', path = ''] = what.split(' ');
          const fault = { target: 'okta', method, path: `^${path}$`, times: 1, ...injection.rule() } as const;
          org.faults.add([fault]);
          // Its time is over once Okta has it, and has applied it where it does.
          if (fault.silent !== undefined) void org.faults.nextSilence().then(() => admin.expire(what));
          return { origin: null };
        }
        default:
          return assertNever(injection);
      }
    };

    try {
      await open(admin, folder, org, oktopostToken);
      await connected(admin);
      admin.onCheckpoint = concurrently(scenario, org, watch);
      const current = scenario.stages[stage];
      if (current === undefined) throw new Error('no such stage');
      const actors = (): Actors => ({ admin, org, oktopostToken });
      // The fault may be handled at once, be reported as a failure, or kill the assistant.
      await current.act(actors()).catch(() => undefined);
      if (injectedAt === null) faults.push('the fault was not injected');

      // The restart.
      org.faults.clear();
      const { onCheckpoint } = admin;
      if (admin.alive) await admin.close();
      else admin = await takeProcess();
      await open(admin, folder, org, oktopostToken);
      await connected(admin);
      admin.onCheckpoint = onCheckpoint;
      for (const [index, { act, isDone }] of scenario.stages.entries()) {
        if (index === stage + 1) admin.onCheckpoint = () => ({ origin: null });
        if (index > stage || (index === stage && !isDone(await admin.snapshot()))) await act(actors());
      }
      faults.push(...(await differencesOnceSettled(run.finalState, org, admin)));
      faults.push(...openIntents(journalIn(folder)).map(({ title }) => `left open in the journal: ${title}`));
    } catch (error) {
      faults.push(error instanceof Error ? error.message : String(error));
    } finally {
      if (admin.alive) {
        await admin.close();
        admin.onCheckpoint = () => ({ origin: null });
        idle.push(admin);
      }
      await org.stop();
    }
    const sentAgain = kind.effect
      ? Math.max(0, sentAfter.filter((what) => what === injectedAt).length - stillDue)
      : 0;
    const { apps, assignments } = run.counts;
    const now = countsOf(org);
    const duplicated = Math.max(0, now.apps - apps) + Math.max(0, now.assignments - assignments);
    return { mutation, kind, faults, duplicates: Math.max(sentAgain, duplicated) };
  }

  return {
    baseline,
    runCase,
    close: async () => {
      await Promise.all(idle.map((assistant) => assistant.kill()));
      rmSync(top, { recursive: true });
    },
  };
}

function countsOf({ world: { state } }: TestOrg): Counts {
  return {
    apps: Object.keys(state.apps).length,
    assignments: state.log.filter(({ eventType }) => eventType === 'application.user_membership.add').length,
  };
}

async function connected(admin: AssistantProcess): Promise<Snapshot> {
  const { mode } = await admin.snapshot();
  if (mode === 'unset') throw new Error('the set-up was not begun');
  return admin.until(
    'connected',
    ({ okta, oktopost }) => okta.state === 'connected' && oktopost.state !== 'checking',
  );
}

async function currentState(org: TestOrg, admin: AssistantProcess): Promise<FinalState> {
  await org.world.idle();
  return finalStateOf(org.world.state, await admin.snapshot());
}

/** Polling continues for a moment after the last action. */
async function differencesOnceSettled(
  wanted: FinalState,
  org: TestOrg,
  admin: AssistantProcess,
): Promise<string[]> {
  const deadline = Date.now() + settleTimeoutMs;
  for (;;) {
    const found = differences(wanted, await currentState(org, admin));
    if (found.length === 0 || Date.now() > deadline) return found;
    await delay(50);
  }
}

const journalIn = (folder: string) =>
  parseJournal(readFileSync(join(folder, 'assistant', 'journal.jsonl'), 'utf8'));

/** Wraps `watch`: runs the scenario's `concurrently` just before the first write request is sent. */
function concurrently(
  scenario: Scenario,
  org: TestOrg,
  watch: AssistantProcess['onCheckpoint'],
): AssistantProcess['onCheckpoint'] {
  let acted = false;
  return async (checkpoint) => {
    if (checkpoint.at === 'request' && !acted) {
      acted = true;
      await scenario.concurrently?.(org);
    }
    return watch(checkpoint);
  };
}

const withoutIds = (what: string): string => what.replace(/\/(0oa|00u|00g|prm)[0-9A-Za-z]{17}/g, '/{id}');
