import { justNowMs } from '../../okta/recent-answers';
import type { AppUser, User } from '../../okta/types';
import { earlierTestsFor } from '../../storage/user-tests';
import { earlierPassFor } from '../../storage/proving-test';
import { followingUnassignment } from '../../storage/session';
import type { Session } from '../../storage/session';
import { wasNeverSent } from '../../observe/never-sent';
import { nameOf } from '../../observe/people';
import { isBlank, isSendable } from '../../observe/person-rules';
import { blockerOf } from '../../observe/sending';
import { lookAtPlan } from '../../plans/failures';
import { defineStep, draftOf } from '../../plans/step';
import type { Applied, Draft, PlannedChange, StepContext } from '../../plans/step';
import { requireApp } from '../../storage/required';
import { noTest } from '../../../shared/verification';
import { toAppOptions } from '../../../shared/oktopost';
import { checkOf } from '../../../shared/plan';
import type { Change, Check, AssignmentCount } from '../../../shared/plan';
import { awaitedChecks } from './accounts';
import { beforeOf } from './active-before';
import { afterUndo, whyNotSent } from './deactivation';
import type { Deactivating, Deactivation } from './deactivation';
import { unassignedAccounts } from './history';
import type { AccountDetails } from './history';
import { observeFor, unknownUser } from './observe';
import type { Observed } from './observe';
import { planUnassignment } from './unassign-change';

type Mutation =
  | { kind: 'assign'; appId: string; user: User; activeBefore: boolean | null }
  | { kind: 'unassign'; appId: string; user: User; account: AccountDetails | null };

/** Of the test of one user: a rollout's assignments have ids of their own. */
export const assignChangeId = 'assign';

const byGroup =
  'This user is assigned through a group. Such a user can only be removed through the group: pick another test user.';

const undoDeactivates = (user: User, deactivation: Deactivation): string =>
  `${nameOf(user)} has an active account at Oktopost, which Okta takes over. An undo leaves it inactive${deactivation === 'sent' ? '' : ` if ${toAppOptions[2]} is on`}, although it was active before: only an admin of Oktopost, or another assignment, makes it active again.`;

const madeElsewhere = ({ externalId }: AppUser): string =>
  `Okta made an account (id ${externalId ?? 'none'}) that this Oktopost account does not have. Unassigned while Okta still sends where it made it, it is deactivated there; otherwise it stays active, and only an admin of that Oktopost account can deactivate it.`;

const assignedElsewhere = (user: User): string =>
  `Only the file of this set-up says that ${nameOf(user)} was assigned by it. Unassign the user in Okta, on the Assignments tab of the app integration.`;

