import type { Fault } from '../../practice/web/faults';
import type { Pass } from '../../main/testing/own-process';

/** What goes wrong, at one request that changes something in Okta. */
export interface Kind {
  name: string;
  /** The request had its effect although the assistant never heard so: it must not be sent again. */
  effect: boolean;
  strike: Strike;
}

type Strike =
  /** `SIGKILL` to the assistant's process. */
  | { what: 'kill'; at: Pass['at'] }
  /** The request goes to a port where nobody listens. */
  | { what: 'refuse' }
  /** The practice org does this to it; a rule with a `times` of its own stays until the new start. */
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

const rule = (name: string, effect: boolean, make: () => Partial<Fault>): Kind => ({
  name,
  effect,
  strike: { what: 'rule', rule: make },
});

/** The columns of the table. */
export const kinds: readonly Kind[] = [
  { name: 'connection refused', effect: false, strike: { what: 'refuse' } },
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
  { name: 'killed before the journal entry', effect: false, strike: { what: 'kill', at: 'entry' } },
  { name: 'killed between entry and request', effect: false, strike: { what: 'kill', at: 'request' } },
  { name: 'killed after the request', effect: true, strike: { what: 'kill', at: 'answer' } },
];
