import type { App, AppUser } from '../../okta/types';
import { firstOf } from '../../../shared/counted';
import { toAppOptions } from '../../../shared/oktopost';
import { readAssigned, readPeople } from '../../observe/people';
import type { Person } from '../../observe/people';
import { readToApp } from '../../observe/to-app';
import { ownership } from '../../plans/history';
import type { ValueHistory } from '../../plans/history';
import { defineItemStep } from '../../plans/item-step';
import { planRestore } from '../../plans/restore';
import { noNotes } from '../../plans/undo-notes';
import type { RestorePlan } from '../../plans/restore';
import type { PlannedChange, StepContext } from '../../plans/step';
import { readSetupApp } from '../app-integration/setup-app';
import { sendingDoubt } from '../../storage/proving-test';
import { usersMade } from '../life-cycle/made';
import { accountChecks, accountsNamed, awaitAccounts, isStillActive, lookAtAccounts } from './accounts';
import type { AccountOutcome } from './accounts';
import { activeBefore, activeSentence } from './active-before';
import { lookedAt } from '../rollout/left-inactive';
import { accountsRemain, isTestedElsewhere, readElsewhere } from './elsewhere';
import type { AccountElsewhere } from './elsewhere';
import {
  accountDetails,
  assignAgain,
  assignedOf,
  assignmentHistories,
  historiesToUndo,
  keptByRepair,
  lostWithApp,
  unassignedAccounts,
} from './history';
import type { AccountDetails, Assigned, Deactivating, KeptAssignment, UnassignedAccount } from './history';
import { planUnassignment, unassignId } from './unassign-change';
import type { Change, Check } from '../../../shared/plan';

/** Someone whose assignment this set-up changed. */
interface Affected extends Person {
  history: ValueHistory<Assigned>;
  /** Assigned by others before, and again by this set-up. */
  byOthersBefore: boolean;
  /** Of whom a repair left unassigned; null: nothing. */
  kept: KeptAssignment | null;
  /** The account was active before this set-up, and is to end inactive. */
  activeBefore: boolean;
  /** Okta made it where the assistant does not read, as the test found. */
  isElsewhere: boolean;
}

interface Listed {
  /** Null: it is not in Okta any more. */
  app: App | null;
  /** Created by this set-up, so that it will be deleted. */
  created: boolean;
  items: readonly Affected[];
  /** Users of life-cycle tests, whose accounts the undo of those names. */
  madeForTests: ReadonlySet<string>;
  deactivating: Deactivating;
  /** The accounts of those whom this set-up has unassigned already. */
  accounts: readonly AccountOutcome[];
  /** Accounts that the journal names and `items` does not: of an earlier app integration, or of someone who is not in Okta any more. */
  others: readonly UnassignedAccount[];
  elsewhere: readonly AccountElsewhere[];
  /** Whose accounts were left inactive before, as an admin has stated. */
  lookedAt: ReadonlySet<string>;
}

type Mutation = { appId: string; userId: string } & (
  | { kind: 'assign'; kept: KeptAssignment | null }
  /** `account`: the account at Oktopost of someone who is unassigned; null where there is none. */
  | { kind: 'unassign'; account: AccountDetails | null }
);

/** What becomes of accounts when their users are unassigned. `deactivates`: "Deactivate Users"; null where Okta does not show it. */
function fateOf(deactivates: boolean | null): string {
  const box = toAppOptions[2];
  if (deactivates === false) return `${box} is off: Okta deactivates no account.`;
  const where = deactivates === null ? `Where ${box} is on, ` : '';
  return `${where}Okta tries once to deactivate an account, when its user is unassigned, and deletes it only in an org where that is switched on.`;
}

const nobody: Listed = {
  app: null,
  created: false,
  items: [],
  madeForTests: new Set(),
  deactivating: { deactivates: null, doubt: null },
  accounts: [],
  others: [],
  elsewhere: [],
  lookedAt: new Set(),
};

/**
 * Restores each user's assignment to what it was before this set-up first changed it. Apart from the bulk read of the preview,
 * a person who is unassigned costs two requests: the recheck and the unassignment.
 */
