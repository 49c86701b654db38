import { startTestCore } from '../../main/testing/core';
import type { TestCore } from '../../main/testing/core';
import type { Clock } from '../../main/ports';
import { systemClock } from '../../main/shell/clock';
import type { Exchange } from '../../practice/web/server';
import { inRounds } from './rounds';
import { isApart } from './apart';
import { provisioningMs } from './okta-time';

/** One step of the set-up: its requests to Okta, its duration, and the lower bound of it. */
export interface StepCost {
  step: string;
  oktaRequests: number;
  /** Of these, what a tool that applies a configuration does not ask. */
  apartRequests: number;
  /** The longest chain of requests that wait for each other: times the latency per request, its lower bound. Null: not counted. */
  longestChain: number | null;
  /** Okta's own time, which no request can shorten: from an assignment until it has sent the user to Oktopost. */
  oktaMs: number;
  wallMs: number;
}

interface Run {
  /** Per request. */
  latencyMs?: number;
  clock?: Clock;
  /** Chains are counted: by rounds, not by time. Has to come after a run without, which loads what the set-up needs. */
  countChains?: boolean;
}

/** Runs the complete set-up against a practice org, through the IPC contract and the SDK. */
export async function runSetUp({
  latencyMs = 0,
  clock = systemClock,
  countChains = false,
}: Run = {}): Promise<StepCost[]> {
  let oktaOrigin = '';
  const rounds = countChains ? inRounds((address) => address.startsWith(oktaOrigin)) : null;
  const exchanges: Exchange[] = [];
  const core = await startTestCore(
    {
      latencyMs,
      onExchange: (exchange) => exchanges.push(exchange),
    },
    { ports: () => ({ clock, ...(rounds !== null && { fetch: rounds.fetch }) }) },
  );
  oktaOrigin = core.org.okta.orgUrl;
  const costs: StepCost[] = [];
  const measure = async <T>(step: string, work: () => Promise<T>): Promise<T> => {
    exchanges.length = 0;
    const before = rounds?.count() ?? 0;
    const started = performance.now();
    const value = await work();
    const asked = exchanges.filter(({ target }) => target === 'okta');
    costs.push({
      step,
      oktaRequests: asked.length,
      apartRequests: asked.filter(isApart).length,
      longestChain: rounds === null ? null : rounds.count() - before,
      oktaMs: provisioningMs(exchanges),
      wallMs: Math.round(performance.now() - started),
    });
    return value;
  };

  try {
    await core.call('session.chooseMode', { mode: 'practice' });
    await core.call('destination.choose', {
      destination: 'board',
      region: 'us',
      label: 'Oktopost Social Advocacy',
    });
    await measure('connect Okta', () => core.call('okta.usePracticeToken', {}));
    await core.call('secrets.submit', { kind: 'oktopost-token', value: core.org.oktopost.bearerToken });
    const plan = await measure('preview the plan', () => core.preview({ kind: 'app' }));
    await measure('apply the plan', () => core.apply(plan));
    core.byHand.scimOn();
    await measure('detect SCIM', () => core.call('guided.lookNow', { step: 'scim-on' }));
    core.byHand.connect();
    core.byHand.toApp();
    await measure('detect To App', () => core.call('guided.lookNow', { step: 'to-app' }));
    await measure('preview and apply the mapping', () => core.run({ kind: 'mapping' }));
    const userId = await measure('search the test user', () => firstUser(core));
    await measure('check the test user', () => core.call('test.preCheck', { userId }));
    await measure('assign and verify the test user', async () => {
      await core.run({ kind: 'assign', userId });
      await core.until('a verdict', ({ test }) => test.verdict !== null);
    });
    await measure('summary', () => core.call('summary.get', {}));
  } finally {
    await core.close();
  }
  return costs;
}

async function firstUser(core: TestCore): Promise<string> {
  const { users } = await core.call('users.search', { query: 'Bruno' });
  const [user] = users;
  if (user === undefined) throw new Error('the practice org has no Bruno');
  return user.id;
}
