import type { LifeCycleUser } from '../../../shared/life-cycle';
import { checkOf } from '../../../shared/plan';
import type { Change, Check } from '../../../shared/plan';
import type { User } from '../../okta/types';
import { lookAtPlan } from '../../plans/failures';
import { defineItemStep } from '../../plans/item-step';
import { noNotes } from '../../plans/undo-notes';
import { sawDeletion } from '../../storage/lives';
import type { PlannedChange } from '../../plans/step';
import { deactivation, deletion } from './changes';
import { usersMade } from './made';
import { applyMutation, detailsOf } from './step';
import type { LifeCycleMutation } from './step';
import { isOwn, nameOf, readOwn } from './user';

/** A user that the life-cycle test of this set-up created, or may have created. */
interface Made {
  user: LifeCycleUser;
  /** Null: not in Okta any more, or never. */
  person: User | null;
  part: 'deactivate' | 'delete';
}

/**
 * Deactivates and deletes the users that life-cycle tests created and that are still there; who lost the assistant's mark is left
 * alone and named.
 */
export const undoLifeCycleStep = defineItemStep<
  Record<never, never>,
  Made,
  { items: readonly Made[]; deletes: boolean },
  LifeCycleMutation
>({
  list: async ({ okta, appliedChanges, session }) => {
    const made = await Promise.all(
      usersMade(appliedChanges()).map(async (user): Promise<Made[]> => {
        const person = await readOwn(okta, user);
        return [
          { user, person, part: 'deactivate' },
          { user, person, part: 'delete' },
        ];
      }),
    );
    return { items: made.flat(), deletes: sawDeletion(session()) };
  },

  plan: ({ user, person, part }): PlannedChange<LifeCycleMutation> | null => {
    if (person === null ? part === 'deactivate' : !isOwn(person, user)) return null;
    const isDone = person === null || (part === 'deactivate' && person.status === 'DEPROVISIONED');
    const change = changeOf(user, part, person);
    if (isDone) {
      const title = `The Okta user ${nameOf(user)} is ${person === null ? 'not there any more' : 'inactive'}`;
      return { mutation: null, change: { ...change, title, verb: 'keep', rows: [], pushes: 0 } };
    }
    const { id: userId } = person;
    return {
      change,
      mutation:
        part === 'delete' ? { kind: 'delete', userId } : { kind: 'deactivate', userId, account: null },
    };
  },

  notes: ({ items, deletes }) => {
    const users = items.filter(({ part }) => part === 'delete');
    if (users.length === 0) return {};
    const foreign = users.filter(({ person, user }) => person !== null && !isOwn(person, user));
    return {
      undo: {
        ...noNotes,
        remains: [
          ...users.map(
            ({ user, person }) =>
              `The Oktopost account of the life-cycle test’s user ${person?.login ?? `${user.email} or ${user.changedEmail}`}, if Okta made one. ${deletes ? 'Okta deletes it with the user, as it was seen to do.' : 'Okta tries once to deactivate it, with the user, and deletes it only in an org where that is switched on.'}`,
          ),
          ...foreign.map(
            ({ person }) =>
              `The Okta user ${person?.login ?? ''}: it does not carry the assistant’s mark any more, and is left alone.`,
          ),
        ],
      },
    };
  },

  observe: async ({ okta }, item) => ({ ...item, person: await readOwn(okta, item.user) }),
  beforeAndAfter: detailsOf,
  apply: applyMutation,

  verify: async ({ okta, appliedChanges }) => {
    const checks = await Promise.all(
      usersMade(appliedChanges()).map(async (user): Promise<Check[]> => {
        const person = await readOwn(okta, user);
        // Left alone, as the plan said.
        if (person !== null && !isOwn(person, user)) return [];
        return [
          checkOf({
            setting: 'okta-user:login',
            expected: 'not there',
            actual: person === null ? 'not there' : person.login,
            next: lookAtPlan,
          }),
        ];
      }),
    );
    return checks.flat();
  },
});

function changeOf(user: LifeCycleUser, part: Made['part'], person: User | null): Change {
  const change =
    part === 'delete' ? deletion(user, person?.login ?? user.email) : deactivation(user, person?.status);
  return { ...change, id: `${change.id}-${user.email}` };
}