export const undoAssignmentsStep = defineItemStep<Record<never, never>, Affected, Listed, Mutation>({
  list: async (context) => {
    const { okta } = context;
    const setupApp = await readSetupApp(context);
    if (setupApp === null) return nobody;
    const madeForTests = new Set(usersMade(context.appliedChanges()).flatMap(({ id }) => id ?? []));
    const othersThan = (listed: readonly Person[]): UnassignedAccount[] =>
      unassignedAccounts(
        context.appliedChanges(),
        new Set([...madeForTests, ...listed.map(({ userId }) => userId)]),
      );
    const { app, created } = setupApp;
    const histories = historiesToUndo(setupApp.appliedChanges, created);
    if (histories.size === 0) return { ...nobody, others: othersThan([]), elsewhere: readElsewhere(context) };
    const before = assignmentHistories(setupApp.appliedChanges);
    const kept = keptByRepair(setupApp.appliedChanges);
    const active = activeBefore(setupApp.appliedChanges);
    const [people, toApp] = await Promise.all([
      readPeople(okta, { appId: app?.id ?? null, userIds: [...histories.keys()], mostAreAsked: created }),
      app === null ? null : readToApp(okta, app),
    ]);
    const tested = await testedOutOfSight(context, people);
    const elsewhere = readElsewhere(context, tested?.externalId ?? null);
    const items = [...histories].flatMap(([userId, history]) => {
      const person = people.get(userId);
      const byOthersBefore = created && before.get(userId)?.original === 'assigned';
      return person === undefined
        ? []
        : [
            {
              ...person,
              ...{ history, byOthersBefore, kept: kept.get(userId) ?? null },
              activeBefore: history.original === null && active.get(userId) === true,
              isElsewhere: tested?.id === userId,
            },
          ];
    });
    const assigned = new Set(items.flatMap(({ appUser, userId }) => (appUser === null ? [] : userId)));
    const left = unassignedAccounts(setupApp.appliedChanges, assigned);
    const accounts = await lookAtAccounts(context, setupApp.appId, left);
    const deactivating = {
      deactivates: toApp?.boxes?.[2] ?? null,
      doubt: sendingDoubt(context.session()),
    };
    const others = othersThan(items);
    return {
      ...{ app, created, items, madeForTests, deactivating, accounts, others, elsewhere },
      lookedAt: lookedAt(context),
    };
  },

  plan: (person, { app, created, deactivating }) => {
    const now = assignedOf(person.appUser);
    switch (ownership(person.history, now)) {
      case 'original':
        // Assigned by others since this set-up unassigned them, or the other way round.
        return now === person.history.original ? unchanged(person) : null;
      case 'changedByOthers':
        return null;
      case 'ours':
        if (app === null) return null;
        return person.history.original === null
          ? removal(app, person, deactivating, created)
          : assignment(app, person);
    }
  },

  notes: (
    {
      items,
      madeForTests,
      deactivating: { deactivates },
      accounts: outcomes,
      others,
      elsewhere,
      lookedAt: settled,
    },
    changes,
  ) => {
    if (items.length === 0 && others.length === 0) return {};
    const left = accountsRemain(outcomes, elsewhere);
    const stillActive = new Set(outcomes.filter(isStillActive).map(({ account }) => account.userId));
    const active = items.filter(
      ({ userId, appUser, activeBefore: wasActive, name, login }) =>
        wasActive &&
        (appUser === null
          ? !stillActive.has(userId) && !settled.has(userId)
          : accountDetails(appUser, { name, login }, deactivates)?.isSent === true),
    );
    const written = new Set(changes.flatMap(({ mutation }) => mutation?.userId ?? []));
    const accounts = [
      ...items
        .filter(({ userId }) => !madeForTests.has(userId))
        .map(({ name, email }) => `${name} (${email})`),
      ...others.map(({ name, userName }) => `${name} (${userName})`),
    ];
    return {
      touched: items.filter(({ userId }) => written.has(userId) && !madeForTests.has(userId)),
      undo: {
        ...noNotes,
        drift: restorePlanOf(items).drift,
        accounts: left.accounts,
        remains: [
          ...(accounts.length === 0
            ? []
            : [
                `Oktopost accounts that Okta may have made or changed: ${firstOf(accounts, accountsNamed)}. ${fateOf(deactivates)}`,
              ]),
          ...(active.length === 0 ? [] : [activeSentence(active)]),
          ...left.remains,
        ],
      },
    };
  },

  observe: async ({ okta }, person, { app }) => ({
    ...person,
    appUser: app === null ? null : await okta.appUser(app.id, person.userId),
  }),

  beforeAndAfter: (mutation) => {
    const { kind, userId } = mutation;
    if (kind === 'unassign')
      return mutation.account === null ? { userId } : { userId, account: mutation.account };
    const userName = mutation.kept?.userName ?? null;
    return userName === null ? { userId } : { userId, userName };
  },

  apply: async ({ okta }, mutation) => {
    const { kind, appId, userId } = mutation;
    if (kind === 'unassign') await okta.unassign(appId, userId);
    else if (mutation.kept === null) await okta.assign(appId, userId);
    else await okta.assignKeeping(appId, userId, mutation.kept);
    return { details: {} };
  },

  verify: async (context, _settings, listed) =>
    listed === null || listed.items.length === 0 ? [] : verified(context, listed),
});

