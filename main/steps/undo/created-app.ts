import { isDeepStrictEqual } from 'node:util';
import { AppFailure } from '../../../shared/errors';
import type { LifeCycleUser } from '../../../shared/life-cycle';
import type { App } from '../../okta/types';
import type { ScimUser } from '../../oktopost/types';
import { lookAtPlan } from '../../plans/failures';
import { defineStep, draftOf } from '../../plans/step';
import type { Applied, PlannedChange, Step, StepContext } from '../../plans/step';
import { noNotes } from '../../plans/undo-notes';
import {
  awaitAccounts,
  isOutstanding,
  lookAtAccounts,
  sentenceOf,
  stillActive,
} from '../assignment/accounts';
import type { AccountOutcome } from '../assignment/accounts';
import { afterDeactivations } from '../assignment/refused';
import { unassignedAccounts } from '../assignment/history';
import type { UnassignedAccount } from '../assignment/history';
import { sendingDoubt } from '../../storage/proving-test';
import { accountsOfGroups } from '../rollout/groups';
import { readSetupApp } from '../app-integration/setup-app';
import { noOthers, othersRows, othersSentences, readOthers, whoChanged } from './other-users';
import type { Others } from './other-users';
import {
  accountsLeft,
  findOrphaned,
  orphanedAccount,
  orphanedNotLookedFor,
  lookAtOthers,
  othersCounts,
  othersLeft,
  withOrphaned,
} from './others-accounts';
import type { OthersAccounts, OthersRead } from './others-accounts';
import { usersMade } from '../life-cycle/made';
import { checkOf, deactivateAppChangeId, deleteAppChangeId } from '../../../shared/plan';
import type { SettingId } from '../../../shared/settings';
import { statusName } from '../../../shared/status-name';
import type { ChangeRow, Check } from '../../../shared/plan';

interface Settings {
  /** The admin chose to delete the app integration although others work with it. */
  deleteDespiteOtherUsers: boolean;
}

interface Observed {
  /** Null: it is not in Okta any more. */
  app: App | null;
  others: Others;
  /** The accounts of those whom this set-up has unassigned. */
  accounts: UnassignedAccount[];
  /** Null: of a recheck, which shows nothing. */
  shown: Shown | null;
  /** Oktopost refuses what Okta sends, and the plan shows that accounts stay active for it. */
  isRefused: boolean;
  /** This set-up deactivated it last, once their accounts were waited for. */
  isAwaited: boolean;
}

/** What a preview reads only to show it. */
interface Shown {
  outcomes: AccountOutcome[];
  /** The accounts of others: of this app integration, and those that earlier deletions of this set-up left. */
  othersRead: OthersRead;
  /** Why nobody was looked for who was unassigned by hand, a sentence; null: they are in `othersRead`. */
  notLookedFor: string | null;
}

/** What the newest preview has shown, which a recheck does not hold against its plan: the preview writes it. */
interface Latest {
  /** By user id: the accounts that may still be active. */
  active: ReadonlySet<string>;
  isRefused: boolean;
  orphaned: readonly ScimUser[];
}

/** What stands between an app integration and its end: `accounts` are to be inactive first, `others` is to be as it was shown. */
interface Ended {
  app: App;
  accounts: UnassignedAccount[];
  others: ChangeRow[];
  isRefused: boolean;
}

type Mutation = ({ kind: 'deactivate' } | { kind: 'delete'; othersAccounts: OthersAccounts }) & Ended;

/**
 * Deactivates and deletes the app integration that this set-up created, once the accounts of those whom it unassigned are
 * inactive at Oktopost, or the plan has shown that they are not, or will not be. Source: Okta facts, section 2, "Find, replace, delete".
 */
export const undoCreatedAppStep = (settings: Settings): Step =>
  undoCreatedApp({ ...settings, latest: { active: new Set(), isRefused: false, orphaned: [] } });

