import type { LifeCycleFact } from './life-cycle';
import type { LifeCyclePhase } from './life-cycle-phases';

/** The phases of the life-cycle test, as people read them. */
export const lifeCyclePhaseNames: Readonly<Record<LifeCyclePhase, string>> = {
  create: 'Create the user in Okta',
  assign: 'Assign',
  'first-name': 'Change the first name',
  'user-name': 'Change email and user name',
  unassign: 'Unassign',
  reassign: 'Assign again',
  deactivate: 'Deactivate in Okta',
  'clean-up': 'Delete the user in Okta',
};

const factNames = {
  where: { okta: 'Okta', oktopost: 'Oktopost' },
  what: {
    user: 'user',
    assignment: 'assignment',
    sync: 'sync state',
    account: 'account',
    'user-name': 'user name',
    'given-name': 'first name',
    email: 'work email',
    active: 'active',
  },
} as const satisfies {
  where: Record<LifeCycleFact['where'], string>;
  what: Record<LifeCycleFact['what'], string>;
};

/** What a phase compares, and where: “Okta, user name”. */
export const factName = ({ where, what }: Pick<LifeCycleFact, 'where' | 'what'>): string =>
  `${factNames.where[where]}, ${factNames.what[what]}`;

/** The value that was found, or why there is none. `isAsked`: see `asksOktopost`. */
export function actualWords({ where, actual, state }: LifeCycleFact, isAsked: boolean): string {
  if (actual !== null) return actual;
  if (state !== 'cannot-be-read') return 'none';
  return where === 'oktopost' && !isAsked ? 'not asked' : 'not read';
}
