import { capitalised } from '../../../shared/counted';
import { labelOf } from '../../../shared/settings';
import type { SettingId } from '../../../shared/settings';
import type { AssignmentCount, ChangeRow } from '../../../shared/plan';
import { isPushFailed } from '../../observe/never-sent';
import { readLoggedChanges } from '../../observe/logged-changes';
import type { Okta } from '../../okta/okta';
import type { App, AppUser } from '../../okta/types';
import type { AppliedChange } from '../../storage/applied-changes';
import { fieldHistories, fieldSetting, fieldsOf, isAskedFor, shownField } from '../app-integration/fields';
import type { SetupApp } from '../app-integration/setup-app';
import { historiesToUndo, isOwn } from '../assignment/history';
import { assignedByOwnGroups, ownGroups } from '../rollout/groups';
import { addAccount, nobodysAccounts } from './others-accounts';
import type { OthersAccounts } from './others-accounts';

/** What people other than this set-up changed in the app integration that it created. */
export interface Others {
  /** Assigned people and groups that are not of this set-up. */
  people: number;
  /** Of these people: assigned again by this set-up, which had unassigned them; they were assigned before it. */
  again: number;
  groups: number;
  /** With those of this set-up. */
  everyone: AssignmentCount;
  /** User ids of everyone who is assigned, without those whom a group of this set-up assigns. */
  assigned: ReadonlySet<string>;
  /** Settings whose value differs from the one this set-up wrote last, with that one. */
  settings: readonly { setting: SettingId; now: string; left: string }[];
  /** Logins of who did, as far as Okta's System Log tells. */
  changedBy: ReadonlyMap<SettingId, string>;
  /** Of people whom this set-up never assigned. */
  accounts: OthersAccounts;
  /** Ids of everyone who is assigned, and of their accounts at Oktopost. */
  present: ReadonlySet<string>;
  /** Whether Okta would send a deactivation of somebody whom this set-up has assigned. */
  deactivatesOwn: boolean;
}

export const noOthers: Others = {
  people: 0,
  again: 0,
  groups: 0,
  everyone: { users: 0, groups: 0, more: false },
  assigned: new Set(),
  settings: [],
  changedBy: new Map(),
  accounts: nobodysAccounts,
  present: new Set(),
  deactivatesOwn: false,
};

export async function readOthers(
  okta: Okta,
  app: App,
  { appliedChanges, created }: Pick<SetupApp, 'appliedChanges' | 'created'>,
): Promise<Others> {
  const own = ownGroups(appliedChanges);
  const everyone = { users: 0, groups: 0, more: false };
  const groups: string[] = [];
  for await (const { id } of okta.appGroups(app.id)) {
    everyone.groups += 1;
    if (!own.has(id)) groups.push(id);
  }
  const byOwnGroups = await assignedByOwnGroups(okta, appliedChanges, groups);
  const histories = historiesToUndo(appliedChanges, created);
  let people = 0;
  let again = 0;
  const assigned = new Set<string>();
  const accounts: OthersAccounts = { accounts: [], more: 0 };
  const present = new Set<string>();
  let deactivatesOwn = false;
  for await (const appUser of okta.appUsers(app.id)) {
    const { id, scope, externalId } = appUser;
    everyone.users += 1;
    present.add(id);
    if (externalId !== null) present.add(externalId);
    const history = histories.get(id);
    const byOwnGroup = scope === 'GROUP' && byOwnGroups.has(id);
    if (!byOwnGroup) assigned.add(id);
    if (byOwnGroup || (scope === 'USER' && history !== undefined && isOwn(history))) {
      deactivatesOwn ||= externalId !== null && !isPushFailed(appUser);
      continue;
    }
    people += 1;
    if (scope === 'USER' && history?.lastWritten.length === 1 && history.lastWritten[0] === 'assigned')
      again += 1;
    // Whom this set-up assigned or unassigned once, the undo of that names.
    if (externalId === null || history !== undefined) continue;
    addAccount(accounts, accountOf(appUser));
  }
  const settings = changedSettings(app, appliedChanges);
  return {
    ...{ people, again, groups: groups.length, everyone, assigned, settings },
    ...{ changedBy: new Map(), accounts, present, deactivatesOwn },
  };
}

