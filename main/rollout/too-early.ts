import { saml } from '../../shared/oktopost';
import type { Destination } from '../../shared/oktopost';
import type { TooEarlyPlan, TooEarlyRow } from '../../shared/too-early';
import { mappingForType } from '../observe/assignment-count';
import { usersNamed } from '../people/look-up';
import { fewAccounts, fewPeople, readLockOutInParts } from '../observe/lock-out';
import { wasNeverSent } from '../observe/never-sent';
import type { Okta } from '../okta/okta';
import type { App, AppUserWithEmail, Mapping, User } from '../okta/types';
import type { OktopostScim } from '../oktopost/types';
import { readMembers } from '../steps/rollout/members';
import type { TooEarly } from '../steps/rollout/too-early';
import { gone } from '../storage/required';

/** Between the two halves: a quick pair can end inactive. Source: Okta as recorded, section 5. */
export const betweenHalvesMs = 75_000;

export interface Found {
  plan: Omit<TooEarlyPlan, 'planId'>;
  people: TooEarly[];
  /** For the screen, of those and of the others. */
  rows: { direct: TooEarlyRow[]; group: TooEarlyRow[] };
}

/** Where such people are looked for. */
interface LookedIn {
  okta: Okta;
  oktopost: OktopostScim | null;
  appId: string;
  destination: Destination | null;
}

/** Who was assigned too early, directly and by group, and what the next assignment of each keeps. Only reads. */
export async function findTooEarly({ okta, oktopost, appId, destination }: LookedIn): Promise<Found> {
  const [app, { readable }] = await Promise.all([okta.app(appId), okta.mappings(appId)]);
  if (app === null) throw gone();
  const direct: AppUserWithEmail[] = [];
  const byGroup: AppUserWithEmail[] = [];
  const arrivedByGroup = new Set<string>();
  for await (const appUser of okta.appUsersWithEmail(appId)) {
    if (wasNeverSent(appUser)) (appUser.scope === 'GROUP' ? byGroup : direct).push(appUser);
    else if (appUser.scope === 'GROUP' && appUser.externalId !== null) arrivedByGroup.add(appUser.id);
  }
  const ids = direct.map(({ id }) => id);
  const users = new Map((await usersNamed(okta, ids)).map((user) => [user.id, user]));
  const judged = direct.map((appUser) => judge(app, readable, appUser, users.get(appUser.id) ?? null));
  const groups = byGroup.length === 0 ? [] : await groupsOf(okta, appId, byGroup, arrivedByGroup);
  const people = judged.map(({ person }) => person);
  const lockOut = await readLockOutInParts(
    { okta, destination, accounts: () => fewAccounts(oktopost) },
    people,
    smallBatches(people),
  );
  return {
    people,
    rows: {
      direct: judged.map(({ person, lost }) => ({
        userId: person.userId,
        name: person.name,
        email: person.email === '' ? null : person.email,
        userName: person.keptUserName,
        kept: Object.keys(person.keptProfile),
        lost,
      })),
      group: byGroup.map((appUser) => ({
        userId: appUser.id,
        name: nameOf(appUser),
        email: appUser.email,
        userName: null,
        kept: [],
        lost: [],
      })),
    },
    plan: {
      direct: direct.length,
      withLoss: judged.filter(({ lost }) => lost.length > 0).length,
      byGroup: byGroup.length,
      groups,
      first: byGroup[0] === undefined ? null : nameOf(byGroup[0]),
      lockOut: lockOut.admins,
      blockers:
        app.status === 'ACTIVE'
          ? []
          : [`“${app.label}” is inactive in Okta, and nobody can be assigned to it. Activate it first.`],
      waitSeconds: betweenHalvesMs / 1000,
    },
  };
}

/** The first one is unassigned alone; of the batches after it only the last may be so small that the roles of each are read. */
const smallBatches = (people: readonly TooEarly[]): (readonly TooEarly[])[] =>
  people.length <= fewPeople ? [] : [people.slice(0, 1), people.slice(-fewPeople)];

const nameOf = ({ id, name, login, userName }: AppUserWithEmail): string => name || (login ?? userName ?? id);

const reference = /^\s*(?:user|source)\.(\w+)\s*$/;

/** What the next assignment keeps, and by name what it cannot: mapped values that somebody wrote by hand. */
function judge(
  app: App,
  mappings: readonly Mapping[],
  appUser: AppUserWithEmail,
  user: User | null,
): { person: TooEarly; lost: string[] } {
  const rows = mappingForType(mappings, appUser.typeId)?.properties ?? {};
  const values = Object.entries(appUser.profile).filter(([, value]) => value !== null && value !== '');
  const lost = values.flatMap(([name, value]) => {
    const row = rows[name];
    if (row === undefined || user === null) return [];
    const attribute = reference.exec(row.expression)?.[1];
    if (attribute === undefined) return [];
    return user.profile[attribute] === value ? [] : [name];
  });
  const { id: userId, email, login, userName } = appUser;
  return {
    lost,
    person: {
      userId,
      name: nameOf(appUser),
      login: login ?? userName ?? userId,
      email: email ?? '',
      keptUserName: userName === madeUserName(app, appUser) ? null : userName,
      keptProfile: Object.fromEntries(values.filter(([attribute]) => rows[attribute] === undefined)),
    },
  };
}

/** What Okta's format gives; null where it is not worked out here, so that the present one is kept. */
function madeUserName({ userNameTemplate }: App, { email, login }: AppUserWithEmail): string | null {
  switch (userNameTemplate?.template) {
    case saml.userNameTemplate:
      return email;
    case '${source.login}':
      return login;
    default:
      return null;
  }
}

/** The assigned groups that have such people, and whom taking each off would deactivate. */
async function groupsOf(
  okta: Okta,
  appId: string,
  waiting: readonly AppUserWithEmail[],
  arrived: ReadonlySet<string>,
): Promise<TooEarlyPlan['groups']> {
  const members = new Map<string, string[]>();
  for await (const { id } of okta.appGroups(appId)) {
    members.set(
      id,
      (await readMembers(okta, id)).map(({ userId }) => userId),
    );
  }
  const groupCount = new Map<string, number>();
  for (const ids of members.values()) for (const id of ids) groupCount.set(id, (groupCount.get(id) ?? 0) + 1);
  const known = await okta.searchGroups('', 200);
  const names = new Map(known.map(({ id, name }) => [id, name]));
  const never = new Set(waiting.map(({ id }) => id));
  return [...members]
    .map(([id, ids]) => ({
      id,
      name: names.get(id) ?? id,
      waiting: ids.filter((each) => never.has(each)).length,
      wouldDeactivate: ids.filter((each) => arrived.has(each) && groupCount.get(each) === 1).length,
    }))
    .filter((group) => group.waiting > 0);
}
