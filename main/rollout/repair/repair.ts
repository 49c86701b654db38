import { randomUUID } from 'node:crypto';
import type { RepairPlan, RepairRow } from '../../../shared/repair';
import type { RepairOf, RolloutCounts } from '../../../shared/rollout';
import { isUnassigned } from '../../steps/rollout/assign-again';
import type { AssignedAgain } from '../../steps/rollout/assign-again';
import { requireApp } from '../../storage/required';
import { requireMayWrite, requireNoBlocker, requireReceiver, requireSecondYes } from '../approval';
import {
  betweenFailure,
  isOfConnection,
  isRunningFailure,
  leftBetweenFailure,
  unknownRolloutPlan,
} from '../failures';
import { storedOf } from '../rollout-store';
import type { StoredRepair } from '../rollout-store';
import type { RolloutParts } from '../parts';
import type { Rollout } from '../rollout';
import { namesInShort } from '../person-names';
import { createRepairRun } from './repair-run';
import { againOf, createRepairState, repairCounts } from './repair-state';
import { findToRepair, rowOf, whomOf } from './repair-plan';
import type { Found } from './repair-plan';

/**
 * Repairs people who were assigned and did not arrive, each kind in the same way: unassigned, and assigned again a minute later, a
 * batch at a time.
 */
export interface Repair {
  /** Whom it would unassign and assign, and what follows. Only reads. @throws AppFailure `not-ready` for a ring that is not there. */
  plan(of: RepairOf): Promise<RepairPlan>;
  /** Who was found last. */
  rows(asked: { by: 'direct' | 'group'; from: number; count: number }): {
    total: number;
    rows: RepairRow[];
  };
  /** Begins what was shown. @throws AppFailure `plan-unknown`, `plan-only`, `busy`, `not-ready` */
  start(planId: string, secondYes: boolean): void;
  /** Lets no other batch begin; who is between the halves is assigned again when they have waited. */
  stop(): void;
  /** After a restart: assigns whoever was left between the two halves, and follows them. Their plan was approved with both halves. */
  recover(): void;
  /** @throws AppFailure `busy` while people are unassigned for their second half: whoever forgets the set-up forgets them. */
  requireNobodyBetween(): void;
  /** @throws AppFailure also `conflict` where the repair is paused: nobody has been asked whether they may be forgotten. */
  requireNobodyLeftBetween(): void;
  /** @throws AppFailure `busy` while a rollout or a repair is at work: no undo shows what it writes next. */
  requireAtRest(): void;
  /** What an undo has to say of a repair that is not finished: it ends with the undo. */
  unfinished(): string[];
  /** Forgets it: nobody is assigned by it any more. */
  end(): void;
  counts(): RolloutCounts['repair'];
  /** Whom it has unassigned, and has not assigned again. */
  between(): readonly { userId: string; login: string }[];
}

