import PQueue from 'p-queue';
import { z } from 'zod';
import { AppFailure } from '../../shared/errors';
import { NetworkFault, cancelled, networkFailure } from '../net/fault';
import { fetchText, type TextAnswer } from '../net/fetch-text';
import type { Clock, Log } from '../ports';
import type { CallScope } from './context';
import { answerLost, failureOfAnswer, htmlFailure, isHtml, type Asked } from './failures';
import { createRateGate } from './rate-gate';
import { backoff, waitAfter429 } from './rate-limit';

const maxBytes = 32 * 1024 * 1024;
const maxRounds = 10;
const limitReason =
  'Okta limits how often it may be asked, and the last tenth is left to your other integrations; the assistant goes on by itself.';

/** What the SDK hands to its executor: its own request context, or the options of a raw call. */
const sdkRequestSchema = z.object({
  url: z.string(),
  method: z.string(),
  headers: z.record(z.string(), z.string()),
  body: z.string().nullish(),
});
type SdkRequest = z.infer<typeof sdkRequestSchema>;

export interface SenderParts {
  orgUrl: string;
  hide: (text: string) => string;
  fetch: typeof globalThis.fetch;
  clock: Clock;
  log: Log;
  scope: CallScope;
  mayWrite: () => boolean;
  maxParallel: number;
  timeoutMs: number;
}

/**
 * The one way out to Okta. Sends only to the org's own origin; waits for rate limits, visibly and cancellably, and
 * before it would use the last tenth of one; repeats a read once when the connection breaks or Okta stumbles, a write never. Cancelling ends waits and reads, but never a write
 * on its way, so that no write is left in doubt by it. Gives 2xx answers only; else throws `AppFailure`.
 */
export function createSender(parts: SenderParts): (request: unknown) => Promise<Response> {
  const { orgUrl, hide, fetch, clock, log, scope, mayWrite, maxParallel, timeoutMs } = parts;
  const { origin, host } = new URL(orgUrl);
  const queue = new PQueue({ concurrency: maxParallel });
  const gate = createRateGate(() => clock.now());

  async function exchange(request: SdkRequest, asked: Asked): Promise<TextAnswer | NetworkFault> {
    const signal = scope.signal();
    const seen = (status: number | string, requestId: string | null, started: number): void =>
      log.info('okta request', {
        request: `${asked.method} ${asked.path}`,
        status,
        requestId,
        ms: Math.round(performance.now() - started),
      });
    const send = async (): Promise<TextAnswer> => {
      const started = performance.now();
      try {
        const answer = await fetchText(fetch, {
          url: request.url,
          method: asked.method,
          headers: request.headers,
          body: request.body ?? null,
          timeoutMs,
          maxBytes,
          signal: asked.write ? undefined : signal,
        });
        seen(answer.status, answer.headers.get('x-okta-request-id'), started);
        return answer;
      } catch (thrown) {
        if (thrown instanceof NetworkFault && !signal.aborted) seen(thrown.message, null, started);
        throw thrown;
      }
    };
    const turn = {
      path: asked.path,
      signal,
      sleepTill: (until: number) => sleep(until - clock.now().getTime(), limitReason),
    };
    try {
      return await gate.pass(turn, () => inTurn(queue, signal, send));
    } catch (thrown) {
      // A write that was on its way when it was cancelled may still have had its effect.
      if (thrown instanceof NetworkFault && (asked.write || !signal.aborted)) return thrown;
      throw signal.aborted ? cancelled() : thrown;
    }
  }

  async function sleep(ms: number, reason: string): Promise<void> {
    const now = clock.now();
    const wait = {
      reason,
      since: now.toISOString(),
      until: new Date(now.getTime() + ms).toISOString(),
    };
    const signal = scope.signal();
    try {
      await scope.waiting(wait, () => clock.sleep(ms, signal));
    } catch (thrown) {
      throw signal.aborted ? cancelled() : thrown;
    }
  }

  return async (raw) => {
    const request = sdkRequestSchema.parse(raw);
    const asked = pinned(request, origin);
    if (asked.write && !mayWrite()) throw planOnly();
    let repeated = false;
    for (let round = 0; ; round += 1) {
      const answer = await exchange(request, asked);
      if (!(answer instanceof NetworkFault) && answer.status === 429 && round < maxRounds) {
        const ms = waitAfter429(answer.headers, round, clock.now());
        await sleep(ms, limitReason);
        continue;
      }
      if (!asked.write && !repeated && isPassing(answer)) {
        repeated = true;
        await sleep(backoff(0), 'Okta did not answer properly; the assistant asks once more.');
        continue;
      }
      return outcome(asked, answer, host, hide);
    }
  };
}

/** A read is worth one more try. */
const isPassing = (answer: TextAnswer | NetworkFault): boolean =>
  answer instanceof NetworkFault ? answer.kind === 'broken' : answer.status >= 500;

function outcome(
  asked: Asked,
  answer: TextAnswer | NetworkFault,
  host: string,
  hide: SenderParts['hide'],
): Response {
  if (answer instanceof NetworkFault) {
    throw asked.write && answer.mayHaveArrived
      ? answerLost(asked, null, answer.message)
      : networkFailure(answer, host);
  }
  const { status, headers } = answer;
  const good = status >= 200 && status < 300;
  if (asked.write && (status >= 500 || (good && isHtml(answer)))) {
    throw answerLost(asked, status, `HTTP ${status}`);
  }
  if (!good) throw failureOfAnswer(asked, answer, hide);
  if (isHtml(answer)) throw htmlFailure(asked, status);
  return new Response(status === 204 || status === 205 ? null : answer.text, { status, headers });
}

function pinned({ url, method }: SdkRequest, origin: string): Asked {
  const target = new URL(url);
  if (target.origin !== origin || target.username !== '' || target.password !== '') {
    throw new AppFailure({
      code: 'host-not-confirmed',
      message: `A request to ${target.host} was stopped: the token is sent to ${origin} only.`,
      owner: 'assistant',
      next: 'Check the address of the org; report this if it stays.',
    });
  }
  const verb = method.toUpperCase();
  return { method: verb, path: target.pathname, write: verb !== 'GET' };
}

const planOnly = (): AppFailure =>
  new AppFailure({
    code: 'plan-only',
    message: '“Plan only” is on: nothing was sent to Okta.',
    owner: 'okta-admin',
    next: 'Turn “Plan only” off on the step “Plan” to write to Okta.',
  });

/** Waits for a free place; leaves the queue when cancelled, but is not torn from work that has begun. */
async function inTurn<T>(queue: PQueue, signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
  signal?.throwIfAborted();
  const queued = new AbortController();
  const leave = (): void => queued.abort(signal?.reason);
  signal?.addEventListener('abort', leave, { once: true });
  return queue.add(
    () => {
      signal?.removeEventListener('abort', leave);
      return work();
    },
    { signal: queued.signal },
  );
}
