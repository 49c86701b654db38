import PQueue from 'p-queue';
import { z } from 'zod';
import { excess, jsonLimits, refusals } from '../../shared/bounded-json';
import type { JsonLimits } from '../../shared/bounded-json';
import { AppFailure } from '../../shared/errors';
import type { AppError } from '../../shared/errors';
import { NetworkFault, networkFailure, tooMuch } from '../net/fault';
import { fetchText, type OnHead, type TextResponse } from '../net/fetch-text';
import { noteRequestId } from '../net/request-ids';
import type { Clock, Log } from '../ports';
import { withHeaders } from './authorization';
import type { Authorization } from './authorization';
import type { CallScope } from './context';
import { answerLost, failureOfResponse, htmlFailure, isHtml, type RequestInfo } from './failures';
import type { FreshApps } from './fresh-apps';
import { logsPath } from './paths';
import type { RateGate } from './rate-gate';
import { heldResponse } from './held-response';
import { createRecentAnswers } from './recent-answers';
import { backoff, readWindow, waitAfter429 } from './rate-limit';
import { notedWhileSilent } from './silence';
import { abortedBy, runQueued, untilAborted } from './unsent';

const maxBytes = jsonLimits.okta.length;
const maxRounds = 10;
const limitReason = (limit: number | null): string =>
  `Okta limits how often it may be asked${limit === null ? '' : ` (${limit} times a minute here)`}, and the last tenth is left to your other integrations; the assistant goes on by itself.`;
const earlyReason =
  'Okta has just created the app integration and does not show it everywhere yet; the assistant asks again.';

/** What the SDK passes to its executor: its request context, or the options of a raw call. */
const sdkRequestSchema = z.object({
  url: z.string(),
  method: z.string(),
  headers: z.record(z.string(), z.string()),
  body: z.string().nullish(),
  /** Of a raw call: may be called more than once, since a read that breaks off is sent again. */
  onHead: z.custom<OnHead>((value) => typeof value === 'function').optional(),
});
type SdkRequest = z.infer<typeof sdkRequestSchema>;

export interface SenderParts {
  orgUrl: string;
  authorization: Authorization;
  /** What a message calls the holder of the rights. */
  holder: string;
  hide: (text: string) => string;
  fetch: typeof globalThis.fetch;
  clock: Clock;
  log: Log;
  scope: CallScope;
  mayWrite: () => boolean;
  freshApps: Pick<FreshApps, 'waitBefore'>;
  gate: RateGate;
  maxParallel: number;
  timeoutMs: number;
  /** Okta does not take the credential any more. Called before the request fails with `error`. */
  onRefused: (error: AppError) => void;
}

/**
 * The only path by which requests reach Okta. Sends to the org's origin only. Waits for rate limits (shown, and cancellable)
 * before the last tenth of a bucket would be used. Retries a read once on a broken connection or a 5xx, never a write.
 * Cancelling aborts waits and reads but not a write in flight, so that its outcome stays known. A read within `scope.recently` is
 * answered by the last answer to the same one, where that is young enough.
 * Resolves with 2xx responses only.
 * @throws AppFailure for everything else.
 */
