import { firstOf } from '../../../shared/counted';
import type { MissingReason, RepairPlan, RepairRow } from '../../../shared/repair';
import { mostNamedInRollout, skipReasons } from '../../../shared/rollout-plan';
import type { RepairOf } from '../../../shared/rollout';
import { fewAccounts, fewPeople, readLockOutInParts } from '../../observe/lock-out';
import { isPushFailed, wasNeverSent } from '../../observe/never-sent';
import { readAssigned } from '../../observe/people';
import { emailRule } from '../../observe/person-rules';
import { createEmailOwners } from '../../observe/email-owners';
import type { EmailOwners } from '../../observe/email-owners';
import { blockerOf, readSending } from '../../observe/sending';
import type { Sending } from '../../observe/sending';
import type { Okta } from '../../okta/okta';
import { personOf } from '../../okta/person';
import type { AppUserWithEmail, User } from '../../okta/types';
import type { OktopostScim } from '../../oktopost/types';
import { usersNamed } from '../../people/look-up';
import { nameReasons } from '../../people/readiness';
import type { AssignedAgain } from '../../steps/rollout/assign-again';
import type { RingPerson } from '../../steps/rollout/ring';
import { gone as appGone } from '../../storage/required';
import type { Session } from '../../storage/session';
import { whyNot } from '../rings/cannot-assign';
import { notReady } from '../failures';
import type { StoredRing } from '../rollout-store';
import { nameOf } from '../person-names';
import { keptOf } from './kept-profile';
import { isMissing, isThere } from '../rings/ring-look';
import { accountStates } from './missing-accounts';
import { accountsAfter } from './repair-accounts';
import { repairNames } from './repair-user-names';
import { tooEarlyGroups } from './too-early-groups';

/** Between the two halves: a quick pair can end inactive. Source: Okta as recorded, section 5. */
export const betweenHalvesMs = 75_000;

export interface Found {
  plan: Omit<RepairPlan, 'planId'>;
  people: AssignedAgain[];
  /** For the screen, of those and of the others. */
  rows: { direct: RepairRow[]; group: RepairRow[] };
}

/** Whom a repair is for; of a ring with the people who did not arrive. */
export type Whom =
  | Exclude<RepairOf, { kind: 'ring' }>
  | (Extract<RepairOf, { kind: 'ring' }> & { failed: readonly RingPerson[]; isGroup: boolean });

/** Where such people are looked for. */
interface LookedIn {
  okta: Okta;
  oktopost: OktopostScim | null;
  appId: string;
  session: Session;
}

interface Assigned {
  appUser: AppUserWithEmail;
  why: MissingReason;
}

interface Read {
  direct: Assigned[];
  byGroup: Assigned[];
  /** Of the direct ones, by user id, who has no account at Oktopost any more: Okta deactivates none. Source: Okta as recorded, section 5. */
  gone: ReadonlySet<string>;
  /** Of a ring, and not assigned now. */
  notAssigned: readonly RingPerson[];
  /** Of a group, with an account that is lost when the group is taken off. */
  arrivedByGroup: ReadonlySet<string>;
  owners: EmailOwners;
}

