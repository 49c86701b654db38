import type { App, AppUser } from '../../okta/types';
import { firstOf } from '../../../shared/counted';
import { toAppOptions } from '../../../shared/oktopost';
import { readAssigned, readPeople } from '../../observe/people';
import type { Person } from '../../observe/people';
import { readSending } from '../../observe/sending';
import { ownership } from '../../plans/history';
import { defineItemStep } from '../../plans/item-step';
import { planRestore } from '../../plans/restore';
import { noNotes } from '../../plans/undo-notes';
import type { RestorePlan } from '../../plans/restore';
import type { StepContext } from '../../plans/step';
import { readSetupApp } from '../app-integration/setup-app';
import { sendingDoubt } from '../../storage/proving-test';
import { usersMade } from '../life-cycle/made';
import { userNameHistories } from '../user-names/history';
import {
  accountChecks,
  accountsNamed,
  awaitAccounts,
  deletionIn,
  isStillActive,
  lookAtAccounts,
} from './accounts';
import type { AccountOutcome } from './accounts';
import { activeBefore, activeSentence } from './active-before';
import { lookedAt } from '../rollout/left-inactive';
import { accountsRemain, isTestedElsewhere, readElsewhere } from './elsewhere';
import type { AccountElsewhere } from './elsewhere';
import {
  accountDetails,
  assignedOf,
  assignmentHistories,
  historiesToUndo,
  keptByRepair,
  unassignedAccounts,
} from './history';
import type { Assigned, UnassignedAccount } from './history';
import { deactivationOf, notSentWords, whyNotSent } from './deactivation';
import type { Deactivating } from './deactivation';
import { createSendingLook } from './sending-look';
import type { SendingLook } from './sending-look';
import { assignment, removal, unchanged } from './undo-changes';
import type { Affected, Mutation } from './undo-changes';
import type { Check, Drift } from '../../../shared/plan';

interface Listed {
  /** Null: it is not in Okta any more. */
  app: App | null;
  /** Created by this set-up, so that it will be deleted. */
  created: boolean;
  items: readonly Affected[];
  /** Users of life-cycle tests, whose accounts the undo of those names. */
  madeForTests: ReadonlySet<string>;
  deactivating: Deactivating;
  /** Whether Okta sends whom it assigns. */
  creates: boolean;
  /** Null: the app integration is not in Okta any more. */
  look: SendingLook | null;
  /** The accounts of those whom this set-up has unassigned already. */
  accounts: readonly AccountOutcome[];
  /** Accounts that the journal names and `items` does not: of an earlier app integration, or of someone who is not in Okta any more. */
  others: readonly UnassignedAccount[];
  elsewhere: readonly AccountElsewhere[];
  /** Whose accounts were left inactive before, as an admin has stated. */
  lookedAt: ReadonlySet<string>;
}

/** What becomes of accounts when their users are unassigned. */
function fateOf({ deactivation, doubt }: Deactivating): string {
  const why = whyNotSent(deactivation);
  if (why !== null) return `${notSentWords[why]}: Okta deactivates no account.`;
  const where = deactivation === 'sent-if-ticked' ? `Where ${toAppOptions[2]} is on, ` : '';
  if (doubt === 'deletes')
    return `${where}Okta deletes the account of a user who is unassigned, as it was seen to do.`;
  return `${where}Okta tries once to deactivate an account, when its user is unassigned, and deletes it only in an org where that is switched on.`;
}

const nobody: Listed = {
  app: null,
  created: false,
  items: [],
  madeForTests: new Set(),
  deactivating: { deactivation: 'sent-if-ticked', doubt: null },
  creates: false,
  look: null,
  accounts: [],
  others: [],
  elsewhere: [],
  lookedAt: new Set(),
};

