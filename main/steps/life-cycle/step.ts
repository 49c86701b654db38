import { assertNever } from '../../../shared/errors';
import type { LifeCycleUser } from '../../../shared/life-cycle';
import type { LifeCyclePhase } from '../../../shared/life-cycle-phases';
import type { Okta } from '../../okta/okta';
import type { AppUser, NewUser, User } from '../../okta/types';
import { defineStep, draftOf } from '../../plans/step';
import type { Applied, PlannedChange, StepContext } from '../../plans/step';
import { requireApp } from '../../storage/required';
import type { Session } from '../../storage/session';
import type { AccountDetails } from '../assignment/history';
import { changesOf, cleanUpOf } from './changes';
import { isOwn, nameOf, readOwn, requireUser, requireUserId } from './user';

interface Observed {
  appId: string;
  user: LifeCycleUser;
  /** Null: not in Okta, or not read in this phase. */
  person: User | null;
  /** Null: not assigned, or not read in this phase. */
  appUser: AppUser | null;
  /** What is known of the account at Oktopost; null while there is none. */
  account: AccountDetails | null;
}

export type LifeCycleMutation =
  | { kind: 'create'; user: LifeCycleUser }
  | { kind: 'activate'; userId: string }
  | { kind: 'profile'; userId: string; before: Partial<NewUser>; after: Partial<NewUser> }
  | { kind: 'assign'; appId: string; userId: string }
  | { kind: 'unassign'; appId: string; userId: string; account: AccountDetails | null }
  | { kind: 'deactivate'; userId: string; account: AccountDetails | null }
  | { kind: 'delete'; userId: string };

interface Settings {
  phase: LifeCyclePhase;
}

/**
 * One phase in the life of the assistant's own user. It reads only what the phase writes: the user, or the assignment. Okta
 * deletes deactivated users only. Source: Okta's published description, "Delete a user".
 */
export const lifeCycleStep = defineStep<Settings, Observed, LifeCycleMutation>({
  observe: async ({ okta, session }, { phase }) => {
    const user = requireUser(session());
    const { id: appId } = requireApp(session());
    const { lifeCycle } = session();
    const account: AccountDetails | null =
      lifeCycle.accountId === null
        ? null
        : {
            name: nameOf(user),
            userName: user.changedEmail,
            externalId: lifeCycle.accountId,
            isSent: true,
          };
    return { appId, user, account, ...(await readForPhase(okta, session(), phase)) };
  },

  plan: (observed, { phase }) => {
    const { person, user, appUser } = observed;
    if (person !== null && !isOwn(person, user)) return draftOf([], { blockers: [notOwn(person.login)] });
    if (person === null && needsUser.includes(phase)) return draftOf([], { blockers: [notThere] });
    if (person?.status === 'DEPROVISIONED' && needsActive.includes(phase)) {
      return draftOf([], { blockers: [wasDeactivated] });
    }
    if (appUser?.scope === 'GROUP') return draftOf([], { blockers: [byGroup] });
    const mutations = mutationsOf(phase, observed);
    return draftOf(
      (phase === 'clean-up' ? cleanUpOf(user, person) : changesOf[phase](user)).map(
        (change, index): PlannedChange<LifeCycleMutation> => {
          const mutation = mutations[index] ?? null;
          return {
            mutation,
            change: mutation === null ? { ...change, verb: 'keep', warnings: [], pushes: 0 } : change,
          };
        },
      ),
    );
  },

  beforeAndAfter: detailsOf,
  rememberFirst: ({ session }, mutation) =>
    mutation.kind === 'activate' ? withUserId(session(), mutation.userId) : {},
  apply: applyMutation,

  verify: async ({ okta, session, remember }, { phase }) => {
    const user = requireUser(session());
    if (phase === 'create' && user.id === null) {
      const person = await okta.userByLogin(user.email);
      if (person !== null) remember(withUserId(session(), person.id));
    }
    return [];
  },
});

/** Only what the phase writes: the user, or the assignment. @throws AppFailure `not-ready` where there is no such user yet. */
export async function readForPhase(
  okta: Okta,
  session: Session,
  phase: LifeCyclePhase,
): Promise<Pick<Observed, 'person' | 'appUser'>> {
  const user = requireUser(session);
  if (onAssignment.includes(phase)) {
    return { person: null, appUser: await okta.appUser(requireApp(session).id, requireUserId(session)) };
  }
  const person = await (phase === 'create' ? okta.userByLogin(user.email) : readOwn(okta, user));
  return { person, appUser: null };
}

