import { startTestCore } from '../../main/testing/core';
import type { TestCore } from '../../main/testing/core';
import type { Clock } from '../../main/ports';
import { systemClock } from '../../main/shell/clock';
import type { Exchange } from '../../practice/web/server';
import { isApart } from './apart';
import { provisioningMs } from './okta-time';

/** One step of the set-up: its requests to Okta, its duration, and the lower bound of it. */
export interface StepCost {
  step: string;
  oktaRequests: number;
  /** Of these, what a tool that applies a configuration does not ask. */
  apartRequests: number;
  /** The longest chain of the assistant's sequential requests: times the latency per request, its lower bound. */
  longestChain: number;
  /** Okta's own time, which no request can shorten: from an assignment until it has sent the user to Oktopost. */
  oktaMs: number;
  wallMs: number;
}

/** Runs the complete set-up against a practice org with that latency per request, through the IPC contract and the SDK. */
export async function runSetUp(latencyMs: number, clock: Clock = systemClock): Promise<StepCost[]> {
  const exchanges: Exchange[] = [];
  const core = await startTestCore(
    {
      latencyMs,
      onExchange: (exchange) => exchanges.push(exchange),
    },
    { ports: () => ({ clock }) },
  );
  const costs: StepCost[] = [];
  const measure = async <T>(step: string, work: () => Promise<T>): Promise<T> => {
    exchanges.length = 0;
    const started = performance.now();
    const value = await work();
    const asked = exchanges.filter(({ target }) => target === 'okta');
    costs.push({
      step,
      oktaRequests: asked.length,
      apartRequests: asked.filter(isApart).length,
      longestChain: longestChain(asked),
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

/** The size of the largest set of requests of which each began after the previous had ended. */
function longestChain(exchanges: readonly Exchange[]): number {
  const spans = exchanges
    .map(({ at, durationMs }) => ({ from: Date.parse(at), to: Date.parse(at) + durationMs }))
    .sort((a, b) => a.to - b.to);
  let length = 0;
  let free = Number.NEGATIVE_INFINITY;
  for (const { from, to } of spans) {
    if (from < free) continue;
    length += 1;
    free = to;
  }
  return length;
}
