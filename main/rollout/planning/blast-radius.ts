import { counted } from '../../../shared/counted';
import { randomUUID } from 'node:crypto';
import { askOktopostStatement, tileHiddenStatement } from '../../../shared/left-to-do';
import { mostNamedInRollout, skipReasons } from '../../../shared/rollout-plan';
import type { RolloutChoice, RolloutPlan, SkipReason } from '../../../shared/rollout-plan';
import { fewPeople, readLockOutInParts } from '../../observe/lock-out';
import type { LockOut } from '../../observe/lock-out';
import { blockerOf, readSending } from '../../observe/sending';
import type { Okta } from '../../okta/okta';
import type { App } from '../../okta/types';
import { isTileHidden } from '../../steps/app-integration/fields';
import type { Session } from '../../storage/session';
import { requireTarget } from '../../storage/target';
import type { Gathered } from './gather';
import { namesInShort } from '../person-names';
import type { PlannedRing } from './plan-rings';

interface Planned {
  okta: Okta;
  app: App;
  gathered: Gathered;
  rings: readonly PlannedRing[];
  choice: RolloutChoice;
  session: Session;
  /** Of what is not proven, or not as it should be. */
  risks: string[];
  /** Of the rings. */
  warnings: string[];
  /** Index of the first ring among all. */
  first: number;
  now: Date;
}

/** Attributes of a mapping that Oktopost takes. Source: Oktopost facts, "Supported SCIM attributes". */
const taken = ['givenName', 'familyName', 'email'];
/** Of so many people in small rings, all together, the roles are read, by a request each. */
const mostRoles = 200;

/** The whole rollout in numbers, before anything is written. */
export async function blastRadius({
  okta,
  app,
  gathered,
  rings,
  choice,
  session,
  risks,
  warnings,
  first,
  now,
}: Planned): Promise<RolloutPlan> {
  const { accounts, skipped, notReady } = gathered;
  const people = rings.flatMap((ring) => ring.people);
  const { destination } = session;
  const [{ obstacle }, mappings, lockOut] = await Promise.all([
    readSending(okta, app, session),
    okta.mappings(app.id),
    lockOutOf({ okta, destination, accounts: () => Promise.resolve(accounts?.all ?? null) }, rings),
  ]);
  const found =
    accounts === null
      ? null
      : people.map((person) => ({ person, account: accounts.byUserName(person.email) }));
  const numberOf = (is: (each: NonNullable<typeof found>[number]) => boolean): number | null =>
    found === null ? null : found.filter(is).length;
  const linked = found?.filter(({ account }) => account?.active === true) ?? null;
  const newAccounts = numberOf(({ account }) => account === null);
  const reactivations = numberOf(({ account }) => account?.active === false);
  const asked = (newAccounts ?? people.length) + (reactivations ?? 0);
  const activeAccounts = accounts === null ? null : accounts.all.filter(({ active }) => active).length;
  const { licences } = choice;
  return {
    id: randomUUID(),
    at: now.toISOString(),
    first,
    rings: rings.map(({ kind, people: members, group }) => ({
      kind,
      people: members.length,
      group: group?.name ?? null,
    })),
    people: people.length,
    newAccounts,
    reactivations,
    links: linked?.length ?? null,
    linkNames: (linked ?? []).slice(0, mostNamedInRollout).map(({ person }) => person.name),
    renames: numberOf(
      ({ person, account }) =>
        account !== null &&
        person.name !== [account.givenName, account.familyName].filter((part) => part !== null).join(' '),
    ),
    overwritten: [
      'userName',
      ...taken.filter((name) => mappings.readable.some(({ properties }) => Object.hasOwn(properties, name))),
    ],
    activeAccounts,
    licences,
    skipped: [...countsOf(skipped.map(({ reason }) => reason))].map(([reason, count]) => ({
      reason,
      what: skipReasons[reason],
      people: count,
    })),
    risks,
    warnings: [
      ...risks,
      ...warnings,
      ...stillOpen(app, session),
      ...licenceWarnings(asked, activeAccounts, licences),
      ...(accounts === null
        ? [
            'Oktopost’s list of accounts was not read: who is there already, and who is reactivated, is not known.',
          ]
        : []),
      ...(notReady.length > 0
        ? [
            `${counted(notReady.length, 'member of the groups is', 'members of the groups are')} not ready, and a group assigns them all the same: ${namesInShort(notReady)}. Repair them first, or take them out of the group.`,
          ]
        : []),
      ...(rings[0]?.kind === 'group'
        ? [
            'A group is assigned whole, so there is no pilot of one. Test one member first on the step “Test one user”.',
          ]
        : []),
      ...lockOut.warnings,
    ],
    lockOut: lockOut.admins,
    blockers: [
      ...(obstacle === null ? [] : [blockerOf(obstacle)]),
      ...(rings.length === 0 ? ['Nobody is left to assign.'] : []),
    ],
    step: obstacle?.step ?? null,
  };
}

/** What was put off until a rollout, and is not done. */
function stillOpen(app: App, session: Session): string[] {
  const isStated = (statement: string): boolean => session.statements.some(({ id }) => id === statement);
  return [
    ...(requireTarget(session).inArticle || isStated(askOktopostStatement)
      ? []
      : [
          'Oktopost’s article does not have this way, and that you asked your account manager at Oktopost is not stated. Ask first, and state it in the summary.',
        ]),
    ...(isTileHidden(app) && !isStated(tileHiddenStatement)
      ? [
          'The tile is hidden: whoever is assigned does not see it before you show it (General tab, App Settings).',
        ]
      : []),
  ];
}

/** Of accounts that are not known, the warning counts none: the plan says that they were not read. */
function licenceWarnings(asked: number, activeAccounts: number | null, licences: number | null): string[] {
  if (licences === null || asked === 0 || asked + (activeAccounts ?? 0) <= licences) return [];
  const inUse = activeAccounts === null ? '' : `, ${activeAccounts.toLocaleString('en')} in use already,`;
  return [
    `${counted(asked, 'licence is', 'licences are')} needed${inUse} and you have ${licences.toLocaleString('en')}: Oktopost refuses whoever is beyond them.`,
  ];
}

/** Each small ring is a part. */
function lockOutOf(
  lookedAt: Parameters<typeof readLockOutInParts>[0],
  rings: readonly PlannedRing[],
): Promise<LockOut> {
  const small: PlannedRing[] = [];
  let left = mostRoles;
  for (const ring of rings) {
    if (ring.people.length > fewPeople || ring.people.length > left) continue;
    small.push(ring);
    left -= ring.people.length;
  }
  const others = rings.filter((ring) => !small.includes(ring)).flatMap(({ people }) => people);
  return readLockOutInParts(
    lookedAt,
    others,
    small.map(({ people }) => people),
  );
}

function countsOf(reasons: readonly SkipReason[]): Map<SkipReason, number> {
  const counts = new Map<SkipReason, number>();
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return counts;
}
