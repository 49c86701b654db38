import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAssistant } from '../app';
import type { AssistantCore } from '../api/core';
import { systemClock } from '../shell/clock';
import type { Ports } from '../ports';
import type { PracticeOptions } from '../../practice/practice';
import type { OktaApp } from '../../practice/world/state';
import { startTestOrg } from '../../practice/testing/test-org';
import type { TestOrg } from '../../practice/testing/test-org';
import { createRedactor } from '../secrets/redactor';
import { memoryVault } from '../shell/vault/memory';
import { restoreCheckpoint, takeCheckpoint } from './checkpoint';
import type { Checkpoint } from './checkpoint';
import { adminOf } from './admin';
import type { Admin } from './admin';
import { addressOf, byHandIn, ourApp } from './by-hand';
import type { ByHand } from './by-hand';

type Connection = [baseUrl?: string, token?: string];

/** An assistant without a shell, in practice mode against a practice org in this process. */
export interface TestCore extends Admin {
  org: TestOrg;
  folder: string;
  log: string[];
  byHand: ByHand;
  /** The app integration of the set-up, by the suggested label. */
  ours(): OktaApp;
  /** Switches SCIM on in the Admin Console, connects it as `byHand` does, and states that. */
  connectionOn(...connection: Connection): Promise<void>;
  /** Does the three guided steps in the Admin Console; reads back what Okta shows and states the rest. */
  provisioningOn(...connection: Connection): Promise<void>;
  /** Ends the assistant as a crash would, and starts another one on the same folder. */
  restart(): Promise<void>;
  /** Everything as it is now, for `returnTo`. Ends the assistant and starts it again. */
  checkpoint(): Promise<Checkpoint>;
  /** Puts the org, the folder and the secrets back as they were and starts the assistant on them. */
  returnTo(checkpoint: Checkpoint): Promise<void>;
  close(): Promise<void>;
}

/** Overrides of a test, created for each start. */
interface Shell {
  ports(folder: string): Partial<Ports>;
  /** Wraps the assistant. */
  between(core: AssistantCore): AssistantCore;
}

export async function startTestCore(
  options: Partial<PracticeOptions> = {},
  { ports = () => ({}), between = (core) => core }: Partial<Shell> = {},
): Promise<TestCore> {
  const org = await startTestOrg(options);
  const folder = await mkdtemp(join(tmpdir(), 'assistant-'));
  const log: string[] = [];
  const write = (text: string, fields?: Record<string, unknown>): void => {
    log.push(`${text} ${JSON.stringify(fields ?? {})}`);
  };
  let vault = memoryVault('encrypted');
  const start = async (): Promise<AssistantCore> => {
    const core = await createAssistant({
      version: '0.0.0-test',
      releases: null,
      shell: 'browser',
      folder,
      fetch,
      clock: systemClock,
      vault,
      redactor: createRedactor(),
      log: { info: write, warn: write, error: write },
      saveFile: null,
      printPdf: null,
      clipboard: null,
      practice: {
        start: () => Promise.resolve(addressOf(org)),
        discard: () => Promise.resolve(),
      },
      ...ports(folder),
    });
    return between(core);
  };
  let core = await start();
  const admin = adminOf((name, payload) => core.call(name, payload));
  const byHand = byHandIn(org);
  const connectionOn: TestCore['connectionOn'] = async (...connection) => {
    byHand.scimOn();
    await admin.call('guided.lookNow', { step: 'scim-on' });
    byHand.connect(...connection);
    await admin.call('guided.state', { step: 'connection', done: true });
  };

  return {
    ...admin,
    org,
    folder,
    log,
    byHand,
    ours: () => ourApp(org),
    connectionOn,
    provisioningOn: async (...connection) => {
      await connectionOn(...connection);
      byHand.toApp();
      await admin.call('guided.lookNow', { step: 'to-app' });
    },
    restart: async () => {
      await core.close();
      vault = memoryVault('encrypted');
      core = await start();
    },
    checkpoint: async () => {
      await org.world.idle();
      await core.close();
      const checkpoint = await takeCheckpoint(org.world.state, folder, vault);
      core = await start();
      return checkpoint;
    },
    returnTo: async (checkpoint) => {
      await core.close();
      await org.world.idle();
      org.faults.clear();
      vault = await restoreCheckpoint(checkpoint, org.world.state, folder);
      core = await start();
      await admin.until('connected again', ({ okta }) => okta.state === 'connected');
    },
    close: async () => {
      await core.close();
      await org.stop();
      await rm(folder, { recursive: true });
    },
  };
}