export function createSender(parts: SenderParts): (request: unknown) => Promise<Response> {
  const {
    orgUrl,
    authorization,
    holder,
    hide,
    fetch,
    clock,
    log,
    scope,
    mayWrite,
    freshApps,
    gate,
    maxParallel,
    timeoutMs,
  } = parts;
  const { onRefused } = parts;
  const { origin, host } = new URL(orgUrl);
  const queue = new PQueue({ concurrency: maxParallel });
  const recent = createRecentAnswers(() => clock.now());

  async function exchange(request: SdkRequest, info: RequestInfo): Promise<TextResponse | NetworkFault> {
    const signal = scope.signal();
    const logResponse = (status: number | string, requestId: string | null, started: number): void =>
      log.info('okta request', {
        request: `${info.method} ${info.path}`,
        status,
        requestId,
        ms: Math.round(performance.now() - started),
      });
    const send = async (): Promise<TextResponse> => {
      const authorize = () =>
        untilAborted(authorization.authorize({ method: info.method, url: request.url }), signal);
      const authorized = await authorize();
      const answer = await sendOnce(withHeaders(request.headers, authorized));
      if (!authorized.again(answer)) return answer;
      // Refused before it was looked at, so a write may be sent again too.
      return sendOnce(withHeaders(request.headers, await authorize()));
    };
    const sendOnce = async (headers: Record<string, string>): Promise<TextResponse> => {
      const started = performance.now();
      try {
        const answering = fetchText(fetch, {
          url: request.url,
          method: info.method,
          headers,
          body: request.body ?? null,
          timeoutMs,
          maxBytes,
          signal: info.write ? undefined : signal,
          onHead: request.onHead,
        });
        const limits = { limitMs: timeoutMs, isWrite: info.write };
        const answer = await notedWhileSilent(scope, clock, limits, answering);
        logResponse(answer.status, answer.headers.get('x-okta-request-id'), started);
        return answer;
      } catch (thrown) {
        if (thrown instanceof NetworkFault && !signal.aborted) logResponse(thrown.message, null, started);
        throw thrown;
      }
    };
    const gated = {
      path: info.path,
      signal,
      sleepUntil: (until: number, limit: number) => sleep(until - clock.now().getTime(), limitReason(limit)),
    };
    try {
      const answer = await gate.pass(gated, () => runQueued(queue, signal, send));
      const id = answer.headers.get('x-okta-request-id');
      if (info.write && id !== null) noteRequestId(hide(id));
      return answer;
    } catch (thrown) {
      // A write that was in flight when it was cancelled may still have been applied.
      if (thrown instanceof NetworkFault && (info.write || !signal.aborted)) return thrown;
      throw signal.aborted ? abortedBy(signal) : thrown;
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
      throw signal.aborted ? abortedBy(signal) : thrown;
    }
  }

  const refusedFirst = (thrown: unknown): never => {
    if (thrown instanceof AppFailure && thrown.error.code === 'token-refused') onRefused(thrown.error);
    throw thrown;
  };

  async function answerTo(request: SdkRequest, info: RequestInfo): Promise<TextResponse | NetworkFault> {
    let repeated = false;
    let early = 0;
    for (let round = 0; ; round += 1) {
      const answer = await exchange(request, info);
      if (!(answer instanceof NetworkFault) && answer.status === 429 && round < maxRounds) {
        const ms = waitAfter429(answer.headers, round, clock.now());
        await sleep(ms, limitReason(readWindow(answer.headers, clock.now())?.limit ?? null));
        continue;
      }
      if (!info.write && !repeated && isTransient(answer)) {
        repeated = true;
        await sleep(backoff(0), 'Okta did not answer properly; the assistant asks once more.');
        continue;
      }
      if (!info.write && !(answer instanceof NetworkFault) && answer.status === 404) {
        const ms = freshApps.waitBefore(early, info.path, answer.text);
        if (ms !== null) {
          early += 1;
          await sleep(ms, earlyReason);
          continue;
        }
      }
      return answer;
    }
  }

  async function read(request: SdkRequest, info: RequestInfo): Promise<TextResponse | NetworkFault> {
    const wanted = scope.recent();
    const known =
      wanted === null ? null : await untilAborted(recent.take(request.url, wanted), scope.signal());
    if (known !== null) {
      request.onHead?.(known);
      return known;
    }
    const answering = answerTo(request, info);
    recent.note(request.url, answering);
    return answering;
  }

  async function write(request: SdkRequest, info: RequestInfo): Promise<TextResponse | NetworkFault> {
    recent.written(info.path);
    try {
      return await answerTo(request, info);
    } finally {
      recent.written(info.path);
    }
  }

  return async (raw) => {
    const request = sdkRequestSchema.parse(raw);
    assertSameOrigin(request.url, origin);
    const info = requestInfo(request, holder);
    if (info.write && !mayWrite()) throw planOnly();
    try {
      return outcome(info, await (info.write ? write(request, info) : read(request, info)), host, hide);
    } catch (thrown) {
      return refusedFirst(thrown);
    }
  };
}

/** Whether a read may succeed when it is sent again. */
const isTransient = (answer: TextResponse | NetworkFault): boolean =>
  answer instanceof NetworkFault ? answer.kind === 'broken' : answer.status >= 500;

function outcome(
  info: RequestInfo,
  answer: TextResponse | NetworkFault,
  host: string,
  hide: SenderParts['hide'],
): Response {
  if (answer instanceof NetworkFault) {
    throw info.write && answer.mayHaveArrived
      ? answerLost(info, null, answer.message)
      : networkFailure(answer, host);
  }
  const { status } = answer;
  const isSuccess = status >= 200 && status < 300;
  if (info.write && (status >= 500 || (isSuccess && isHtml(answer)))) {
    throw answerLost(info, status, `HTTP ${status}`);
  }
  if (!isSuccess) throw failureOfResponse(info, answer, hide);
  if (isHtml(answer)) throw htmlFailure(info, status);
  // Before Okta's SDK or a gateway builds anything from it.
  const refusal = excess(answer.text, limitsOf(info.path));
  if (refusal !== null) {
    throw info.write ? answerLost(info, status, refusals[refusal]) : tooMuch(host, refusals[refusal]);
  }
  return heldResponse(answer);
}

const limitsOf = (path: string): JsonLimits => (path === logsPath ? jsonLimits.systemLog : jsonLimits.okta);

/** @throws AppFailure `host-not-confirmed` when the token would leave the org's origin. */
function assertSameOrigin(url: string, origin: string): void {
  const target = new URL(url);
  if (target.origin !== origin || target.username !== '' || target.password !== '') {
    throw new AppFailure({
      code: 'host-not-confirmed',
      message: `A request to ${target.host} was stopped: the token is sent to ${origin} only.`,
      owner: 'assistant',
      next: 'Check the address of the org; report this if it stays.',
    });
  }
}

function requestInfo({ url, method }: SdkRequest, holder: string): RequestInfo {
  const verb = method.toUpperCase();
  return { method: verb, path: new URL(url).pathname, write: verb !== 'GET', holder };
}

const planOnly = (): AppFailure =>
  new AppFailure({
    code: 'plan-only',
    message: '“Plan only” is on: nothing was sent to Okta.',
    owner: 'okta-admin',
    next: 'Turn “Plan only” off on the step “Plan” to write to Okta.',
  });
