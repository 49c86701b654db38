import { isDeepStrictEqual } from 'node:util';
import { lackingScopes } from '../okta/lacking-scopes';
import { withSharedReads } from '../okta/shared-reads';
import type { Okta } from '../okta/okta';
import type { OktopostScim } from '../oktopost/types';
import type { Touched } from '../observe/lock-out';
import type { AppliedChange } from '../storage/applied-changes';
import type { Session } from '../storage/session';
import type { AppFailure } from '../../shared/errors';
import type { Change, Check, Plan } from '../../shared/plan';
import { sumOfAccounts } from './undo-notes';
import type { DraftNotes } from './undo-notes';

/** What every step works with. It cannot write the session: what an `apply` wants to keep there it returns. */
export interface StepContext {
  okta: Okta;
  /** Null: nothing can be asked of Oktopost, for want of a token or of a server that takes one. */
  oktopost: OktopostScim | null;
  session: () => Session;
  now: () => Date;
  /** What this computer applied of this set-up, by its journal, oldest first; grows while changes are applied. */
  appliedChanges: () => readonly AppliedChange[];
  /** What a saved set-up says that was applied elsewhere, oldest first. Nothing of it may be written to Okta, or decide what is. */
  importedChanges: () => readonly AppliedChange[];
}

/** `remember` puts what was read into the session, on disk before it returns. @throws AppFailure `storage-failed` */
export interface SavingContext extends StepContext {
  remember: (patch: Partial<Session>) => void;
}

/** What came of a request. */
export interface Applied {
  /** For the journal: the ids that Okta gave, and what it made of the values that were sent. */
  details: Record<string, unknown>;
  /** For the session, which is saved once the journal has the details. */
  remember?: Partial<Session>;
  /** Okta answered, and did not do what was asked: journaled as a failure, and the run's error. */
  refusal?: AppFailure;
}

/** A change and the one request behind it. `null` mutation: it is up to date. */
export interface PlannedChange<Mutation> {
  change: Change;
  mutation: Mutation | null;
}

export interface Draft<Mutation> {
  changes: PlannedChange<Mutation>[];
  warnings: string[];
  /** Worth knowing, without any risk. */
  notes: string[];
  blockers: string[];
  /** The step that settles what blocks it; null: none of the assistant does. */
  step: Plan['step'];
  existingApps: Plan['existingApps'];
  /** Who is assigned to the app integration now; null when there is none yet, or Okta does not report it. */
  assigned: Plan['assigned'];
  undo: DraftNotes | null;
  /** The people whose assignment or account is changed; not the assistant's own user. */
  touched: readonly Touched[];
}

/** A draft of these changes, and of what else there is to say. */
export const draftOf = <Mutation>(
  changes: PlannedChange<Mutation>[],
  more: Partial<Omit<Draft<Mutation>, 'changes'>> = {},
): Draft<Mutation> => ({
  changes,
  warnings: [],
  notes: [],
  blockers: [],
  step: null,
  existingApps: [],
  assigned: null,
  undo: null,
  touched: [],
  ...more,
});

/** What Okta is read for. What a plan only displays, such as how many people are assigned, is read for a preview alone. */
export type Purpose = 'preview' | 'recheck';

/**
 * Something that must become true in Okta. `observe` only reads; `plan` is pure; `beforeAndAfter` is in the journal before the
 * request leaves, where its undo reads it; `rememberFirst` is in the session by then, for what must be known even when no
 * response comes; `apply` does one request; `verify` reads Okta again. `scopeOf`: what a service app needs for it, which a preview misses. `previewed`: what the last preview observed, null before it; a
 * recheck may ask by it sooner, and rests on nothing of it.
 */
interface StepDefinition<Settings, Observed, Mutation> {
  observe(
    context: StepContext,
    settings: Settings,
    purpose: Purpose,
    previewed: Observed | null,
  ): Promise<Observed>;
  plan(observed: Observed, settings: Settings): Draft<Mutation>;
  beforeAndAfter(mutation: Mutation): Record<string, unknown>;
  scopeOf?(mutation: Mutation): string;
  rememberFirst?(context: StepContext, mutation: Mutation): Partial<Session>;
  apply(context: StepContext, mutation: Mutation): Promise<Applied>;
  verify(context: SavingContext, settings: Settings): Promise<Check[]>;
}

/** What a planned change has become when Okta is read again, right before its request. */
export type Recheck =
  | { kind: 'up-to-date' }
  /** A fresh plan has no such change any more, and nothing that blocks it. */
  | { kind: 'not-planned' }
  /** The fresh plan differs from what was shown; `why`: what blocks it now. */
  | { kind: 'stale'; now: Change | null; why?: string | undefined; ofAll?: true }
  | {
      kind: 'go';
      /** Every change before it in the plan is up to date. */
      predecessorsDone: boolean;
      beforeAndAfter: Record<string, unknown>;
      rememberFirst?: Partial<Session> | undefined;
      apply: () => Promise<Applied>;
    };

