import { assertNever } from '../../errors';
import type { Phase } from '../phase';
import type { Advice } from './advice';
import { connection, unassignFirst } from './connection';
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
 * `test`: of the test user, whom the assistant unassigns and assigns; `life-cycle`: of its own user, whose phase can be tried
 * again; `rollout`: of somebody of a ring, whom the assistant assigns again with it; `rollout-group`: of somebody whom a group
 * assigns, and Okta alone again; `message`: of a message about anybody.
 */
export type Audience = 'test' | 'life-cycle' | 'rollout' | 'rollout-group' | 'message';

/** What to do now, whole. A deactivation is tried once, so nobody is ever told to assign a user again for it. */
export function nextOf(cause: Cause, phase: Phase | null, audience: Audience): string {
  const { next, resend }: Advice = advice[cause];
  const closing = phase === 'deactivate' ? closingOfDeactivation(resend) : closingOf(resend, audience);
  return closing === null ? next : `${next} ${closing}`;
}

function closingOf(resend: Advice['resend'], audience: Audience): string | null {
  if (resend === 'none') return null;
  switch (audience) {
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

/** What is left of a test's `next` once its user is unassigned. */
export const nextOnceUnassigned = (next: string): string =>
  next
    .replace(`${unassignFirst} Then open`, 'Open')
    .replace(unassignAndAssign, 'Then assign the user again.');

const retryTask = 'Then retry the user’s task in Okta; nobody has to be unassigned.';

/** How the assistant looks once more, once the cause was looked at. */
export function tryAgain(audience: Audience): string {
  switch (audience) {
    case 'life-cycle':
      return 'Then try this phase again.';
    case 'rollout':
    case 'rollout-group':
      return 'Then check the ring again.';
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
