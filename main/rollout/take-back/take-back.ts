import { AppFailure } from '../../../shared/errors';
import type { Change } from '../../../shared/plan';
import { firstOf } from '../../../shared/counted';
import { typedAbove } from '../../../shared/rollout';
import { mostNamedInRollout } from '../../../shared/rollout-plan';
import type { RolloutRow, TakeBackPlan } from '../../../shared/rollout';
import { readAssigned } from '../../observe/people';
import { readPresentApp } from '../../observe/present-app';
import { isInactiveApp } from '../../observe/sending';
import type { AppUserWithEmail } from '../../okta/types';
import { readDeactivation, whyNotSent } from '../../steps/assignment/deactivation';
import { deletesAccount, saysStaysActive } from '../../steps/assignment/history';
import { readMembers, ringPerson } from '../../steps/rollout/members';
import type { RingMembers, RingPerson } from '../../steps/rollout/ring';
import { unassignId } from '../../steps/assignment/unassign-change';
import { memberIds } from '../../steps/rollout/groups';
import { takeBackStep } from '../../steps/rollout/take-back';
import { requireApp } from '../../storage/required';
import { requireMayWrite, requireNoBlocker, requireNoRun, requireSecondYes } from '../approval';
import { notReady, unknownRolloutPlan } from '../failures';
import { loginOf } from '../../okta/person';
import { nameOf } from '../person-names';
import type { RolloutParts } from '../parts';
import type { Rollout } from '../rollout';
import { peopleRows } from '../rollout-view';
import type { RowsAsked } from '../rollout-view';

/** Takes rings back, each by a plan of its own. */
export interface TakeBack {
  plan(ring: number): Promise<TakeBackPlan>;
  /** Whom the shown plan unassigns, by range; nobody where none is shown. */
  rows(asked: Pick<RowsAsked, 'ring' | 'from' | 'count'>): { total: number; rows: RolloutRow[] };
  /** Begins what was shown. `typed`: the number of accounts. @throws AppFailure `plan-unknown`, `not-ready`, `plan-only`, `busy` */
  start(planId: string, typed: number | null, secondYes: boolean): void;
}

