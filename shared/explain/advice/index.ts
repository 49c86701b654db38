import { assertNever } from '../../errors';
import type { Phase } from '../phase';
import type { Advice } from './advice';
import { connection } from './connection';
import { server } from './server';
import { user } from './user';

export const advice = { ...connection, ...user, ...server } satisfies Record<string, Advice>;

export type Cause = keyof typeof advice;

/** `test`: of the test user, whom the assistant unassigns and assigns; `message`: of a message about anybody. */
export type Audience = 'test' | 'message';

/** What to do now, whole. A deactivation is tried once, so nobody is ever told to assign a user again for it. */
export function nextOf(cause: Cause, phase: Phase | null, audience: Audience): string {
  const { next, resend }: Advice = advice[cause];
  const closing = phase === 'deactivate' ? closingOfDeactivation(resend) : closingOf(resend, audience);
  return closing === null ? next : `${next} ${closing}`;
}

function closingOf(resend: Advice['resend'], audience: Audience): string | null {
  switch (resend) {
    case 'again':
      return audience === 'test'
        ? 'Then unassign the user and assign them again.'
        : 'Then retry the user’s task in Okta; where there is none, unassign the user and assign them again.';
    case 'retry':
      return 'Then retry the user’s task in Okta; nobody has to be unassigned.';
    case 'none':
      return null;
    default:
      return assertNever(resend);
  }
}

const closingOfDeactivation = (resend: Advice['resend']): string | null =>
  resend === 'none'
    ? null
    : 'Okta tries a deactivation only once: deactivate the account in Oktopost yourself, then mark the task in Okta as done.';
