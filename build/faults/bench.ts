import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { assertNever } from '../../shared/errors';
import type { Snapshot } from '../../shared/snapshot';
import { openIntents, parseJournal } from '../../main/storage/journal';
import { likelyProfile } from '../../practice/profile';
import { startTestOrg } from '../../practice/testing/test-org';
import type { TestOrg } from '../../practice/testing/test-org';
import { createOktopostToken } from '../../practice/world/world';
import { addressOf } from '../../main/testing/by-hand';
import { startOwnProcess } from '../../main/testing/own-process';
import type { Leave, OwnProcess, Pass } from '../../main/testing/own-process';
import { differences, endingOf } from './ending';
import type { Ending } from './ending';
import type { Kind } from './kinds';
import { begin } from './roads';
import type { Hands, Road } from './roads';

/** A request that changes something in Okta, as an undisturbed run sent it. */
export interface Mutation {
  road: Road;
  /** Place of its stage on the road, and its own among that stage's requests. */
  stage: number;
  nth: number;
  /** Which of that stage's journal entries announced it. */
  entry: number;
  /** Method and path, ids left out. */
  what: string;
}

/** What must not be there twice. An assignment that was made again and taken back counts too: the log has it. */
interface Counts {
  apps: number;
  assignments: number;
}

/** An undisturbed run: what it sent, how it ended, and what there was before each stage. */
interface Undisturbed {
  mutations: Mutation[];
  ending: Ending;
  counts: Counts;
  /** Folders with the assistant's folder and the org's state file. */
  before: readonly string[];
  oktopostToken: string;
}

/** What became of one fault at one request. */
export interface Cell {
  mutation: Mutation;
  kind: Kind;
  /** Empty when a new start went on and ended as the undisturbed run. */
  faults: string[];
  /** Requests sent again although they had had their effect, and what is there twice. */
  duplicates: number;
}

const provisionDelayMs = 100;
const answerWithinMs = 20_000;
/** So short only where a timeout is what is tried. */
const shortTimeoutMs = 1_500;
const restWithinMs = 3_000;

/** Where the cells work: a folder that is theirs, and assistants to be killed. */
export interface Bench {
  undisturbed(road: Road): Promise<Undisturbed>;
  cell(run: Undisturbed, mutation: Mutation, kind: Kind): Promise<Cell>;
  close(): Promise<void>;
}

