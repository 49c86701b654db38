import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Payload, Value } from '../../shared/api';
import type { CallName } from '../../shared/call-names';
import { assertNever } from '../../shared/errors';
import type { AppError } from '../../shared/errors';
import type { Plan, PlanScope, Run, Snapshot } from '../../shared/setup';
import type { AssistantCore } from '../api/core';
import { createAssistant } from '../app';
import { systemClock } from '../clock';
import { memoryVault } from '../vault/memory';
import { createProvisioning } from '../practice/provisioning';
import { startTestOrg } from '../practice/testing';
import type { TestOrg } from '../practice/testing';
import type { PracticeOptions } from '../practice/practice';
import type { OktaApp } from '../practice/state';
import type { Ports } from '../ports';
import { boardConnection } from '../practice/connection-fixture';

/** A whole assistant without a shell, in practice mode against a practice org of this process. */
export interface TestCore {
  org: TestOrg;
  folder: string;
  log: string[];
  call<N extends CallName>(name: N, payload: Payload<N>): Promise<Value<N>>;
  /** The error that a call ends in. */
  refusal<N extends CallName>(name: N, payload: Payload<N>): Promise<AppError>;
  snapshot(): Promise<Snapshot>;
  preview(scope: PlanScope): Promise<Plan>;
  /** Previews, applies and waits for the end of the run. */
  run(scope: PlanScope): Promise<Run>;
  /** Waits until the snapshot is so. */
  until(what: string, is: (snapshot: Snapshot) => boolean): Promise<Snapshot>;
  /** What an admin does in the console, without its pages. */
  byHand: { scimOn(): OktaApp; connect(baseUrl?: string, token?: string): void; toApp(): void };
  /** Ends the assistant as a crash would and starts another on the same folder. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** What a test puts in place of the usual, anew at each start. */
interface Shell {
  ports(folder: string): Partial<Ports>;
  /** Stands between the assistant and everything that calls it. */
  between(core: AssistantCore): AssistantCore;
}

const answerWithinMs = 15_000;

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
  const account = (prefix: string) => ({
    consoleUrl: `${org.world.origins.oktopost}${prefix}/settings/security/provisioning`,
    scimBaseUrl: `${org.world.origins.oktopost}${prefix}/scim/v2`,
  });
  const start = async (): Promise<AssistantCore> => {
    const core = await createAssistant({
      version: '0.0.0-test',
      shell: 'browser',
      folder,
      fetch,
      clock: systemClock,
      vault: memoryVault(),
      log: { info: write, warn: write, error: write },
      saveFile: null,
      practice: {
        start: () => Promise.resolve({ okta: org.okta, oktopost: { us: account(''), eu: account('/eu') } }),
        discard: () => Promise.resolve(),
      },
      ...ports(folder),
    });
    return between(core);
  };
  let core = await start();

  async function call<N extends CallName>(name: N, payload: Payload<N>): Promise<Value<N>> {
    const answer = await core.call(name, payload);
    if (!answer.ok) throw new Error(`${name}: ${answer.error.code}: ${answer.error.message}`);
    return valueOf<N>(answer.value);
  }
  const snapshot = (): Promise<Snapshot> => call('session.snapshot', {});
  async function until(what: string, is: (state: Snapshot) => boolean): Promise<Snapshot> {
    const deadline = Date.now() + answerWithinMs;
    for (;;) {
      const state = await snapshot();
      if (is(state)) return state;
      if (Date.now() > deadline) throw new Error(`never: ${what}; ${JSON.stringify(state)}`);
      await new Promise((resolve) => {
        setTimeout(resolve, 20);
      });
    }
  }
  const preview = (scope: PlanScope): Promise<Plan> =>
    call('plan.preview', { scope, adopt: null, createAnyway: false });
  const provisioning = createProvisioning(org.world);
  const ownApp = (): OktaApp => {
    const app = Object.values(org.world.state.apps).find(({ label }) => label === 'Oktopost Social Advocacy');
    if (app === undefined) throw new Error('there is no app of ours');
    return app;
  };

  return {
    org,
    folder,
    log,
    call,
    snapshot,
    until,
    preview,
    refusal: async (name, payload) => {
      const answer = await core.call(name, payload);
      if (answer.ok) throw new Error(`${name} was not refused`);
      return answer.error;
    },
    run: async (scope) => {
      const plan = await preview(scope);
      const { runId } = await call('plan.apply', { planId: plan.id });
      const { run } = await until('the run ends', (state) => state.run?.id === runId && ended(state.run));
      if (run === null) throw new Error('no run');
      return run;
    },
    byHand: {
      scimOn: () => {
        const app = ownApp();
        provisioning.switchScimOn(app);
        return app;
      },
      connect: (baseUrl = 'https://board.oktopost.com/scim/v2', token = org.oktopost.bearerToken) => {
        const app = ownApp();
        app.connection = boardConnection(token, baseUrl);
        provisioning.connectionSaved(app);
      },
      toApp: () => {
        const app = ownApp();
        app.toApp = { create: true, update: true, deactivate: true };
        provisioning.toAppSaved(app);
      },
    },
    restart: async () => {
      await core.close();
      core = await start();
    },
    close: async () => {
      await core.close();
      await org.stop();
      await rm(folder, { recursive: true });
    },
  };
}

function ended({ state }: Run): boolean {
  switch (state) {
    case 'running':
    case 'cancelling':
      return false;
    case 'cancelled':
    case 'done':
    case 'failed':
      return true;
    default:
      return assertNever(state);
  }
}

/** The registry has encoded it through the call's own schema. */
function valueOf<N extends CallName>(value: unknown): Value<N> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return value as Value<N>;
}
