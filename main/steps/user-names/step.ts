import { AppFailure } from '../../../shared/errors';
import { updateNow } from '../../../shared/oktopost';
import type { NamedUser } from '../../../shared/snapshot';
import { defineItemStep } from '../../plans/item-step';
import type { Applied } from '../../plans/step';
import { readPresentApp } from '../../observe/present-app';
import { readSending, sendsUpdates } from '../../observe/sending';
import { isIdentical, lookedAt, nameOf, namedUser, readUserNames } from '../../observe/user-names';
import { requireApp } from '../../storage/required';
import type { Session } from '../../storage/session';
import { checkOf } from '../../../shared/plan';
import type { Change, Check } from '../../../shared/plan';
import { findDoubles, heldWarnings, sharedBlockers } from './doubles';
import type { Doubles } from './doubles';

/** Null: everyone whose user name is not their email; else this user alone, as a trial. */
interface Settings {
  userId: string | null;
}

interface Listed {
  appId: string;
  /** Who is to be renamed, where they have an email. */
  items: readonly NamedUser[];
  /** Whom the plan says it leaves as they are: without an email, or with that of somebody else. */
  left: readonly NamedUser[];
  assigned: number;
  /** Whose email somebody else has too: left out; named as the trial, refused. */
  doubles: Doubles;
  /** Whether Okta sends a change of whom it has provisioned. */
  sends: boolean;
  /** One user was renamed before and read back. */
  isTried: boolean;
}

type Mutation = NamedUser & { appId: string; email: string };

/**
 * Gives app users the user name that the app's format would give them today: Okta changes it for those who were assigned before
 * only by *Update now*, or one by one. Source: failures list, row 10; Okta as recorded, section 4.
 */
export const userNamesStep = defineItemStep<Settings, NamedUser, Listed, Mutation>({
  list: async ({ okta, session }, { userId }) => {
    const app = await readPresentApp(okta, session());
    const { id: appId } = app;
    const [{ differing, assigned }, sending] = await Promise.all([
      readUserNames(okta, appId),
      readSending(okta, app, session()),
    ]);
    const asked = differing.filter((user) => userId === null || user.userId === userId);
    const doubles = await findDoubles(okta, asked);
    const items = userId === null ? asked.filter((user) => !doubles.userIds.has(user.userId)) : asked;
    const isLeft = ({ userId: id, email }: NamedUser): boolean => email === null || doubles.userIds.has(id);
    const left = userId === null ? asked.filter(isLeft) : [];
    const isTried = session().userNames.triedAt !== null;
    return { appId, items, left, assigned, doubles, sends: sendsUpdates(sending), isTried };
  },

  plan: (user, { appId, sends }) => {
    const { email } = user;
    if (isIdentical(user)) return { change: changeOf(user, user.userName, sends), mutation: null };
    if (email === null) return null;
    return { change: changeOf(user, email, sends), mutation: { ...user, appId, email } };
  },

  notes: ({ items, assigned, doubles, isTried }, changes, { userId }) => ({
    warnings: [
      ...(userId === null ? heldWarnings(doubles) : []),
      ...signOnWarning(changes.filter(({ mutation }) => mutation !== null).length),
      ...withoutEmail(items),
    ],
    blockers:
      userId === null ? (changes.length > 1 && !isTried ? [tryOneFirst] : []) : sharedBlockers(doubles),
    assigned: { users: assigned, groups: 0, more: false },
    touched: changes.flatMap(({ mutation }) =>
      mutation === null ? [] : [{ userId: mutation.userId, name: mutation.name || mutation.email }],
    ),
  }),

  observe: async ({ okta }, { userId }, { appId }) => {
    const appUser = await okta.appUserWithEmail(appId, userId);
    return appUser === null ? null : namedUser(appUser);
  },

  beforeAndAfter: ({ userId, userName, scope, email }) => ({
    userId,
    before: { userName, scope },
    after: { userName: email, scope },
  }),

  apply: async ({ okta }, { appId, userId, email }) => {
    const { userName, scope } = await okta.setUserName(appId, userId, email);
    const applied: Applied = {
      details: { after: { userName, scope } },
      remember: { changedSomething: true },
    };
    return userName === email ? applied : { ...applied, refusal: notTaken(email, userName) };
  },

  verify: async ({ okta, session, remember, now }, { userId }, listed) => {
    const { id } = requireApp(session());
    const tried = userId === null ? null : await okta.appUserWithEmail(id, userId);
    const items = listed?.items ?? [];
    const each = items.length > checkedEach ? [] : items.map((user) => user.userId);
    const found = await readUserNames(okta, id, new Set(each));
    const known = session().userNames;
    const worked = tried !== null && isIdentical(tried);
    remember({
      userNames: {
        ...known,
        looked: lookedAt(found, now()),
        triedAt: worked ? now().toISOString() : known.triedAt,
      },
      ...(userId === null &&
        listed !== null && { keptUserNames: listed.left.slice(0, keptAtMost).map(keptOf) }),
    });
    if (userId !== null) return tried === null ? [] : [userCheck(namedUser(tried))];
    const kept = new Set(listed?.left.map((user) => user.userId));
    return [countCheck(found.differing, kept), ...found.asked.map(userCheck)];
  },
});

