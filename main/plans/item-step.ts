import { draftOf, recheckOf } from './step';
import type { Applied, Draft, PlannedChange, SavingContext, Step, StepContext } from './step';
import type { Check } from '../../shared/plan';

/** Everything that one reading of a step over many items found. */
export interface Listing<Item> {
  readonly items: readonly Item[];
}

/**
 * A step over many items of one kind, such as people: one change for each, which does not build on the others. The plan is
 * made of one reading in bulk; after that every item is read, planned and applied alone, so the cost of a change does not
 * grow with their number.
 *
 * `list` reads Okta in as few requests as it can, page by page, and answers only the items that the plan is to show. `plan` is
 * pure: null where there is nothing to plan any more, which makes a change that was shown stale; a null mutation where the
 * item is up to date. The id of its change is unique among the items and stays the same however often it is planned. `notes`
 * is what the plan says beside its changes. `observe` reads one item again, by requests for that item alone; null when it is
 * not there any more. `obstacle`: why a change that is as it was shown must not be applied all the same, by what all items rest on, a
 * sentence; null: nothing. It throws where none of the others is to be applied either. `beforeAndAfter` and `apply` as in `defineStep`. `verify` gets what was listed last, for the names of things that
 * Okta shows no more; null when nothing was.
 */
interface ItemStepDefinition<Settings, Item, Listed extends Listing<Item>, Mutation> {
  list(context: StepContext, settings: Settings): Promise<Listed>;
  plan(item: Item, listed: Listed): PlannedChange<Mutation> | null;
  notes(
    listed: Listed,
    changes: readonly PlannedChange<Mutation>[],
    settings: Settings,
  ): Partial<Omit<Draft<Mutation>, 'changes'>>;
  observe(context: StepContext, item: Item, listed: Listed): Promise<Item | null>;
  obstacle?(context: StepContext, mutation: Mutation, listed: Listed): Promise<string | null>;
  beforeAndAfter(mutation: Mutation): Record<string, unknown>;
  apply(context: StepContext, mutation: Mutation): Promise<Applied>;
  verify(context: SavingContext, settings: Settings, listed: Listed | null): Promise<Check[]>;
}

/** The step of a definition: each step keeps the items of its own latest draft, so that a recheck finds the one it is about. */
export function defineItemStep<Settings, Item, Listed extends Listing<Item>, Mutation>(
  definition: ItemStepDefinition<Settings, Item, Listed, Mutation>,
): (settings: Settings) => Step {
  return (settings) => {
    let latest: { listed: Listed; items: ReadonlyMap<string, Item> } | null = null;
    return {
      independent: true,

      draft: async (context) => {
        const listed = await definition.list(context, settings);
        const items = new Map<string, Item>();
        const changes: PlannedChange<Mutation>[] = [];
        for (const item of listed.items) {
          const planned = definition.plan(item, listed);
          if (planned === null) continue;
          changes.push(planned);
          items.set(planned.change.id, item);
        }
        latest = { listed, items };
        return draftOf(changes, definition.notes(listed, changes, settings));
      },

      recheck: async (context, shown) => {
        const item = latest?.items.get(shown.id);
        if (latest === null || item === undefined) return { kind: 'stale', now: null };
        const { listed } = latest;
        const observed = await definition.observe(context, item, listed);
        const planned = observed === null ? null : definition.plan(observed, listed);
        if (planned === null) return { kind: 'stale', now: null };
        const found = recheckOf(planned, shown, (mutation) => ({
          predecessorsDone: true,
          beforeAndAfter: definition.beforeAndAfter(mutation),
          apply: () => definition.apply(context, mutation),
        }));
        if (found.kind !== 'go' || planned.mutation === null) return found;
        const why = (await definition.obstacle?.(context, planned.mutation, listed)) ?? null;
        return why === null ? found : { kind: 'stale', now: null, why, ofAll: true };
      },

      verify: (context) => definition.verify(context, settings, latest?.listed ?? null),
    };
  };
}
