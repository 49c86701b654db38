import type { Okta } from '../okta/types';
import type { Deed } from './history';
import type { Session } from '../storage/session';
import type { Change, Check, Plan, UndoNotes } from '../../shared/plan';

/** What every step works with. `remember` keeps ids and choices in the session, on disk before it returns. */
export interface StepContext {
  okta: Okta;
  session: () => Session;
  remember: (patch: Partial<Session>) => void;
  now: () => Date;
  /** What the journal tells of this set-up, oldest first. */
  deeds: () => Promise<Deed[]>;
}

/** A change and the one request behind it. `null` mutation: it is already so. */
export interface PlannedChange<Mutation> {
  change: Change;
  mutation: Mutation | null;
}

export interface Draft<Mutation> {
  changes: PlannedChange<Mutation>[];
  warnings: string[];
  blockers: string[];
  existingApps: Plan['existingApps'];
  /** Who is assigned to the app integration now; null when there is none yet, or Okta did not tell. */
  assigned: Plan['assigned'];
  undo: UndoNotes | null;
}

/** A draft of these changes, and of what else there is to say. */
export const draftOf = <Mutation>(
  changes: PlannedChange<Mutation>[],
  more: Partial<Omit<Draft<Mutation>, 'changes'>> = {},
): Draft<Mutation> => ({
  changes,
  warnings: [],
  blockers: [],
  existingApps: [],
  assigned: null,
  undo: null,
  ...more,
});

/**
 * Something that must become true in Okta. `observe` only reads; `plan` is pure; `images` is what there was and what will be,
 * in the journal before the request leaves: its undo reads it there; `apply` does one request and answers with what came of
 * it, for the journal; `verify` reads afresh.
 */
interface StepDefinition<Settings, Observed, Mutation> {
  observe(context: StepContext, settings: Settings): Promise<Observed>;
  plan(observed: Observed, settings: Settings): Draft<Mutation>;
  images(mutation: Mutation): Record<string, unknown>;
  apply(context: StepContext, mutation: Mutation): Promise<Record<string, unknown>>;
  verify(context: StepContext, settings: Settings): Promise<Check[]>;
}

/** What is done when the turn of a shown change comes. */
export type Turn =
  | { kind: 'already-so' }
  /** A fresh plan has no such change any more, and nothing that blocks it. */
  | { kind: 'not-planned' }
  /** The fresh plan differs from what was shown. */
  | { kind: 'stale'; now: Change | null }
  | {
      kind: 'go';
      /** Everything before it in the plan is done. */
      isNext: boolean;
      images: Record<string, unknown>;
      apply: () => Promise<Record<string, unknown>>;
    };

/** A step with its settings closed in: the engine knows no step's own types. */
export interface Step {
  /** Its changes stand for themselves: one that Okta refuses does not stop the others. */
  readonly independent?: boolean;
  draft(context: StepContext): Promise<Draft<unknown>>;
  turn(context: StepContext, shown: Change): Promise<Turn>;
  verify(context: StepContext): Promise<Check[]>;
}

export function defineStep<Settings, Observed, Mutation>(
  definition: StepDefinition<Settings, Observed, Mutation>,
): (settings: Settings) => Step {
  return (settings) => {
    const draft = async (context: StepContext): Promise<Draft<Mutation>> =>
      definition.plan(await definition.observe(context, settings), settings);
    return {
      draft,
      verify: (context) => definition.verify(context, settings),
      turn: async (context, shown) => {
        const { changes, blockers } = await draft(context);
        const fresh = changes.find(({ change }) => change.id === shown.id);
        if (fresh === undefined) {
          return blockers.length === 0 ? { kind: 'not-planned' } : { kind: 'stale', now: null };
        }
        const { mutation } = fresh;
        if (mutation === null) return { kind: 'already-so' };
        if (!sameChange(fresh.change, shown)) return { kind: 'stale', now: fresh.change };
        const isNext = changes.find((planned) => planned.mutation !== null) === fresh;
        return {
          kind: 'go',
          isNext,
          images: definition.images(mutation),
          apply: () => definition.apply(context, mutation),
        };
      },
    };
  };
}

/** Several steps as one plan, their changes in this order. */
export function joinSteps(steps: readonly Step[]): Step {
  const owners = new Map<string, Step>();
  return {
    draft: async (context) => {
      const drafts = await Promise.all(
        steps.map(async (step) => {
          const draft = await step.draft(context);
          for (const { change } of draft.changes) owners.set(change.id, step);
          return draft;
        }),
      );
      const notes = drafts.flatMap(({ undo }) => undo ?? []);
      return {
        changes: drafts.flatMap(({ changes }) => changes),
        warnings: drafts.flatMap(({ warnings }) => warnings),
        blockers: drafts.flatMap(({ blockers }) => blockers),
        existingApps: drafts.flatMap(({ existingApps }) => existingApps),
        assigned: drafts.find(({ assigned }) => assigned !== null)?.assigned ?? null,
        undo: {
          drift: notes.flatMap(({ drift }) => drift),
          byHand: notes.flatMap(({ byHand }) => byHand),
          remains: notes.flatMap(({ remains }) => remains),
          others: notes.flatMap(({ others }) => others),
        },
      };
    },
    turn: async (context, shown) =>
      (await owners.get(shown.id)?.turn(context, shown)) ?? { kind: 'stale', now: null },
    verify: async (context) => (await Promise.all(steps.map((step) => step.verify(context)))).flat(),
  };
}

/** Equal as far as what will be done to what: the rows are the before-image and the effect. */
function sameChange(a: Change, b: Change): boolean {
  return a.verb === b.verb && JSON.stringify(a.rows) === JSON.stringify(b.rows);
}
