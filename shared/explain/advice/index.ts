import { assertNever } from '../../errors';
import type { Phase } from '../phase';
import type { Advice } from './advice';
import { connection } from './connection';
import { server } from './server';
import { user } from './user';

export const advice = { ...connection, ...user, ...server } satisfies Record<string, Advice>;

export type Cause = keyof typeof advice;

const isCause = (name: string): name is Cause => Object.hasOwn(advice, name);

/** Every cause, in the order of the catalogue. */
export const causes: readonly Cause[] = Object.keys(advice).filter(isCause);

/** The sentence that says what it is, as docs/troubleshooting.md has it for a heading. */
export const headingOf = (cause: Cause): string => advice[cause].what.replace(/\.$/, '');

/**
 * `test`: of the test user, whom the assistant unassigns and assigns; `test-unassigned`: of that one, unassigned since; `life-cycle`: of its own user, whose phase can be tried
 * again; `rollout`: of somebody of a ring, whom the assistant assigns again with it; `rollout-group`: of somebody whom a group
 * assigns, and Okta alone again; `message`: of a message about anybody.
 */
export type Audience = 'test' | 'test-unassigned' | 'life-cycle' | 'rollout' | 'rollout-group' | 'message';

/** What to do now, whole. A deactivation is tried once, so nobody is ever told to assign a user again for it. */
export function nextOf(cause: Cause, phase: Phase | null, audience: Audience): string {
  const { next, onceUnassigned, resend }: Advice = advice[cause];
  const first = audience === 'test-unassigned' ? (onceUnassigned ?? next) : next;
  const closing = phase === 'deactivate' ? closingOfDeactivation(resend) : closingOf(resend, audience);
  return closing === null ? first : `${first} ${closing}`;
}

function closingOf(resend: Advice['resend'], audience: Audience): string | null {
  if (resend === 'none') return null;
  if (resend === 'anew') return audience === 'life-cycle' ? cleanUpFirst : 'Then test again.';
  switch (audience) {
    case 'test-unassigned':
      return assignAgain;
    case 'life-cycle':
      return retryAndTryAgain;
    case 'rollout':
      return resend === 'again' ? assignAgainOrRetry : retryAndCheck;
    case 'rollout-group':
      return retryAndCheck;
    case 'test':
      return resend === 'again' ? unassignAndAssign : retryTask;
    case 'message':
      return resend === 'again'
        ? 'Then retry the user’s task in Okta; where there is none, unassign the user and assign them again.'
        : retryTask;
    default:
      return assertNever(audience);
  }
}

/** Of a phase whose push failed: tried again alone, it only looks, since the change is in Okta already. */
export const retryAndTryAgain =
  'Then retry the user under Dashboard > Tasks in Okta, and try this phase again.';

const assignAgainOrRetry =
  'Then assign who failed again on “Rollout”, or retry their tasks in Okta (Dashboard > Tasks) and check the ring again.';
const retryAndCheck =
  'Then retry their tasks in Okta (Dashboard > Tasks) and check the ring again; nobody has to be unassigned.';

const unassignAndAssign = 'Then unassign the user and assign them again.';

const assignAgain = 'Then assign the user again.';

const cleanUpFirst =
  'Here that is: clean up before you correct anything, and begin the test again afterwards.';

const retryTask = 'Then retry the user’s task in Okta; nobody has to be unassigned.';

/** How the assistant looks once more, once the cause was looked at. */
export function tryAgain(audience: Audience): string {
  switch (audience) {
    case 'life-cycle':
      return 'Then try this phase again.';
    case 'rollout':
    case 'rollout-group':
      return 'Then check the ring again.';
    case 'test-unassigned':
      return assignAgain;
    case 'test':
    case 'message':
      return 'Then follow again.';
    default:
      return assertNever(audience);
  }
}

const closingOfDeactivation = (resend: Advice['resend']): string | null =>
  resend === 'none'
    ? null
    : 'Okta tries a deactivation only once: deactivate the account in Oktopost yourself, then mark the task in Okta as done.';
