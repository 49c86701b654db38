import type { Fault } from '../../practice/web/faults';
import type { Checkpoint } from '../../main/testing/assistant-process';

/** A kind of fault, injected at one write request to Okta. */
export interface FaultKind {
  name: string;
  /** Whether Okta applied the request although the assistant got no response: then it must not be repeated. */
  effect: boolean;
  injection: Injection;
}

type Injection =
  /** `SIGKILL` to the assistant's process. */
  | { what: 'kill'; at: Checkpoint['at'] }
  /** The request is sent to a closed port. */
  | { what: 'refuse' }
  /** A fault rule of the practice org; one with `times` stays until the restart. */
  | { what: 'rule'; rule: () => Partial<Fault> };

const html = {
  status: 502,
  headers: { 'content-type': 'text/html' },
  body: '<html><body>Bad Gateway</body></html>',
};
const json = (status: number, errorCode: string, headers: Record<string, string> = {}) => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify({
    errorCode,
    errorSummary: `A scripted ${errorCode}`,
    errorId: 'oae1',
    errorCauses: [],
  }),
});
const untilNewStart = 1_000;

const rule = (name: string, effect: boolean, make: () => Partial<Fault>): FaultKind => ({
  name,
  effect,
  injection: { what: 'rule', rule: make },
});

/** The columns of the table. */
export const faultKinds: readonly FaultKind[] = [
  { name: 'connection refused', effect: false, injection: { what: 'refuse' } },
  rule('reset before the effect', false, () => ({ drop: 'before' })),
  rule('reset after the effect', true, () => ({ drop: 'after' })),
  rule('timeout before the effect', false, () => ({ silent: 'before' })),
  rule('timeout after the effect', true, () => ({ silent: 'after' })),
  rule('500', false, () => ({ answer: json(500, 'E0000009') })),
  rule('500 until the new start', false, () => ({ answer: json(500, 'E0000009'), times: untilNewStart })),
  rule('502 with HTML', false, () => ({ answer: html })),
  rule('502 with HTML after the effect', true, () => ({ answer: { ...html, after: true } })),
  rule('429 with reset', false, () => ({
    answer: json(429, 'E0000047', {
      'x-rate-limit-limit': '600',
      'x-rate-limit-remaining': '0',
      'x-rate-limit-reset': String(Math.ceil(Date.now() / 1000)),
    }),
  })),
  rule('429 without headers', false, () => ({ answer: json(429, 'E0000047') })),
  rule('403', false, () => ({ answer: json(403, 'E0000006') })),
  rule('malformed JSON', true, () => ({ malformed: true })),
  { name: 'killed before the journal entry', effect: false, injection: { what: 'kill', at: 'entry' } },
  { name: 'killed between entry and request', effect: false, injection: { what: 'kill', at: 'request' } },
  { name: 'killed after the request', effect: true, injection: { what: 'kill', at: 'answer' } },
];