const onAssignment: readonly LifeCyclePhase[] = ['assign', 'unassign', 'reassign'];
const needsUser: readonly LifeCyclePhase[] = ['first-name', 'user-name', 'deactivate'];
const needsActive: readonly LifeCyclePhase[] = ['create', 'first-name', 'user-name'];

/** The mutation of each change of the phase; null: it is up to date. */
function mutationsOf(
  phase: LifeCyclePhase,
  { appId, user, person, appUser, account }: Observed,
): (LifeCycleMutation | null)[] {
  const assigned = appUser !== null;
  const userId = person?.id ?? user.id ?? '';
  switch (phase) {
    case 'create':
      return [
        person === null ? { kind: 'create', user } : null,
        person === null || person.status === 'STAGED' ? { kind: 'activate', userId } : null,
      ];
    case 'assign':
    case 'reassign':
      return [assigned ? null : { kind: 'assign', appId, userId }];
    case 'unassign':
      return [assigned ? { kind: 'unassign', appId, userId, account } : null];
    case 'first-name':
      return [
        person?.givenName === user.changedGivenName
          ? null
          : {
              kind: 'profile',
              userId,
              before: { firstName: user.givenName },
              after: { firstName: user.changedGivenName },
            },
      ];
    case 'user-name':
      return [
        person?.login === user.changedEmail && person.email === user.changedEmail
          ? null
          : {
              kind: 'profile',
              userId,
              before: { login: user.email, email: user.email },
              after: { login: user.changedEmail, email: user.changedEmail },
            },
      ];
    case 'deactivate':
      return [person?.status === 'DEPROVISIONED' ? null : { kind: 'deactivate', userId, account }];
    case 'clean-up':
      if (person === null) return [null, null];
      return [
        person.status === 'DEPROVISIONED' ? null : { kind: 'deactivate', userId, account },
        { kind: 'delete', userId },
      ];
    default:
      return assertNever(phase);
  }
}

/** What the journal gets before the request: an undo finds the user by it, and the account that may stay active. */
export function detailsOf(mutation: LifeCycleMutation): Record<string, unknown> {
  switch (mutation.kind) {
    case 'create':
      return { lifeCycleUser: mutation.user };
    case 'activate':
    case 'assign':
    case 'delete':
      return { userId: mutation.userId };
    case 'profile':
      return { userId: mutation.userId, before: mutation.before, after: mutation.after };
    case 'unassign':
    case 'deactivate': {
      const { userId, account } = mutation;
      return account === null ? { userId } : { userId, account };
    }
    default:
      return assertNever(mutation);
  }
}

export async function applyMutation(
  { okta, session }: StepContext,
  mutation: LifeCycleMutation,
): Promise<Applied> {
  const remember = { changedSomething: true };
  switch (mutation.kind) {
    case 'create': {
      const { email, givenName, familyName, marker } = mutation.user;
      const profile = {
        login: email,
        email,
        firstName: givenName,
        lastName: familyName,
        displayName: marker,
      };
      const { id } = await okta.createUser(profile);
      return { details: { userId: id }, remember: { ...remember, ...withUserId(session(), id) } };
    }
    case 'activate':
      await okta.activateUser(mutation.userId);
      return { details: {}, remember };
    case 'profile':
      await okta.changeProfile(mutation.userId, mutation.after);
      return { details: {}, remember };
    case 'assign': {
      const { scope } = await okta.assign(mutation.appId, mutation.userId);
      return { details: { scope }, remember };
    }
    case 'unassign':
      await okta.unassign(mutation.appId, mutation.userId);
      return { details: {}, remember };
    case 'deactivate':
      await okta.deactivateUser(mutation.userId);
      return { details: {}, remember };
    case 'delete':
      await okta.deleteUser(mutation.userId);
      return { details: {}, remember };
    default:
      return assertNever(mutation);
  }
}

function withUserId({ lifeCycle }: Session, id: string): Partial<Session> {
  return lifeCycle.user === null ? {} : { lifeCycle: { ...lifeCycle, user: { ...lifeCycle.user, id } } };
}

const notOwn = (login: string): string =>
  `${login} does not carry the mark of this set-up: the assistant changes and deletes only the user it made. Ask who changed the user’s display name.`;
const notThere =
  'The user of the life-cycle test is not in Okta any more. Clean up, then begin the life-cycle test again.';
const wasDeactivated =
  'Someone deactivated the user of the life-cycle test in Okta. Clean up, then begin the life-cycle test again.';
const byGroup =
  'Okta assigns this user through a group, such as Everyone, and such a user can only be removed through the group. A group of this app integration that has everybody in it rules the life-cycle test out.';