/** Assigns the one test user; who was assigned before provisioning was on is unassigned first. Source: article, "Provisioning Okta users to Oktopost"; Okta facts, section 3. */
export const assignStep = defineStep<{ userId: string }, Observed, Mutation>({
  observe: observeFor('assign'),
  plan: ({
    appId,
    user,
    userName,
    appUser,
    obstacle,
    isInactive,
    staysAssigned,
    refused,
    isActiveThere,
    assigned,
    deactivation,
    doubt,
  }) => {
    const draft = draftWith(assigned);
    const goes = isSendable(user, userName);
    // Oktopost takes nobody without a name; whom it has already stays.
    const isTaken = goes && !isBlank(user.givenName) && !isBlank(user.familyName);
    const hasAccount = isTaken || (appUser?.externalId ?? null) !== null;
    const leftInactive =
      isActiveThere === true && isTaken && whyNotSent(deactivation) === null
        ? [undoDeactivates(user, deactivation)]
        : [];
    const after = afterUndo({ deactivation, doubt });
    const isToCome = appUser === null || (appUser.externalId === null && appUser.syncState !== 'SYNCING');
    const before =
      refused === null ? [] : [`${refused} Whoever is assigned fails for it, until it is mended.`];
    if (obstacle !== null && (isInactive || isToCome)) {
      return draftOf([], { assigned, blockers: [blockerOf(obstacle)], step: obstacle.step });
    }
    const assign: Change = {
      id: assignChangeId,
      title: `Assign ${nameOf(user)} to the app integration`,
      verb: 'create',
      rows: [
        {
          setting: `assignment:${user.id}`,
          now: null,
          after: userName || user.login,
          verb: 'add',
          note: null,
        },
      ],
      warnings: [],
      pushes: goes ? 1 : 0,
      ...(staysAssigned
        ? { undo: staysAsBefore, irreversibleEffect: hasAccount ? 'The Oktopost account, active.' : null }
        : {
            undo: hasAccount
              ? `The assistant unassigns the user. ${after.says}`
              : 'The assistant unassigns the user.',
            irreversibleEffect: hasAccount ? after.remains : null,
          }),
    };
    const assignment: PlannedChange<Mutation> = {
      change: assign,
      mutation: { kind: 'assign', appId, user, activeBefore: isActiveThere },
    };
    if (appUser === null) return draft([assignment], [...before, ...leftInactive]);
    if (appUser.externalId !== null) {
      return draft(
        [
          {
            mutation: null,
            change: { ...assign, verb: 'keep', pushes: 0, title: `${nameOf(user)} is already provisioned` },
          },
        ],
        [
          'The user was provisioned before. The test will read and compare; it cannot show that creating works.',
        ],
      );
    }
    // Neither assigned too early nor refused: Okta is sending them at this moment.
    if (appUser.syncState === 'SYNCING') {
      return draft([
        {
          mutation: null,
          change: { ...assign, verb: 'keep', pushes: 0, title: `${nameOf(user)} is assigned and on the way` },
        },
      ]);
    }
    if (appUser.scope === 'GROUP') return draftOf([], { assigned, blockers: [byGroup] });
    // Nobody here has an account that Okta knows of.
    const unassigned = removal(appId, user, appUser, { doubt: null, deactivation: 'sent-if-ticked' });
    return draft(
      [
        staysAssigned ? { ...unassigned, change: { ...unassigned.change, undo: staysAsBefore } } : unassigned,
        assignment,
      ],
      [
        wasNeverSent(appUser)
          ? 'This user was assigned while provisioning or Create Users was off, so Okta will never send them by itself. Unassigning and assigning again makes Okta send them.'
          : 'This user is assigned, and Okta failed to send them. Unassigning and assigning again makes Okta send them once more.',
        ...before,
        ...leftInactive,
      ],
    );
  },
  beforeAndAfter,
  rememberFirst: (context, { kind, user }) => (kind === 'assign' ? followed(context, user) : {}),
  apply,
  verify: async (context, { userId }) => {
    const { okta, session, remember } = context;
    // The test that follows begins by reading the app user: Okta's answer to this very run's request need not be read back before.
    if (wasJustAssigned(context, userId)) return [assignmentCheck('Assignment', 'assigned', 'assigned')];
    const appUser = await okta.appUser(requireApp(session()).id, userId);
    if (appUser !== null && session().test.user?.id !== userId) {
      const user = await okta.user(userId);
      if (user === null) throw unknownUser();
      remember(followed(context, user));
    }
    return [assignmentCheck('Assignment', 'assigned', appUser === null ? 'not assigned' : 'assigned')];
  },
});

const staysAsBefore = 'The user stays assigned, as before.';

/** Okta has answered the request to assign this user a moment ago, and the test follows them. */
function wasJustAssigned({ session, appliedChanges, now }: StepContext, userId: string): boolean {
  const last = appliedChanges().at(-1);
  return (
    last?.changeId === assignChangeId &&
    last.confirmed &&
    last.details['userId'] === userId &&
    session().test.user?.id === userId &&
    Math.abs(now().getTime() - Date.parse(last.at)) < justNowMs
  );
}

