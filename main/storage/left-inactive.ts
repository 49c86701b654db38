import type { Statement } from '../../shared/left-to-do';

/** What an admin states of accounts that were active before this set-up and that it left inactive: that they were looked at. */
export const leftInactiveTask = 'left-inactive';

/** The statement about those whose users were unassigned until `until`, an ISO 8601 time: whoever is unassigned later is asked about again. */
export const leftInactiveStatement = (until: string): string => `${leftInactiveTask}=${until}`;

/** Statements of this kind: they stay true whatever becomes of the app integration. */
export const statedLeftInactive = (statements: readonly Statement[]): Statement[] =>
  statements.filter(({ id }) => id.startsWith(leftInactiveStatement('')));

/** Until when it was stated, as `leftInactiveStatement` has it; an empty text: not at all. */
export const leftInactiveUntil = (statements: readonly Statement[]): string =>
  statedLeftInactive(statements)
    .map(({ id }) => id.slice(leftInactiveStatement('').length))
    .sort()
    .at(-1) ?? '';
