import { AppFailure } from '../../../shared/errors';
import type { NamedUser } from '../../../shared/snapshot';
import { draftOf } from '../../plans/step';
import type { Applied, PlannedChange, Step, StepContext } from '../../plans/step';
import { isIdentical, lookedAt, nameOf, namedUser, readUserNames } from '../../observe/user-names';
import { requireApp } from '../../storage/required';
import type { Change, Check } from '../../../shared/plan';

/** Null: everyone whose user name is not their email; else this user alone, as a trial. */
interface Settings {
  userId: string | null;
}

/**
 * Gives app users the user name that the app's format would give them today: Okta changes it for those who were assigned before
 * only by *Update now*, or one by one. Each change is a request of its own and stands for itself. Source: Okta facts, section 1.
 */
export const userNamesStep = ({ userId }: Settings): Step => ({
  independent: true,

  draft: async ({ okta, session }) => {
    const { id } = requireApp(session());
    const { differing, assigned } = await readUserNames(okta, id);
    const wanted = differing.filter((user) => userId === null || user.userId === userId);
    const changes = wanted.flatMap(planned);
    const untried = userId === null && changes.length > 1 && session().userNames.triedAt === null;
    return draftOf(changes, {
      warnings: [signOnWarning, ...withoutEmail(wanted)],
      blockers: untried ? [tryOneFirst] : [],
      assigned: { users: assigned, groups: 0, more: false },
    });
  },

  recheck: async (context, shown) => {
    const { id } = requireApp(context.session());
    const appUser = await context.okta.appUserWithEmail(id, userIdOf(shown));
    if (appUser === null) return { kind: 'stale', now: null };
    if (isIdentical(appUser)) return { kind: 'up-to-date' };
    const [fresh] = planned(namedUser(appUser));
    if (fresh === undefined) return { kind: 'stale', now: null };
    if (JSON.stringify(fresh.change.rows) !== JSON.stringify(shown.rows)) {
      return { kind: 'stale', now: fresh.change };
    }
    const { mutation } = fresh;
    return {
      kind: 'go',
      predecessorsDone: true,
      beforeAndAfter: beforeAndAfterOf(mutation),
      apply: () => apply(context, id, mutation),
    };
  },

  verify: async (context) => {
    const { okta, session, remember, now } = context;
    const { id } = requireApp(session());
    const tried = userId === null ? null : await okta.appUserWithEmail(id, userId);
    const found = await readUserNames(okta, id);
    const known = session().userNames;
    const worked = tried !== null && isIdentical(tried);
    remember({
      userNames: {
        ...known,
        looked: lookedAt(found, now()),
        triedAt: worked ? now().toISOString() : known.triedAt,
      },
    });
    if (userId !== null) return tried === null ? [] : [userCheck(namedUser(tried))];
    return [countCheck(found.differing.length)];
  },
});

type Mutation = NamedUser & { email: string };

function planned(user: NamedUser): (PlannedChange<Mutation> & { mutation: Mutation })[] {
  const { email } = user;
  if (email === null) return [];
  return [{ change: changeOf(user, email), mutation: { ...user, email } }];
}

async function apply({ okta }: StepContext, appId: string, { userId, email }: Mutation): Promise<Applied> {
  const { userName, scope } = await okta.setUserName(appId, userId, email);
  const applied: Applied = {
    details: { after: { userName, scope } },
    remember: { changedSomething: true },
  };
  return userName === email ? applied : { ...applied, refusal: notTaken(email, userName) };
}

const beforeAndAfterOf = ({ userId, userName, scope, email }: Mutation): Record<string, unknown> => ({
  userId,
  before: { userName, scope },
  after: { userName: email, scope },
});

export const userNamePrefix = 'user-name-';
const userIdOf = ({ id }: Change): string => id.slice(userNamePrefix.length);

function changeOf(user: NamedUser, email: string): Change {
  const { userId, userName, scope, provisioned } = user;
  return {
    id: `${userNamePrefix}${userId}`,
    title: `Change the user name of ${user.name || nameOf(user)}`,
    verb: 'update',
    rows: [
      {
        setting: 'User name',
        now: userName,
        after: email,
        verb: 'change',
        note: scope === 'GROUP' ? 'Assigned through a group, and stays so.' : null,
      },
    ],
    warnings: [],
    pushes: provisioned ? 1 : 0,
    undo: 'The assistant can undo this: it gives the user name of the column “now” back.',
    irreversibleEffect: null,
  };
}

const signOnWarning =
  'These people sign on to Oktopost with their email afterwards, no longer with the user name of before. Oktopost has to know them by their email.';
const tryOneFirst = 'Change one user first and have it read back. Then all others can be changed together.';

function withoutEmail(users: readonly NamedUser[]): string[] {
  const count = users.filter(({ email }) => email === null).length;
  if (count === 0) return [];
  return [`No email in Okta: ${count} of them. They are left as they are; give them an email in Okta first.`];
}

export const userNamesSetting = 'Assigned users whose user name is not their email';

/** For the summary and the checks: how many are left. */
export function countCheck(differing: number): Check {
  return {
    setting: userNamesSetting,
    expected: '0',
    actual: String(differing),
    state: differing === 0 ? 'same' : 'different',
    next:
      differing === 0
        ? null
        : 'Give them their email as user name: one by one, or by Update Now on the Sign On tab.',
  };
}

function userCheck({ userName, email, name }: NamedUser): Check {
  const expected = email ?? 'an email';
  return {
    setting: `User name of ${name || expected}`,
    expected,
    actual: userName,
    state: userName === email ? 'same' : 'different',
    next: userName === email ? null : 'Look at the user on the Assignments tab in Okta.',
  };
}

const notTaken = (wanted: string, actual: string | null): AppFailure =>
  new AppFailure({
    code: 'okta-refused',
    message: `Okta took the request and still has “${actual ?? 'no user name'}”, not “${wanted}”.`,
    owner: 'okta-admin',
    next: 'Open the Sign On tab in Okta and choose Update Now: it renames everyone who is assigned.',
  });