export function createTakeBack(
  { engine, store, file, okta, lifetime, report }: RolloutParts,
  rollout: Pick<Rollout, 'rings' | 'takenBack' | 'counts' | 'lookAgain'>,
): TakeBack {
  let shown: TakeBackPlan | null = null;
  let unassigned: readonly RingPerson[] = [];
  lifetime.onForget(() => {
    shown = null;
    unassigned = [];
  });

  /**
   * Who is assigned through this group alone, and how many of them are provisioned: Okta deactivates those with it. `others`: how many
   * of its members are assigned otherwise, by themselves or through another group, and stay. Members may have come since the ring was
   * assigned.
   */
  async function assignedBy(
    groupId: string,
  ): Promise<{ people: RingPerson[]; provisioned: number; others: number }> {
    const { id: appId } = requireApp(store.session);
    const otherGroups: string[] = [];
    for await (const { id } of okta().appGroups(appId)) if (id !== groupId) otherGroups.push(id);
    const [own, elsewhere] = await Promise.all([
      readMembers(okta(), groupId),
      memberIds(okta(), otherGroups),
    ]);
    const members = new Map(own.map((member) => [member.userId, member]));
    const people: RingPerson[] = [];
    let provisioned = 0;
    let others = 0;
    for await (const { id, scope, externalId } of okta().appUsers(appId)) {
      const member = members.get(id);
      if (member === undefined) continue;
      if (scope !== 'GROUP' || elsewhere.has(id)) {
        others += 1;
        continue;
      }
      people.push(ringPerson(member));
      if (externalId !== null) provisioned += 1;
    }
    return { people, provisioned, others };
  }

  /** Who is assigned, and not unassigned by it, and has the account at Oktopost of somebody who is: a sentence, or none. */
  async function accountsOfOthers(leaving: readonly RingPerson[]): Promise<string[]> {
    const ids = new Set(leaving.map(({ userId }) => userId));
    const ended = new Set<string>();
    const staying: AppUserWithEmail[] = [];
    for await (const appUser of okta().appUsersWithEmail(requireApp(store.session).id)) {
      if (appUser.externalId === null) continue;
      if (ids.has(appUser.id)) ended.add(appUser.externalId);
      else staying.push(appUser);
    }
    const others = staying.filter(({ externalId }) => externalId !== null && ended.has(externalId));
    if (others.length === 0) return [];
    const named = others.map((each) => `${nameOf(each)} (${loginOf(each)})`);
    return [`Of the same account at Oktopost, whose access ends too: ${firstOf(named, mostNamedInRollout)}.`];
  }

  /** How many of a ring are assigned, and not by it: before it, or by somebody else since. */
  async function assignedOtherwise(
    { people }: RingMembers,
    changes: readonly Pick<Change, 'id'>[],
  ): Promise<number> {
    const own = new Set(changes.map(({ id }) => id));
    const userIds = people.map(({ userId }) => userId).filter((userId) => !own.has(unassignId(userId)));
    const { id: appId } = requireApp(store.session);
    return (await readAssigned(okta(), { appId, userIds, mostAreAsked: false })).size;
  }

  return {
    plan: async (index) => {
      const ring = rollout.rings()[index];
      if (ring === undefined) throw notReady('There is no such ring.', 'Choose another one.');
      requireNoRun({ engine });
      const { setupId } = store.session;
      const app = await readPresentApp(okta(), store.session);
      const deactivation = await readDeactivation(okta(), app, store.session);
      const ofGroup = ring.group === null ? null : await assignedBy(ring.group.id);
      const plan = await engine.preview(
        { kind: 'ring-back', ring: index },
        takeBackStep({ ...ring, app, deactivation, leaving: ofGroup?.people ?? [] }),
      );
      const writes = plan.changes.filter(({ verb }) => verb !== 'keep');
      // It was done, and the assistant ended before it was noted.
      if (writes.length === 0 && plan.changes.length > 0) rollout.takenBack(index);
      const group = writes.length > 0 ? ring.group : null;
      const byGroup = group === null ? null : ofGroup;
      const sent =
        byGroup?.provisioned ??
        writes.filter(({ pushes, warnings }) => pushes > 0 && !warnings.some(saysStaysActive)).length;
      const deactivated = whyNotSent(deactivation) === null ? sent : 0;
      const deletes = writes.some(({ warnings }) => warnings.includes(deletesAccount));
      const written = new Set(writes.map(({ id }) => id));
      const leaving = byGroup?.people ?? ring.people.filter(({ userId }) => written.has(unassignId(userId)));
      const people = byGroup?.people.length ?? writes.length;
      const kept = new Set(plan.changes.filter(({ verb }) => verb === 'keep').map(({ id }) => id));
      const gone = ring.people.filter(({ userId }) => kept.has(unassignId(userId))).map(({ name }) => name);
      const found: TakeBackPlan = {
        planId: plan.id,
        ring: index,
        people,
        group: group?.name ?? null,
        deactivated,
        deletes,
        staysActive:
          sent -
          deactivated +
          (group !== null ? 0 : writes.filter(({ warnings }) => warnings.some(saysStaysActive)).length),
        leftAlone: ring.group === null ? await assignedOtherwise(ring, plan.changes) : (byGroup?.others ?? 0),
        notes: [
          ...(gone.length === 0 ? [] : [`Not assigned any more: ${firstOf(gone, mostNamedInRollout)}.`]),
          ...(deactivated > 0 ? plan.warnings : []),
        ],
        lockOut: [
          ...plan.lockOut,
          ...(deletes ? [deletesAccount] : []),
          ...(deactivated > 0 ? await accountsOfOthers(leaving) : []),
        ],
        blockers: [
          ...plan.blockers,
          ...(isInactiveApp(app) && writes.length > 0 ? [inactiveBlocker(app.label)] : []),
          ...(writes.length === 0 ? ['Nobody of this ring is assigned by it any more.'] : []),
        ],
        typed: Math.max(deactivated, people) > typedAbove ? Math.max(deactivated, people) : null,
      };
      // Started over meanwhile: it is of a ring of the set-up before.
      if (store.session.setupId !== setupId) return found;
      shown = found;
      unassigned = leaving;
      return found;
    },

    rows: ({ ring, from, count }) => {
      const people = shown !== null && (ring === null || ring === shown.ring) ? unassigned : [];
      const rows = peopleRows(people.slice(from, from + count), shown?.ring ?? null);
      return { total: people.length, rows };
    },

    start: (planId, typed, secondYes) => {
      requireMayWrite({ store, engine, file }, rollout);
      if (shown === null || shown.planId !== planId) throw unknownRolloutPlan();
      const { blockers, ring, typed: wanted, lockOut } = shown;
      requireNoBlocker({ blockers, step: null }, 'Choose another ring.');
      if (wanted !== null && typed !== wanted) {
        throw notReady(
          `Type ${wanted.toLocaleString('en')}, the number of people who are unassigned.`,
          'Nothing was written.',
        );
      }
      requireSecondYes(lockOut, secondYes);
      const { finished } = engine.apply(planId, secondYes);
      shown = null;
      finished
        .then((run) => {
          // A part that failed leaves the ring as it is: its plan shows who is left.
          if (run.state === 'done') rollout.takenBack(ring);
          else rollout.lookAgain();
          if (run.error !== null && run.error.code !== 'cancelled') report(new AppFailure(run.error));
        })
        .catch(report);
    },
  };
}

const inactiveBlocker = (label: string): string =>
  `“${label}” is inactive in Okta, which would then deactivate no Oktopost account. Activate it first, at the top of its page.`;
