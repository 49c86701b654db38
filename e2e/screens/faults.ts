import type { Control } from '../actions/org-state';
import type { Target } from '../../practice/web/faults';

/** Below the assistant's request timeout. */
const heldMs = 28_000;
const times = 1_000;

/** Faults at Okta's API or at Oktopost, from now on until `end`. The console pages are not affected. */
export function faultsAt(control: Control) {
  const add = (target: Target, method: string | undefined, fault: object): Promise<unknown> => {
    const path = target === 'okta' ? '^/api/' : '/scim/';
    return control('POST', '/faults', [
      { target, path, times, ...(method === undefined ? {} : { method }), ...fault },
    ]);
  };
  return {
    /** Delays responses until `end`. */
    hold: (target: Target, method?: string) => add(target, method, { delayMs: heldMs }),
    /** As `hold`, then responds with this instead of the effect. */
    holdAndRefuse: (target: Target, refusal: Refusal, method?: string) =>
      add(target, method, { delayMs: heldMs, answer: answerOf(target, refusal) }),
    refuse: (target: Target, refusal: Refusal, method?: string) =>
      add(target, method, { answer: answerOf(target, refusal) }),
    cut: (target: Target, method?: string) => add(target, method, { drop: 'before' }),
    end: () => control('DELETE', '/faults'),
  };
}

export interface Refusal {
  status: number;
  body: object;
}

const answerOf = (target: Target, { status, body }: Refusal) => ({
  status,
  headers: { 'content-type': target === 'okta' ? 'application/json' : 'application/scim+json' },
  body: JSON.stringify(body),
});

const oktaRefusal = (status: number, errorCode: string, errorSummary: string): Refusal => ({
  status,
  body: { errorCode, errorSummary, errorLink: errorCode, errorId: 'oae0example0id', errorCauses: [] },
});

export const oktaDown = oktaRefusal(500, 'E0000009', 'Internal Server Error');
export const tokenRefused = oktaRefusal(401, 'E0000011', 'Invalid token provided');
export const notAllowed = oktaRefusal(
  403,
  'E0000006',
  'You do not have permission to perform the requested action',
);

export const userExists: Refusal = {
  status: 409,
  body: {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
    status: '409',
    scimType: 'uniqueness',
    detail: 'A user with this userName already exists.',
  },
};
