import type { RolloutRow } from '../../../shared/rollout';
import type { RolloutChoice, RolloutDraft, RolloutPlan } from '../../../shared/rollout-plan';
import type { RolloutChosen } from '../../../shared/saved-rollout';
import { withSharedReads } from '../../okta/shared-reads';
import { gone, requireApp } from '../../storage/required';
import { beganRings } from '../new-rollout';
import { blastRadius } from './blast-radius';
import { readEmptyGroups } from './empty-groups';
import { unknownRolloutPlan } from '../failures';
import type { RolloutFile } from '../rollout-store';
import { gather } from './gather';
import type { Gathered } from './gather';
import { createLists } from './email-lists';
import type { RolloutParts } from '../parts';
import { planRings } from './plan-rings';
import type { PlannedRing } from './plan-rings';
import { readMappingRisk, unproven } from './risks';
import { ringPerson } from '../../steps/rollout/members';
import { peopleRows, plannedRows, skippedRows } from '../rollout-view';

/** The next rollout, until it is begun: whom it is for, and its plan. Only reads Okta. */
export interface Planning {
  match: ReturnType<typeof createLists>['match'];
  /** What of the list led to nobody. @throws AppFailure `not-ready` */
  listCsv: ReturnType<typeof createLists>['csv'];
  /** Users whose name, login or email begins like this, to choose by hand. @throws AppFailure of the client */
  people: ReturnType<typeof createLists>['search'];
  /** What was chosen for the next rollout, the list and the plan of it. */
  chosen(): RolloutChosen;
  /** Remembers what is chosen; a plan of something else is dropped. */
  choose(draft: RolloutDraft): void;
  /** Who would be assigned, in which rings, and what follows. */
  plan(choice: RolloutChoice): Promise<RolloutPlan>;
  /** What was shown last. @throws AppFailure `plan-unknown` where it was another one. */
  planned(planId: string): Planned;
  rows(of: 'listed' | 'planned' | 'skipped', ring: number | null): RolloutRow[];
  /** Drops the plan: the rings before it are not as they were. */
  dropPlan(): void;
  /** The list is dropped, and a plan with it; so where the plan was begun, or the set-up is forgotten. */
  forgetList(): void;
}

export interface Planned {
  plan: RolloutPlan;
  choice: RolloutChoice;
  rings: readonly PlannedRing[];
  gathered: Gathered;
  appId: string;
}

export function createPlanning(parts: RolloutParts, stored: () => RolloutFile | null): Planning {
  const { store, file, clock } = parts;
  const lists = createLists(parts.okta, parts.redactor);
  /** What a plan was asked for last; null: something else was chosen since, and a plan that comes late is not kept. */
  let asked: RolloutChoice | null = null;
  let planned: Planned | null = null;
  const dropPlan = (): void => {
    asked = null;
    planned = null;
  };

  return {
    match: (source) => {
      dropPlan();
      return lists.match(source);
    },

    listCsv: lists.csv,

    people: lists.search,

    chosen: () => ({
      draft: stored()?.draft ?? null,
      list: lists.matched(),
      plan:
        planned !== null && planned.choice.licences === (stored()?.licences ?? null) ? planned.plan : null,
      before: stored()?.before ?? null,
    }),

    choose: (draft) => {
      const { setupId, app } = store.session;
      if (asked !== null && !isOf(draft, asked)) dropPlan();
      if (app !== null) file.update({ setupId, appId: app.id }, { draft });
    },

    plan: async (choice) => {
      asked = choice;
      const { session } = store;
      const okta = withSharedReads(parts.okta());
      const { id: appId } = requireApp(session);
      const [app, mappingRisk, connectionRisk, gathered] = await Promise.all([
        okta.app(appId),
        readMappingRisk(parts, okta, appId),
        parts.connectionRisk(okta),
        gather({
          okta,
          oktopost: parts.oktopost(),
          appId,
          choice,
          listed: lists.people(choice.listId),
          unclear: lists.unclear(choice.listId),
        }),
      ]);
      if (app === null) throw gone();
      const all = planRings({ ...gathered, ringSize: choice.ringSize });
      const { rings, risks, warnings } = await readEmptyGroups(okta, appId, all);
      const plan = await blastRadius({
        okta,
        app,
        gathered,
        first: beganRings(stored()?.rollout ?? null).length,
        rings,
        choice,
        session,
        risks: [...unproven(session, connectionRisk), ...mappingRisk, ...risks],
        warnings,
        now: clock.now(),
      });
      if (asked === choice) planned = { plan, choice, rings, gathered, appId };
      return plan;
    },

    planned: (planId) => {
      if (planned === null || planned.plan.id !== planId) throw unknownRolloutPlan();
      return planned;
    },

    rows: (of, ring) => {
      if (of === 'listed')
        return peopleRows(lists.people(lists.matched()?.listId ?? null).map(ringPerson), null);
      if (planned === null) return [];
      const { rings, plan, gathered } = planned;
      return of === 'planned' ? plannedRows(rings, ring, plan.first) : skippedRows(gathered);
    },

    dropPlan,

    forgetList: () => {
      dropPlan();
      lists.forget();
    },
  };
}

/** Whether the plan of this choice is one of the draft; both name people and groups in the order in which they were chosen. */
const isOf = (draft: RolloutDraft, choice: RolloutChoice): boolean =>
  JSON.stringify([
    draft.people.map(({ id }) => id),
    draft.groups,
    draft.ringSize,
    draft.failShare,
    draft.goOn,
  ]) === JSON.stringify([choice.userIds, choice.groups, choice.ringSize, choice.failShare, choice.goOn]);