/** Whom a repair unassigns and assigns again, what their next assignment keeps, and what it does at Oktopost. Only reads. */
export async function findToRepair({ okta, oktopost, appId, session }: LookedIn, whom: Whom): Promise<Found> {
  const [app, { readable }] = await Promise.all([okta.app(appId), okta.mappings(appId)]);
  if (app === null) throw appGone();
  const {
    direct,
    byGroup,
    gone: goneThere,
    notAssigned,
    arrivedByGroup,
    owners,
  } = await (whom.kind === 'ring'
    ? readRing(okta, oktopost, appId, whom)
    : readAssignments(okta, appId, whom.kind));
  const ids = [...direct.map(({ appUser }) => appUser.id), ...notAssigned.map(({ userId }) => userId)];
  const users = new Map<string, User>((await usersNamed(okta, ids)).map((user) => [user.id, user]));
  const whyLeft = (userId: string): string | null => {
    const user = users.get(userId) ?? null;
    return whyNot(user) ?? (user === null ? null : whyRefused(user));
  };
  const stays = ({ userId }: { userId: string }): boolean => whyLeft(userId) === null;
  // Okta may not find yet whom it has assigned just now.
  const isKnown = ({ appUser }: Read['direct'][number]): boolean => users.has(appUser.id);
  const leftOut = leftOutWarnings(
    [
      ...direct.filter(isKnown).map(({ appUser }) => ({ userId: appUser.id, name: nameOf(appUser) })),
      ...notAssigned,
    ],
    whyLeft,
  );
  const able = direct.filter((each) => !isKnown(each) || whyLeft(each.appUser.id) === null);
  const names = await repairNames(
    okta,
    able.map(({ appUser }) => appUser),
    owners,
  );
  const repaired = able.filter(({ appUser }) => !names.refused.has(appUser.id));
  const assigned = notAssigned.filter(stays);
  const judged = [
    ...repaired.map(({ appUser, why }) => {
      const { id } = appUser;
      const newName = names.emails.get(id) ?? null;
      const { lost, ...kept } = keptOf(app, readable, appUser, users.get(id) ?? null, newName);
      return { lost, person: { ...kept, why } };
    }),
    ...assigned.map((person) => ({
      lost: [],
      person: { ...person, why: 'not-assigned' as const, keptUserName: null, keptProfile: {} },
    })),
  ];
  const people: AssignedAgain[] = judged.map(({ person }) => person);
  const { destination } = session;
  const [lockOut, accounts, sending, groups] = await Promise.all([
    readLockOutInParts(
      { okta, destination, accounts: () => fewAccounts(oktopost) },
      people,
      smallBatches(people),
    ),
    accountsAfter(oktopost, people, new Map(direct.map(({ appUser }) => [appUser.id, appUser]))),
    readSending(okta, app, session),
    byGroup.length > 0 && whom.kind === 'too-early'
      ? tooEarlyGroups(
          okta,
          appId,
          byGroup.map(({ appUser }) => appUser),
          arrivedByGroup,
        )
      : [],
  ]);
  const gone = repaired.filter(({ appUser }) => goneThere.has(appUser.id)).length;
  const inactive = people.filter(({ why }) => why === 'no-account').length - gone;
  const first = byGroup.find(({ why }) => why === 'never-sent');
  return {
    people,
    rows: {
      direct: judged.map(({ person, lost }) => rowOf(person, lost)),
      group: byGroup.map(({ appUser }) => ({
        userId: appUser.id,
        name: nameOf(appUser),
        email: appUser.email,
        userName: null,
        kept: [],
        lost: [],
      })),
    },
    plan: {
      of: whom.kind === 'ring' ? { kind: 'ring', ring: whom.ring } : whom,
      direct: people.length,
      notAssigned: assigned.length,
      inactive,
      gone,
      accounts,
      byGroup: byGroup.length,
      groups,
      groupReasons: [...new Set(byGroup.map(({ why }) => why))],
      first: first === undefined ? null : nameOf(first.appUser),
      warnings: [...leftOut, ...names.warnings, ...lockOut.warnings],
      lockOut: lockOut.admins,
      ...blockedBy(sending, inactive > 0),
      waitSeconds: betweenHalvesMs / 1000,
    },
  };
}

/** Why Oktopost would refuse somebody, by the rules of the readiness check; unassigning them first would only cost them time. */
function whyRefused(user: User): string | null {
  if (emailRule(user.email) !== 'usable') return skipReasons['no-email'];
  return nameReasons(personOf(user)).length > 0 ? skipReasons['name-missing'] : null;
}

/** A sentence for each reason. */
function leftOutWarnings(
  people: readonly Pick<RingPerson, 'userId' | 'name'>[],
  whyLeft: (userId: string) => string | null,
): string[] {
  const names = new Map<string, string[]>();
  for (const { userId, name } of people) {
    const why = whyLeft(userId);
    if (why !== null) names.set(why, [...(names.get(why) ?? []), name]);
  }
  return [...names].map(([why, of]) => `Left out, ${why}: ${firstOf(of, mostNamedInRollout)}.`);
}

export const rowOf = (person: AssignedAgain, lost: string[]): RepairRow => ({
  userId: person.userId,
  name: person.name,
  email: person.email === '' ? null : person.email,
  userName: person.keptUserName === person.email ? null : person.keptUserName,
  kept: Object.keys(person.keptProfile),
  lost,
});