/** Okta's record of the test user, where it has an account of theirs that the test found to be out of sight; null: it has none. */
async function testedOutOfSight(
  context: StepContext,
  people: ReadonlyMap<string, Person>,
): Promise<AppUser | null> {
  const appUser = people.get(context.session().test.user?.id ?? '')?.appUser ?? null;
  return appUser !== null && (await isTestedElsewhere(context, appUser)) ? appUser : null;
}

/** Reads who of the people that were listed is assigned now; only who should be and is not is asked for as a user. */
async function verified(context: StepContext, { items }: Listed): Promise<Check[]> {
  const { okta } = context;
  const setupApp = await readSetupApp(context);
  if (setupApp === null) return [];
  const { app, created } = setupApp;
  const userIds = items.map(({ userId }) => userId);
  const assigned = await readAssigned(okta, { appId: app?.id ?? null, userIds, mostAreAsked: created });
  const now = await Promise.all(
    items.map(async (person): Promise<Affected[]> => {
      const appUser = assigned.get(person.userId) ?? null;
      const missing = appUser === null && person.history.original !== null;
      // Okta has no assignment of a user whom it does not know any more.
      if (missing && (await okta.user(person.userId)) === null) return [];
      return [{ ...person, appUser }];
    }),
  );
  const left = unassignedAccounts(setupApp.appliedChanges, assigned);
  // In an app integration that was deleted nothing follows any more, and it was waited for before that.
  const outcomes = await (app === null ? lookAtAccounts : awaitAccounts)(context, setupApp.appId, left);
  return [...restorePlanOf(now.flat()).checks, ...accountChecks(outcomes)];
}

function restorePlanOf(people: readonly Affected[]): RestorePlan<Assigned> {
  const byId = new Map(people.map((person) => [person.userId, person]));
  return planRestore<Assigned>({
    histories: new Map(people.map(({ userId, history }) => [userId, history])),
    now: (userId) => assignedOf(byId.get(userId)?.appUser ?? null),
    settingOf: (userId) => `assignment:${userId}`,
    personOf: (userId) => byId.get(userId)?.name ?? userId,
    words: (assigned) => assigned ?? 'not assigned',
  });
}

const assignmentId = ({ userId }: Person): string => `assign-${userId}`;

/** `created`: the app integration is deleted by the same undo. */
function removal(
  app: App,
  person: Affected,
  deactivating: Deactivating,
  created: boolean,
): PlannedChange<Mutation> {
  const { change, account } = planUnassignment(
    person,
    deactivating,
    created ? lostWithApp : assignAgain,
    person.byOthersBefore
      ? 'Others had assigned them; this set-up assigned them again.'
      : person.activeBefore
        ? 'The account was active before this set-up assigned them.'
        : null,
  );
  const journaled =
    account !== null && person.isElsewhere ? { ...account, isElsewhere: true as const } : account;
  return { change, mutation: { kind: 'unassign', appId: app.id, userId: person.userId, account: journaled } };
}

function assignment(app: App, person: Affected): PlannedChange<Mutation> {
  const { userId, name, login, kept } = person;
  const after = kept?.userName ?? login;
  const note = kept === null ? null : 'With what the repair kept of their assignment.';
  return {
    mutation: { kind: 'assign', appId: app.id, userId, kept },
    change: {
      id: assignmentId(person),
      title: `Assign ${name} again`,
      verb: 'create',
      rows: [{ setting: `assignment:${userId}`, now: null, after, verb: 'add', note }],
      warnings: [],
      pushes: 1,
      undo: 'Unassign the user in Okta.',
      irreversibleEffect: null,
    },
  };
}

/** Has the id of the change that it replaces: so a change whose response was lost is recognised as applied. */
function unchanged(person: Affected): PlannedChange<Mutation> {
  const { name, history } = person;
  const wasAssigned = history.original !== null;
  const asBefore = person.byOthersBefore ? '' : ', as before';
  const change: Change = {
    id: wasAssigned ? assignmentId(person) : unassignId(person.userId),
    title: `${name} is ${wasAssigned ? 'assigned' : 'not assigned'}${asBefore}`,
    verb: 'keep',
    rows: [],
    warnings: [],
    pushes: 0,
    undo: 'Nothing is written for this.',
    irreversibleEffect: null,
  };
  return { mutation: null, change };
}