export function createBench(): Bench {
  const top = mkdtempSync(join(tmpdir(), 'faults-'));
  const idle: OwnProcess[] = [];
  let folders = 0;
  const newFolder = (): string => {
    folders += 1;
    const folder = join(top, String(folders));
    mkdirSync(folder, { mode: 0o700 });
    return folder;
  };
  const takeProcess = async (): Promise<OwnProcess> => idle.pop() ?? (await startOwnProcess());

  /** A practice org that goes on from a state file; it stays when the assistant is killed. */
  const orgFrom = (folder: string): Promise<TestOrg> =>
    startTestOrg({
      stateFile: join(folder, 'org.json'),
      provisionDelayMs,
      profile: { ...likelyProfile, featuresPut: 'works' },
    });

  async function open(assistant: OwnProcess, folder: string, org: TestOrg, token: string, timeoutMs: number) {
    await assistant.open(join(folder, 'assistant'), addressOf(org), token, timeoutMs);
  }

  async function undisturbed(road: Road): Promise<Undisturbed> {
    const folder = newFolder();
    const org = await orgFrom(folder);
    const oktopostToken = createOktopostToken(org.world, 'us', 'For Okta').text;
    const admin = await takeProcess();
    const mutations: Mutation[] = [];
    let disturbed = road.from === undefined;
    const before: string[] = [];
    try {
      mkdirSync(join(folder, 'assistant'));
      await open(admin, folder, org, oktopostToken, answerWithinMs);
      await begin(admin, road);
      for (const [stage, { name, act }] of road.stages.entries()) {
        await org.world.idle();
        const point = newFolder();
        cpSync(join(folder, 'assistant'), join(point, 'assistant'), { recursive: true });
        writeFileSync(join(point, 'org.json'), JSON.stringify({ ...org.world.state, ports: null }));
        before.push(point);
        let nth = -1;
        let entry = -1;
        disturbed ||= road.from === name;
        admin.mayI = meanwhile(road, org, ({ at, what }) => {
          if (at === 'entry') entry += 1;
          if (at === 'request') {
            nth += 1;
            if (disturbed) mutations.push({ road, stage, nth, entry, what: withoutIds(what) });
          }
          return { origin: null };
        });
        await act({ admin, org, oktopostToken });
      }
      const ending = await endingNow(org, admin);
      return { mutations, ending, counts: countsOf(org), before, oktopostToken };
    } finally {
      await admin.close();
      idle.push(admin);
      await org.stop();
    }
  }

  async function cell(run: Undisturbed, mutation: Mutation, kind: Kind): Promise<Cell> {
    const { road, stage } = mutation;
    const point = run.before[stage];
    if (point === undefined) throw new Error('no such stage');
    const folder = newFolder();
    cpSync(point, folder, { recursive: true });
    const org = await orgFrom(folder);
    const { oktopostToken } = run;
    let admin = await takeProcess();
    const faults: string[] = [];
    /** What was struck, and what was sent after it in its stage. */
    let struck: string | null = null;
    const sentAfter: string[] = [];
    let nth = -1;
    let entry = -1;
    const refusing = await closedPort();

    const watch = ({ at, what }: Pass): Promise<Leave> | Leave => {
      const { strike } = kind;
      if (at === 'entry') entry += 1;
      if (at === 'request') nth += 1;
      if (at === 'request' && struck !== null) sentAfter.push(what);
      const due = strike.what === 'kill' ? strike.at : 'request';
      const reached = at === 'entry' ? entry === mutation.entry : nth === mutation.nth;
      if (struck !== null || at !== due || !reached) return { origin: null };
      struck = what;
      switch (strike.what) {
        case 'kill':
          return admin.kill().then(() => 'killed');
        case 'refuse':
          return { origin: refusing };
        case 'rule': {
          const [method = '', path = ''] = what.split(' ');
          org.faults.add([{ target: 'okta', method, path: `^${path}$`, times: 1, ...strike.rule() }]);
          return { origin: null };
        }
        default:
          return assertNever(strike);
      }
    };

    try {
      const timeoutMs = kind.name.startsWith('timeout') ? shortTimeoutMs : answerWithinMs;
      await open(admin, folder, org, oktopostToken, timeoutMs);
      await connected(admin);
      admin.mayI = meanwhile(road, org, watch);
      const its = road.stages[stage];
      if (its === undefined) throw new Error('no such stage');
      const hands = (): Hands => ({ admin, org, oktopostToken });
      // However it ends: the fault may be survived at once, be told, or take the assistant with it.
      await its.act(hands()).catch(() => undefined);
      if (struck === null) faults.push('the fault never came');

      // A new start.
      org.faults.clear();
      const { mayI } = admin;
      if (admin.alive) await admin.close();
      else admin = await takeProcess();
      await open(admin, folder, org, oktopostToken, answerWithinMs);
      await connected(admin);
      admin.mayI = mayI;
      for (const [place, { act, isDone }] of road.stages.entries()) {
        if (place === stage + 1) admin.mayI = () => ({ origin: null });
        if (place > stage || (place === stage && !isDone(await admin.snapshot()))) await act(hands());
      }
      faults.push(...(await differencesAtRest(run.ending, org, admin)));
      faults.push(...openIntents(journalIn(folder)).map(({ title }) => `left open in the journal: ${title}`));
    } catch (error) {
      faults.push(error instanceof Error ? error.message : String(error));
    } finally {
      if (admin.alive) {
        await admin.close();
        admin.mayI = () => ({ origin: null });
        idle.push(admin);
      }
      await org.stop();
    }
    const sentAgain = kind.effect ? sentAfter.filter((what) => what === struck).length : 0;
    const { apps, assignments } = run.counts;
    const now = countsOf(org);
    const twice = Math.max(0, now.apps - apps) + Math.max(0, now.assignments - assignments);
    return { mutation, kind, faults, duplicates: Math.max(sentAgain, twice) };
  }

  return {
    undisturbed,
    cell,
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

async function connected(admin: OwnProcess): Promise<Snapshot> {
  const { mode } = await admin.snapshot();
  if (mode === 'unset') throw new Error('the set-up was not begun');
  return admin.until(
    'connected',
    ({ okta, oktopost }) => okta.state === 'connected' && oktopost.state !== 'checking',
  );
}

async function endingNow(org: TestOrg, admin: OwnProcess): Promise<Ending> {
  await org.world.idle();
  return endingOf(org.world.state, await admin.snapshot());
}

/** Reading back and following go on for a moment after the last action. */
async function differencesAtRest(wanted: Ending, org: TestOrg, admin: OwnProcess): Promise<string[]> {
  const deadline = Date.now() + restWithinMs;
  for (;;) {
    const found = differences(wanted, await endingNow(org, admin));
    if (found.length === 0 || Date.now() > deadline) return found;
    await delay(50);
  }
}

const journalIn = (folder: string) =>
  parseJournal(readFileSync(join(folder, 'assistant', 'journal.jsonl'), 'utf8'));

/** Passes on to `watch`; at the first request, the road's colleague acts before it leaves. */
function meanwhile(road: Road, org: TestOrg, watch: OwnProcess['mayI']): OwnProcess['mayI'] {
  let acted = false;
  return async (pass) => {
    if (pass.at === 'request' && !acted) {
      acted = true;
      await road.meanwhile?.(org);
    }
    return watch(pass);
  };
}

const withoutIds = (what: string): string => what.replace(/\/(0oa|00u|prm)[0-9A-Za-z]{17}/g, '/{id}');

/** An origin where nobody listens. */
async function closedPort(): Promise<string> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${String(address.port)}`;
}