/** With the people of the ring who did not arrive. @throws AppFailure `not-ready` for a ring that is not there. */
export function whomOf(of: RepairOf, rings: readonly StoredRing[]): Whom {
  if (of.kind !== 'ring') return of;
  const ring = rings[of.ring];
  if (ring === undefined) throw notReady('There is no such ring.', 'Choose another one.');
  const failed = new Set(ring.failed.map(({ userId }) => userId));
  return {
    ...of,
    isGroup: ring.group !== null,
    failed: ring.people.filter(({ userId }) => failed.has(userId)),
  };
}

function blockedBy({ obstacle, boxes }: Sending, isInactive: boolean): Pick<RepairPlan, 'blockers' | 'step'> {
  const [, , deactivates = true] = boxes ?? [];
  // Source: failures list, row 7.
  const isLeftInactive = isInactive && !deactivates;
  return {
    blockers: [
      ...(obstacle === null ? [] : [blockerOf(obstacle)]),
      ...(isLeftInactive
        ? [
            'Deactivate Users is off: Okta would not make an inactive account active again. Tick it on the step “To App” first.',
          ]
        : []),
    ],
    step: obstacle === null ? (isLeftInactive ? 'to-app' : null) : obstacle.step,
  };
}

async function readAssignments(okta: Okta, appId: string, kind: 'too-early' | 'push-failed'): Promise<Read> {
  const why = kind === 'too-early' ? 'never-sent' : 'push-failed';
  const isOne = kind === 'too-early' ? wasNeverSent : isPushFailed;
  const direct: Read['direct'] = [];
  const byGroup: Assigned[] = [];
  const arrivedByGroup = new Set<string>();
  const owners = createEmailOwners();
  for await (const appUser of okta.appUsersWithEmail(appId)) {
    owners.add(appUser);
    if (!isOne(appUser)) {
      if (appUser.scope === 'GROUP' && appUser.externalId !== null) arrivedByGroup.add(appUser.id);
    } else (appUser.scope === 'GROUP' ? byGroup : direct).push({ appUser, why });
  }
  return { direct, byGroup, gone: new Set(), notAssigned: [], arrivedByGroup, owners };
}

/** Who of a ring did not arrive, as Okta and Oktopost show it now; whoever Okta is sending is left out. */
async function readRing(
  okta: Okta,
  oktopost: OktopostScim | null,
  appId: string,
  { failed, isGroup }: Extract<Whom, { kind: 'ring' }>,
): Promise<Read> {
  const userIds = failed.map(({ userId }) => userId);
  const assigned = await readAssigned(okta, { appId, userIds, mostAreAsked: false });
  const accounts = await accountStates(oktopost, [...assigned.values()].filter(isThere));
  const reasonOf = (appUser: AppUserWithEmail): MissingReason | null => {
    if (isPushFailed(appUser)) return 'push-failed';
    if (wasNeverSent(appUser)) return 'never-sent';
    return isMissing(accounts.get(appUser.id)) ? 'no-account' : null;
  };
  const found = [...assigned.values()].flatMap((appUser) => {
    const why = reasonOf(appUser);
    return why === null ? [] : [{ appUser, why }];
  });
  const direct = found.filter(({ appUser: { scope } }) => scope !== 'GROUP');
  const owners = createEmailOwners();
  for (const appUser of assigned.values()) owners.add(appUser);
  const isGone = ({ appUser: { id }, why }: Assigned): boolean =>
    why === 'no-account' && accounts.get(id) === 'gone';
  return {
    direct,
    byGroup: found.filter(({ appUser: { scope } }) => scope === 'GROUP'),
    gone: new Set(direct.filter(isGone).map(({ appUser }) => appUser.id)),
    notAssigned: isGroup ? [] : failed.filter(({ userId }) => !assigned.has(userId)),
    arrivedByGroup: new Set(),
    owners,
  };
}

/** The first one is unassigned alone; of the batches after it only the last may be so small that the roles of each are read. */
const smallBatches = (people: readonly AssignedAgain[]): (readonly AssignedAgain[])[] =>
  people.length <= fewPeople ? [] : [people.slice(0, 1), people.slice(-fewPeople)];