export function createRepair(
  parts: RolloutParts,
  rollout: Pick<Rollout, 'rings' | 'counts' | 'checkAfter'>,
): Repair {
  const { store, file, lifetime } = parts;
  const state = createRepairState(parts);
  const { current, put, inState, nextState } = state;
  const { go, stop, halt, waitsUntil, isStopping } = createRepairRun(parts, state, rollout.checkAfter);
  /** What was asked for last; null: its set-up is forgotten. */
  let asked: RepairOf | null = null;
  let planned: { plan: RepairPlan; people: AssignedAgain[]; appId: string } | null = null;
  let found: Found['rows'] = { direct: [], group: [] };

  // Nobody begins another batch at a start of the assistant.
  if (current()?.state === 'running') put({ state: nextState() });

  lifetime.onForget(() => {
    halt();
    asked = null;
    planned = null;
    found = { direct: [], group: [] };
  });
  lifetime.onClose(halt);

  const requireNobodyBetween = (): void => {
    const between = inState('between');
    if (current()?.state === 'running' && between.length > 0) throw betweenFailure(between);
  };

  return {
    plan: async (of) => {
      asked = of;
      const { session } = store;
      const { id: appId } = requireApp(session);
      const looked = { okta: parts.okta(), oktopost: parts.oktopost(), appId, session };
      const { plan, people, rows } = await findToRepair(looked, whomOf(of, rollout.rings()));
      // Who is between the halves comes first, with what was kept before they were unassigned.
      const between = inState('between').map(againOf);
      const isBetween = new Set(between.map(({ userId }) => userId));
      const isOther = ({ userId }: { userId: string }): boolean => !isBetween.has(userId);
      // Whoever failed last comes last: one who cannot be repaired holds up nobody.
      const failed = new Set(inState('failed').map(({ userId }) => userId));
      const others = people.filter(isOther);
      const inTurn = [
        ...others.filter(({ userId }) => !failed.has(userId)),
        ...others.filter(({ userId }) => failed.has(userId)),
      ];
      const all = [...between, ...inTurn];
      const notAssigned = between.length + others.filter(isUnassigned).length;
      const rowsById = new Map(rows.direct.map((row) => [row.userId, row]));
      const isIn = new Set(all.map(({ userId }) => userId));
      const unfinished = inState('to-do').filter(({ userId }) => !isIn.has(userId));
      const warnings = [...leavesOut(unfinished), ...plan.warnings];
      const planId = all.length === 0 ? null : randomUUID();
      const shown = { ...plan, planId, warnings, direct: all.length, notAssigned };
      if (asked !== of) return shown;
      planned = { plan: shown, people: all, appId };
      found = {
        ...rows,
        direct: [
          ...between.map((each) => rowOf(each, [])),
          ...inTurn.flatMap(({ userId }) => rowsById.get(userId) ?? []),
        ],
      };
      return shown;
    },

    rows: ({ by, from, count }) => ({ total: found[by].length, rows: found[by].slice(from, from + count) }),

    start: (planId, secondYes) => {
      requireMayWrite(parts, rollout);
      if (planned === null || planned.plan.planId !== planId) throw unknownRolloutPlan();
      const { plan, people, appId } = planned;
      requireNoBlocker(plan, 'Solve it, then check again.');
      requireSecondYes(plan.lockOut, secondYes);
      requireReceiver(parts, secondYes);
      const between = new Set(inState('between').map(({ userId }) => userId));
      const begun: StoredRepair = {
        of: plan.of,
        state: 'paused',
        error: null,
        accepted: plan.lockOut,
        unassigned: between.size > 0 ? (current()?.unassigned ?? null) : null,
        people: people.map((person) => ({
          ...person,
          keptProfile: { ...person.keptProfile },
          state: between.has(person.userId) ? 'between' : 'to-do',
        })),
      };
      file.update({ setupId: store.session.setupId, appId }, { repair: begun });
      planned = null;
      go();
    },

    stop,

    recover: () => {
      // Connected again: what refused or hindered the connection before is over.
      if (current()?.state !== 'running' && isOfConnection(current()?.error ?? null)) put({ error: null });
      if (store.session.planOnly || inState('between').length === 0 || current()?.state === 'running') return;
      go(true);
    },

    requireNobodyBetween,

    requireNobodyLeftBetween: () => {
      requireNobodyBetween();
      const between = inState('between');
      if (between.length > 0) throw leftBetweenFailure(between);
    },

    requireAtRest: () => {
      requireNobodyBetween();
      if (current()?.state === 'running' || rollout.counts().state === 'running') throw isRunningFailure();
    },

    unfinished: () => {
      const between = inState('between');
      if (between.length > 0) return [isEndedBetween(between)];
      return inState('to-do').length > 0
        ? ['A repair of the rollout is not finished. This undo ends it.']
        : [];
    },

    end: () => {
      const known = storedOf(file, store.session);
      if (known !== null && known.repair !== null) file.update(known, { repair: null });
    },

    between: () => inState('between'),

    counts: () => {
      const repair = current();
      return repair === null
        ? null
        : repairCounts(repair, { waitsUntil: waitsUntil(), isStopping: isStopping() });
    },
  };
}

const isEndedBetween = (people: readonly { name: string }[]): string =>
  `A repair of the rollout has unassigned ${namesInShort(people)}, and has not assigned ${people.length === 1 ? 'this person' : 'these people'} again. This undo ends the repair.`;

/** Of a repair that was not finished and that another one replaces. */
const leavesOut = (people: readonly { name: string }[]): string[] =>
  people.length === 0
    ? []
    : [`The repair before was not finished. This one leaves out: ${namesInShort(people)}.`];