/** A step with its settings closed in: the engine knows no step's own types. */
export interface Step {
  /** Its changes do not build on each other: one that Okta refuses does not stop the rest. */
  readonly independent?: boolean;
  draft(context: StepContext): Promise<Draft<unknown>>;
  recheck(context: StepContext, shown: Change): Promise<Recheck>;
  verify(context: SavingContext): Promise<Check[]>;
}

export function defineStep<Settings, Observed, Mutation>(
  definition: StepDefinition<Settings, Observed, Mutation>,
): (settings: Settings) => Step {
  return (settings) => {
    let previewed: Observed | null = null;
    const draft = async (context: StepContext, purpose: Purpose): Promise<Draft<Mutation>> => {
      const observed = await definition.observe(context, settings, purpose, previewed);
      const planned = definition.plan(observed, settings);
      if (purpose === 'recheck') return planned;
      previewed = observed;
      return {
        ...planned,
        blockers: [
          ...planned.blockers,
          ...(await lackingScopes(context.okta, scopesOf(planned))).map(lacksWords),
        ],
      };
    };
    const scopesOf = ({ changes }: Draft<Mutation>): readonly string[] =>
      changes.flatMap(({ mutation }) => (mutation === null ? [] : (definition.scopeOf?.(mutation) ?? [])));
    return {
      draft: (context) => draft(context, 'preview'),
      verify: (context) => definition.verify(context, settings),
      recheck: async (context, shown) => {
        const { changes, blockers } = await draft(context, 'recheck');
        const fresh = changes.find(({ change }) => change.id === shown.id);
        if (fresh === undefined) {
          return blockers.length === 0
            ? { kind: 'not-planned' }
            : { kind: 'stale', now: null, why: blockers[0] };
        }
        return recheckOf(fresh, shown, (mutation) => ({
          predecessorsDone: changes.find((planned) => planned.mutation !== null) === fresh,
          beforeAndAfter: definition.beforeAndAfter(mutation),
          rememberFirst: definition.rememberFirst?.(context, mutation),
          apply: () => definition.apply(context, mutation),
        }));
      },
    };
  };
}

const lacksWords = (scope: string): string =>
  `The service app may not write this: Okta did not grant it ${scope}. Grant it on its Okta API Scopes tab and connect again, or make the changes below by hand in Okta.`;

/** What became of a change that was shown, now that it was planned again; `go` says how it is applied. */
export function recheckOf<Mutation>(
  { change, mutation }: PlannedChange<Mutation>,
  shown: Change,
  go: (mutation: Mutation) => Omit<Extract<Recheck, { kind: 'go' }>, 'kind'>,
): Recheck {
  if (mutation === null) return { kind: 'up-to-date' };
  if (!sameChange(change, shown)) return { kind: 'stale', now: change };
  return { kind: 'go', ...go(mutation) };
}

/** Several steps as one plan, their changes in this order; what several of them read is read once for all. */
export function joinSteps(steps: readonly Step[]): Step {
  const owners = new Map<string, Step>();
  return {
    draft: async (context) => {
      const shared = { ...context, okta: withSharedReads(context.okta) };
      const drafts = await Promise.all(
        steps.map(async (step) => {
          const draft = await step.draft(shared);
          for (const { change } of draft.changes) owners.set(change.id, step);
          return draft;
        }),
      );
      const notes = drafts.flatMap(({ undo }) => undo ?? []);
      return {
        changes: drafts.flatMap(({ changes }) => changes),
        warnings: drafts.flatMap(({ warnings }) => warnings),
        notes: drafts.flatMap(({ notes: said }) => said),
        blockers: drafts.flatMap(({ blockers }) => blockers),
        step: drafts.find(({ step }) => step !== null)?.step ?? null,
        touched: drafts.flatMap(({ touched }) => touched),
        existingApps: drafts.flatMap(({ existingApps }) => existingApps),
        assigned: drafts.find(({ assigned }) => assigned !== null)?.assigned ?? null,
        undo: {
          drift: notes.flatMap(({ drift }) => drift),
          byHand: notes.flatMap(({ byHand }) => byHand),
          remains: notes.flatMap(({ remains }) => remains),
          others: notes.flatMap(({ others }) => others),
          accounts: sumOfAccounts(notes.map(({ accounts }) => accounts)),
        },
      };
    },
    recheck: async (context, shown) =>
      (await owners.get(shown.id)?.recheck(context, shown)) ?? { kind: 'stale', now: null },
    verify: async (context) => {
      const shared = { ...context, okta: withSharedReads(context.okta) };
      return (await Promise.all(steps.map((step) => step.verify(shared)))).flat();
    },
  };
}

/** The same step, whose plan says this before its own warnings. */
export const withWarnings = (step: Step, warnings: readonly string[]): Step => ({
  ...step,
  draft: async (context) => {
    const draft = await step.draft(context);
    return { ...draft, warnings: [...warnings, ...draft.warnings] };
  },
});

/** Whether both do the same to the same values: the rows hold the value before and after. */
const sameChange = (a: Change, b: Change): boolean => a.verb === b.verb && isDeepStrictEqual(a.rows, b.rows);