/** Takes the test user out again. */
export const unassignStep = defineStep<{ userId: string }, Observed, Mutation>({
  observe: observeFor('unassign'),
  plan: ({ appId, user, appUser, byFileOnly, assigned, doubt, deactivation, changed, isElsewhere }) => {
    const draft = draftWith(assigned);
    const planned = removal(appId, user, appUser, { doubt, deactivation }, isElsewhere);
    if (appUser === null) {
      return draft([
        {
          mutation: null,
          change: { ...planned.change, verb: 'keep', title: `${nameOf(user)} is not assigned any more` },
        },
      ]);
    }
    if (appUser.scope === 'GROUP') return draftOf([], { assigned, blockers: [byGroup] });
    if (byFileOnly) return draftOf([], { assigned, blockers: [assignedElsewhere(user)] });
    if (changed !== null && appUser.externalId !== null)
      return draftOf([], { assigned, blockers: [changed] });
    return draft([planned], isElsewhere ? [madeElsewhere(appUser)] : []);
  },
  beforeAndAfter,
  rememberFirst: ({ now, session }, { user }) => {
    const { test } = session();
    if (test.user?.id !== user.id) return {};
    return { test: { ...test, unassignment: followingUnassignment(now().toISOString()) } };
  },
  apply,
  verify: async (context, { userId }) => {
    const { okta, session, remember, appliedChanges } = context;
    const { id: appId } = requireApp(session());
    const appUser = await okta.appUser(appId, userId);
    const { test } = session();
    const check = assignmentCheck(userId, 'not assigned', appUser === null ? 'not assigned' : 'assigned');
    if (test.user?.id === userId) {
      // What becomes of the account is followed after the run.
      if (appUser === null) remember({ test: { ...test, decision: 'unassigned' } });
      return [check];
    }
    if (appUser !== null) return [check];
    const accounts = unassignedAccounts(appliedChanges(), new Set()).filter(
      (account) => account.userId === userId,
    );
    return [check, ...(await awaitedChecks(context, appId, accounts))];
  },
});

function beforeAndAfter(mutation: Mutation): Record<string, unknown> {
  const userId = mutation.user.id;
  if (mutation.kind === 'assign') return { userId, ...beforeOf(mutation.activeBefore) };
  return mutation.account === null ? { userId } : { userId, account: mutation.account };
}

async function apply({ okta }: StepContext, { kind, appId, user }: Mutation): Promise<Applied> {
  const remember = { changedSomething: true };
  if (kind === 'unassign') {
    await okta.unassign(appId, user.id);
    return { details: {}, remember };
  }
  const { scope, userName } = await okta.assign(appId, user.id);
  return { details: { scope, after: { userName } }, remember };
}

/** The test begins before its request leaves: after a crash it is still known who was to be followed, and since when. */
function followed(
  { now, session }: StepContext,
  user: User,
): Pick<Session, 'test' | 'earlierPass' | 'earlierTests'> {
  const { id, status, login, email, givenName, familyName } = user;
  return {
    earlierPass: earlierPassFor(id, session()),
    earlierTests: earlierTestsFor(session()),
    test: {
      ...noTest,
      state: 'following',
      user: { id, status, login, email, givenName, familyName },
      assignedAt: now().toISOString(),
    },
  };
}

function removal(
  appId: string,
  user: User,
  appUser: AppUser | null,
  deactivating: Deactivating,
  isElsewhere = false,
): PlannedChange<Mutation> {
  const undo = 'The assistant assigns the user again';
  const { change, account } = planUnassignment(
    { userId: user.id, name: nameOf(user), login: user.login, appUser },
    deactivating,
    `${undo}.`,
  );
  return {
    mutation: {
      kind: 'unassign',
      ...{ appId, user },
      account: account !== null && isElsewhere ? { ...account, isElsewhere } : account,
    },
    change: {
      ...change,
      id: 'unassign',
      undo:
        account?.isSent === true
          ? `${undo}, and Okta ${deactivating.doubt === 'deletes' ? 'makes a new account' : 'reactivates the account'}.`
          : change.undo,
    },
  };
}

const draftWith =
  (assigned: AssignmentCount | null) =>
  (changes: PlannedChange<Mutation>[], warnings: string[] = []): Draft<Mutation> =>
    draftOf(changes, {
      warnings,
      assigned,
      touched: changes
        .slice(0, 1)
        .flatMap(({ mutation }) =>
          mutation === null ? [] : [{ userId: mutation.user.id, name: nameOf(mutation.user) }],
        ),
    });

export const assignmentCheck = (userId: string, expected: string, actual: string): Check =>
  checkOf({ setting: `assignment:${userId}`, expected, actual, next: lookAtPlan });