/** Who changed these settings to what they are now, by Okta's System Log: for what is said, not for what is compared. */
export async function whoChanged(
  okta: Okta,
  app: App,
  settings: Others['settings'],
  now: Date,
): Promise<Others['changedBy']> {
  const logged = settings.length === 0 ? null : await readLoggedChanges(okta, app.id, now);
  return new Map(
    settings.flatMap(({ setting, now: value }): [SettingId, string][] => {
      const change = logged?.get(setting);
      return change?.to === value && change.who !== null ? [[setting, change.who]] : [];
    }),
  );
}

function accountOf({ id, userName, externalId, profile }: AppUser): OthersAccounts['accounts'][number] {
  const { givenName, familyName } = profile;
  const parts = [givenName, familyName].filter((part) => typeof part === 'string' && part !== '');
  return { name: parts.join(' '), userName: userName ?? id, externalId };
}

function changedSettings(app: App, appliedChanges: readonly AppliedChange[]): Others['settings'] {
  const now = fieldsOf(app);
  return [...fieldHistories(appliedChanges)].flatMap(([path, { lastWritten }]) => {
    const value = now[path] ?? null;
    if (lastWritten.includes(value) || isAskedFor(path, value)) return [];
    const left = shownField(path, lastWritten.at(-1) ?? null);
    return [{ setting: fieldSetting(path), now: shownField(path, value), left }];
  });
}

/**
 * What of others a deactivation or the deletion takes away or leaves, as rows of both: right before either it has to be what the plan
 * showed.
 */
export function othersRows(
  { people, again, groups, settings }: Pick<Others, 'people' | 'again' | 'groups' | 'settings'>,
  verb: 'keep' | 'remove',
): ChangeRow[] {
  const after = (now: string): string | null => (verb === 'keep' ? now : null);
  const count = (setting: SettingId, number: number, note = 'Not assigned by this set-up.'): ChangeRow[] => {
    const now = String(number);
    return number === 0 ? [] : [{ setting, now, after: after(now), verb, note }];
  };
  return [
    ...count('app.people', people, again === 0 ? undefined : 'Assigned before this set-up, or by others.'),
    ...count('app.groups', groups),
    ...settings.map(({ setting, now, left }): ChangeRow => {
      const note = `This set-up left it at “${left}”.`;
      return { setting, now, after: after(now), verb, note };
    }),
  ];
}

/** Whom others have assigned, in a sentence; null for nobody. */
export function othersAssigned({
  people,
  again,
  groups,
}: Pick<Others, 'people' | 'again' | 'groups'>): string | null {
  const assigned = [
    ...(people === 0 ? [] : [people === 1 ? 'one person' : `${people.toLocaleString('en')} people`]),
    ...(groups === 0 ? [] : [groups === 1 ? 'one group' : `${groups.toLocaleString('en')} groups`]),
  ];
  if (assigned.length === 0) return null;
  if (again === 0) return `Others have assigned ${assigned.join(' and ')}.`;
  const verb = people + groups === 1 ? 'is' : 'are';
  const whom = people === 1 ? '' : `${again === 1 ? 'one' : again.toLocaleString('en')} of them `;
  return `${capitalised(assigned.join(' and '))} ${verb} assigned, ${whom}again by this set-up.`;
}

/** What the admin has to decide about; empty where there is nothing of others. */
export function othersSentences(app: App | null, others: Others): string[] {
  const { settings, changedBy } = others;
  const assigned = othersAssigned(others);
  const said = [
    ...(assigned === null
      ? []
      : [`${assigned} Who is assigned loses Oktopost, and their accounts there may stay active.`]),
    ...settings.map(
      ({ setting, now }) =>
        `${changedBy.get(setting) ?? 'Someone'} changed “${labelOf(setting)}” to “${now}”.`,
    ),
  ];
  const isInactive = app !== null && app.status !== 'ACTIVE' && said.length > 0;
  return isInactive ? [...said, inactive] : said;
}

const inactive = 'It is inactive now: nobody can use it until it is activated again in Okta.';