const undoCreatedApp = defineStep<Settings & { latest: Latest }, Observed | null, Mutation>({
  observe: async (context, { latest }, purpose) => {
    const setupApp = await readSetupApp(context);
    if (setupApp === null || !setupApp.created) return null;
    const { app, appliedChanges } = setupApp;
    const others = app === null ? noOthers : await readOthers(context.okta, app, setupApp);
    const accounts =
      app === null
        ? []
        : [
            ...unassignedAccounts(appliedChanges, others.assigned),
            ...accountsOfGroups(appliedChanges, others.assigned),
          ];
    const last = appliedChanges.at(-1);
    const isAwaited = last?.changeId === deactivateAppChangeId && last.confirmed;
    if (purpose === 'recheck') {
      const unseen = accounts.filter(({ userId }) => !latest.active.has(userId));
      const all = { ...others, accounts: withOrphaned(others.accounts, latest.orphaned) };
      return { app, others: all, accounts: unseen, shown: null, isRefused: latest.isRefused, isAwaited };
    }
    const { oktopost, appliedChanges: changes, now } = context;
    const left = accountsLeft(changes(), deleteAppChangeId);
    const [outcomes, found, read, changedBy] = await Promise.all([
      lookAtAccounts(context, setupApp.appId, accounts),
      app === null ? [] : findOrphaned(oktopost, accountedFor(others, accounts, usersMade(changes()))),
      lookAtOthers(oktopost, [...left, others.accounts]),
      app === null ? others.changedBy : whoChanged(context.okta, app, others.settings, now()),
    ]);
    const isRefused = others.deactivatesOwn && sendingDoubt(context.session()) === 'refused';
    const orphaned = typeof found === 'string' ? [] : found;
    const active = new Set(outcomes.filter(isOutstanding).map(({ account }) => account.userId));
    Object.assign(latest, { active, isRefused, orphaned } satisfies Latest);
    const othersRead = { ...read, active: [...read.active, ...orphaned.map(orphanedAccount)] };
    const shown = { outcomes, othersRead, notLookedFor: typeof found === 'string' ? found : null };
    return { app, others: { ...others, changedBy }, accounts, shown, isRefused, isAwaited };
  },

  plan: (observed, { deleteDespiteOtherUsers }) => {
    if (observed === null) return draftOf([]);
    const { app, others, shown } = observed;
    const said = othersSentences(app, others);
    return draftOf([deactivation(observed), deletion(observed)], {
      blockers:
        said.length === 0 || deleteDespiteOtherUsers
          ? []
          : ['Others work with this app integration. Decide whether to delete it all the same.'],
      assigned: others.everyone,
      undo:
        shown === null
          ? noNotes
          : {
              ...noNotes,
              others: said,
              remains: [...othersLeft(shown.othersRead), ...orphanedNotLookedFor(shown.notLookedFor)],
              accounts: othersCounts(shown.othersRead),
            },
    });
  },

  beforeAndAfter: (mutation) =>
    mutation.kind === 'deactivate'
      ? { appId: mutation.app.id }
      : { appId: mutation.app.id, others: mutation.othersAccounts },

  apply: async (context, mutation) => {
    const { okta } = context;
    const refusal = await refusalOf(context, mutation);
    if (refusal !== null) return { details: {}, ...refusal };
    if (mutation.kind === 'deactivate') await okta.deactivateApp(mutation.app.id);
    else await okta.deleteApp(mutation.app.id);
    return { details: {} };
  },

  verify: async (context): Promise<Check[]> => {
    const setupApp = await readSetupApp(context);
    if (setupApp === null || !setupApp.created) return [];
    const { app } = setupApp;
    const actual = app === null ? 'not there' : `${app.label}, ${statusName(app.status)}`;
    const next = lookAtPlan;
    // One that is gone is not active either; of one that stays, its deletion tells.
    const settings: SettingId[] = app === null ? ['app', 'app.status'] : ['app'];
    return settings.map((setting) => checkOf({ setting, expected: 'not there', actual, next }));
  },
});

/**
 * An inactive app integration may send nothing any more. What is waited for may take a minute, in which others go on working. Not null:
 * an account is still active, and what that tells of the connection.
 * @throws AppFailure `plan-stale` where others have changed something meanwhile.
 */