/**
 * Restores each user's assignment to what it was before this set-up first changed it. Apart from the bulk read of the preview,
 * a person who is unassigned costs two requests: the recheck and the unassignment, and all of them together at most one a second
 * for the app integration.
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
    const names = userNameHistories(setupApp.appliedChanges);
    const [people, sending] = await Promise.all([
      readPeople(okta, { appId: app?.id ?? null, userIds: [...histories.keys()], mostAreAsked: created }),
      app === null ? null : readSending(okta, app, context.session()),
    ]);
    const deactivation = sending === null ? nobody.deactivating.deactivation : deactivationOf(sending);
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
              nameBefore: names.get(userId)?.original || null,
              activeBefore: history.original === null && active.get(userId) === true,
              isElsewhere: tested?.id === userId,
            },
          ];
    });
    const assigned = new Set(items.flatMap(({ appUser, userId }) => (appUser === null ? [] : userId)));
    const left = unassignedAccounts(setupApp.appliedChanges, assigned);
    const accounts = await lookAtAccounts(context, setupApp.appId, left);
    const doubt =
      sendingDoubt(context.session()) ?? (deletionIn(accounts, context.now()) === null ? null : 'deletes');
    const deactivating = { deactivation, doubt };
    const others = othersThan(items);
    return {
      ...{ app, created, items, madeForTests, deactivating, accounts, others, elsewhere },
      creates: sending !== null && sending.obstacle === null,
      look: app === null ? null : createSendingLook(app, deactivation),
      lookedAt: lookedAt(context),
    };
  },

  plan: (person, { app, created, deactivating, creates }) => {
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
          : assignment(app, person, creates);
    }
  },

  notes: (
    { app, items, madeForTests, deactivating, accounts: outcomes, others, elsewhere, lookedAt: settled },
    changes,
  ) => {
    if (items.length === 0 && others.length === 0) return {};
    const { deactivation, doubt } = deactivating;
    const left = accountsRemain(outcomes, elsewhere);
    const stillActive = new Set(outcomes.filter(isStillActive).map(({ account }) => account.userId));
    const active = items.filter(
      ({ userId, appUser, activeBefore: wasActive, name, login }) =>
        wasActive &&
        (appUser === null
          ? !stillActive.has(userId) && !settled.has(userId)
          : accountDetails(appUser, { name, login }, deactivation)?.isSent === true),
    );
    // Whoever was unassigned before was so while the app integration may have been active, and provisioning on.
    const isLeft = !changes.some(({ mutation }) => mutation?.kind === 'unassign');
    const fate = isLeft && deactivation !== 'unticked' ? 'sent-if-ticked' : deactivation;
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
        drift: [...restorePlanOf(items).drift, ...(app === null ? [] : unassignedSince(items))],
        accounts: left.accounts,
        remains: [
          ...(accounts.length === 0
            ? []
            : [
                `Oktopost accounts that Okta may have made or changed: ${firstOf(accounts, accountsNamed)}. ${fateOf({ deactivation: fate, doubt })}`,
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

  obstacle: async (context, mutation, { look }) =>
    look === null || mutation.kind !== 'unassign' || mutation.account === null
      ? null
      : look(context, [mutation.account]),

  beforeAndAfter: (mutation) => {
    const { kind, userId } = mutation;
    if (kind === 'unassign')
      return mutation.account === null ? { userId } : { userId, account: mutation.account };
    const userName = mutation.kept?.userName ?? null;
    return userName === null ? { userId } : { userId, userName };
  },

  apply: async ({ okta }, mutation) => {
    const { kind, appId, userId } = mutation;
    if (kind === 'unassign') {
      await okta.unassign(appId, userId);
      return { details: {} };
    }
    const { userName } = await (mutation.kept === null
      ? okta.assign(appId, userId)
      : okta.assignKeeping(appId, userId, mutation.kept));
    return { details: { after: { userName } } };
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

/** Whom others had assigned, this set-up assigned again, and others unassigned since. */
const unassignedSince = (people: readonly Affected[]): Drift[] =>
  people.flatMap(({ userId, name, history, appUser }) =>
    appUser === null && history.original !== null && history.lastWritten.every((written) => written !== null)
      ? [
          {
            setting: `assignment:${userId}` as const,
            person: name,
            before: history.original,
            left: history.original,
            now: notAssigned,
          },
        ]
      : [],
  );

const notAssigned = 'not assigned';

function restorePlanOf(people: readonly Affected[]): RestorePlan<Assigned> {
  const byId = new Map(people.map((person) => [person.userId, person]));
  return planRestore<Assigned>({
    histories: new Map(people.map(({ userId, history }) => [userId, history])),
    now: (userId) => assignedOf(byId.get(userId)?.appUser ?? null),
    settingOf: (userId) => `assignment:${userId}`,
    personOf: (userId) => byId.get(userId)?.name ?? userId,
    words: (assigned) => assigned ?? notAssigned,
  });
}
