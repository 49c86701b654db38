import type { AppError } from '../../../shared/errors';
import { cannotAssign, isCannotAssign } from '../../../shared/rollout';
import { skipReasons } from '../../../shared/rollout-plan';
import type { CannotAssign } from '../../../shared/rollout';
import { statusRule } from '../../observe/person-rules';
import type { Okta } from '../../okta/okta';
import type { User } from '../../okta/types';
import { usersNamed } from '../../people/look-up';
import type { RingPerson } from '../../steps/rollout/ring';
import { notReady } from '../failures';
import { namesInShort } from '../person-names';

/** Whether somebody was not assigned at all for this cause. */
export const isRefused = (cause: string): boolean => cause === 'refused' || isCannotAssign(cause);

/** So many are asked for one by one, since Okta's search knows a change only some seconds later. */
const mostAlone = 10;

/**
 * Of these people, by user id, whom Okta assigns to nothing as they are now. Of many, whoever its search does not find is not said to
 * be gone. @throws AppFailure of the client.
 */
export async function readCannotAssign(
  okta: Okta,
  userIds: readonly string[],
): Promise<ReadonlyMap<string, CannotAssign>> {
  const found = new Map<string, CannotAssign>();
  if (userIds.length > mostAlone) {
    for (const user of await usersNamed(okta, userIds)) {
      if (whyNot(user) !== null) found.set(user.id, 'not-active');
    }
    return found;
  }
  for (const userId of userIds) {
    const user = await okta.user(userId);
    if (whyNot(user) !== null) found.set(userId, user === null ? 'not-in-okta' : 'not-active');
  }
  return found;
}

/** Why Okta would not assign somebody; null user: one whom it does not know any more. */
export function whyNot(user: Pick<User, 'status'> | null): string | null {
  if (user === null) return 'not in Okta any more';
  const rule = statusRule(user.status);
  return rule === 'deactivated' || rule === 'suspended' ? skipReasons[rule] : null;
}

/** What came of a ring for whoever cannot be assigned, and what is to be done. */
export const cannotAssignCause = (id: CannotAssign): { id: CannotAssign; what: string; next: string } => ({
  id,
  ...cannotAssign[id],
});

/** What a repair says of whom it leaves out. */
export const leftOutError = (people: readonly Pick<RingPerson, 'name'>[]): AppError =>
  notReady(
    `Left out, not active in Okta: ${namesInShort(people)}.`,
    'Activate them in Okta, then look for them again; or leave them out.',
  ).error;