async function refusalOf(
  context: StepContext,
  { kind, app, accounts, others, isRefused }: Mutation,
): Promise<Pick<Applied, 'refusal' | 'remember'> | null> {
  if (accounts.length === 0) return null;
  const outcomes = await awaitAccounts(context, app.id, accounts);
  // Of the others the plan said before that Okta sends nothing for them, or that Oktopost refuses it.
  const unexpected = outcomes.filter((outcome) => outcome.account.isSent && isOutstanding(outcome));
  const kept = kind === 'deactivate' ? 'not deactivated' : 'not deleted';
  if (unexpected.length > 0 && !isRefused) {
    const remember = afterDeactivations(context.session(), outcomes, context.now().toISOString());
    return { refusal: stillActive(app.label, kept, unexpected), remember };
  }
  const setupApp = await readSetupApp(context);
  if (setupApp === null || setupApp.app === null) return null;
  const now = othersRows(await readOthers(context.okta, setupApp.app, setupApp), 'keep');
  if (!isDeepStrictEqual(now, others)) throw othersCame(app, kept);
  return null;
}

const staysActive =
  'Oktopost refused what Okta sent last. Until that is mended, the accounts of the people whom this plan unassigns stay active: deactivate them in Oktopost.';

const othersCame = ({ label }: App, kept: string): AppFailure =>
  new AppFailure({
    code: 'plan-stale',
    message: `“${label}” was ${kept}: while the assistant waited for Oktopost, others changed who is assigned, or a setting.`,
    owner: 'okta-admin',
    next: lookAtPlan,
    retry: true,
  });

/** Ids of Okta users, and of accounts at Oktopost, of which the plan knows what becomes. */
const accountedFor = (
  { present }: Others,
  accounts: readonly UnassignedAccount[],
  made: readonly LifeCycleUser[],
): ReadonlySet<string> =>
  new Set([
    ...present,
    ...accounts.flatMap(({ userId, externalId }) => [userId, ...(externalId === null ? [] : [externalId])]),
    ...made.flatMap(({ id }) => id ?? []),
  ]);

function deactivation({ app, others, accounts, shown, isRefused }: Observed): PlannedChange<Mutation> {
  const active = app?.status === 'ACTIVE';
  const rows = othersRows(others, 'keep');
  return {
    mutation: active ? { kind: 'deactivate', app, accounts, others: rows, isRefused } : null,
    change: {
      id: deactivateAppChangeId,
      title: active ? `Deactivate the app integration “${app.label}”` : 'The app integration is not active',
      verb: active ? 'update' : 'keep',
      rows: active
        ? [{ setting: 'app.status', now: 'ACTIVE', after: 'INACTIVE', verb: 'change', note: null }, ...rows]
        : [],
      warnings: [
        ...(shown?.outcomes ?? []).filter(isOutstanding).flatMap((outcome) => sentenceOf(outcome) ?? []),
        ...(isRefused && active ? [staysActive] : []),
      ],
      pushes: 0,
      undo: 'Only until it is deleted: activate it again in Okta.',
      irreversibleEffect: null,
    },
  };
}

function deletion({ app, others, accounts, isRefused, isAwaited }: Observed): PlannedChange<Mutation> {
  // One that others made inactive meanwhile was not waited for.
  const ended = {
    accounts: isAwaited ? [] : accounts,
    others: othersRows(others, 'keep'),
    isRefused,
    othersAccounts: others.accounts,
  };
  return {
    mutation: app === null ? null : { kind: 'delete', app, ...ended },
    change: {
      id: deleteAppChangeId,
      title:
        app === null
          ? 'The app integration is not in Okta any more'
          : `Delete the app integration “${app.label}”`,
      verb: app === null ? 'keep' : 'delete',
      rows:
        app === null
          ? []
          : [
              {
                setting: 'app',
                now: app.id,
                after: null,
                verb: 'remove',
                note: 'This deletes its SCIM connection, To App boxes and attribute mapping as well.',
              },
              ...othersRows(others, 'remove'),
            ],
      warnings: [],
      pushes: 0,
      undo: 'Not at all. A new set-up creates another app integration.',
      irreversibleEffect: null,
    },
  };
}