/** Of a change of more people than this only their count is a check. */
const checkedEach = 24;

/** Of more people than these it is not remembered that a plan left them as they are. */
const keptAtMost = 2_000;

export const userNamePrefix = 'user-name-';

function changeOf(user: NamedUser, after: string | null, sends: boolean): Change {
  const { userId, userName, scope, provisioned } = user;
  return {
    id: `${userNamePrefix}${userId}`,
    title: `Change the user name of ${user.name || nameOf(user)}`,
    verb: 'update',
    rows: [
      {
        setting: `user-name:${userId}`,
        now: userName,
        after,
        verb: 'change',
        note: scope === 'GROUP' ? 'Assigned through a group, and stays so.' : null,
      },
    ],
    warnings: [],
    pushes: provisioned && sends ? 1 : 0,
    undo: 'The assistant restores the user name of the column “Now”.',
    irreversibleEffect: null,
  };
}

const signOnWarning = (count: number): string[] =>
  count === 0
    ? []
    : [
        `${count === 1 ? 'This person signs' : 'These people sign'} on to Oktopost with ${count === 1 ? 'the' : 'their'} email afterwards, no longer with the previous user name; the login to Okta stays. Oktopost has to know ${count === 1 ? 'the person' : 'them'} by the email.`,
      ];
const tryOneFirst = 'Change one user first and have it read back. Then all others can be changed together.';

function withoutEmail(users: readonly NamedUser[]): string[] {
  const count = users.filter(({ email }) => email === null).length;
  if (count === 0) return [];
  return [`No email in Okta: ${count} of them. They are left as they are; give them an email in Okta first.`];
}

const keptOf = ({ userId, userName, email }: NamedUser): Session['keptUserNames'][number] => ({
  userId,
  userName,
  email,
});

/** Whom an applied plan left with a user name of their own, as long as they have it and the email of then. */
export const stillKept = (
  { keptUserNames }: Pick<Session, 'keptUserNames'>,
  differing: readonly NamedUser[],
): string[] =>
  differing.flatMap(({ userId, userName, email }) =>
    keptUserNames.some((kept) => kept.userId === userId && kept.userName === userName && kept.email === email)
      ? [userId]
      : [],
  );

/** For the summary and the checks: how many differ. `kept`: the ids of those whom a plan said to leave as they are, which are expected to. */
export function countCheck(differing: readonly NamedUser[], kept: ReadonlySet<string>): Check {
  const expected = differing.filter(({ userId }) => kept.has(userId)).length;
  return checkOf({
    setting: 'user-names',
    expected: String(expected),
    actual: String(differing.length),
    next: 'Give them their email as user name; of two who share an email, change one’s in Okta first.',
  });
}

function userCheck({ userId, userName, email, name }: NamedUser): Check {
  const expected = email ?? 'an email';
  return {
    setting: `user-name:${userId}`,
    person: name || expected,
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
    next: `Open the Sign On tab in Okta and choose ${updateNow}.`,
  });
