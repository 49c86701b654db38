import { releaseChangeId } from '../../shared/plan';
import type { Snapshot } from '../../shared/snapshot';
import type { AppliedChange } from '../storage/applied-changes';
import type { Journal } from '../storage/journal';
import type { Session } from '../storage/session';

type Of = Pick<Session, 'setupId' | 'handedOver'>;

/** What this computer applied of the set-up. Of an imported one an entry without an origin may be the file's, and does not count. */
export const appliedHere = (
  journal: Pick<Journal, 'appliedChanges'>,
  { setupId, handedOver }: Of,
): readonly AppliedChange[] =>
  journal.appliedChanges(setupId, handedOver === null ? ['local', 'unknown'] : ['local']);

/** What the file of an imported set-up says that was applied elsewhere. */
export const appliedElsewhere = (
  journal: Pick<Journal, 'appliedChanges'>,
  { setupId, handedOver }: Of,
): readonly AppliedChange[] =>
  handedOver === null ? [] : journal.appliedChanges(setupId, ['imported', 'unknown']);

/** Both, what its file says first. */
export const appliedAnywhere = (
  journal: Pick<Journal, 'appliedChanges'>,
  of: Of,
): readonly AppliedChange[] => [...appliedElsewhere(journal, of), ...appliedHere(journal, of)];

/**
 * Whether a set-up has changed Okta; what only a file says was changed by it is not said of the org that is connected. `before`: the
 * set-up whose file was set aside has.
 */
export function changedBy(
  journal: Pick<Journal, 'appliedChanges'>,
  session: Session,
  before: boolean,
): Snapshot['changed'] {
  const applied = appliedHere(journal, session);
  // An undo lets go of the app integration last, once everything else of it is done.
  const isUndone = (changes: readonly AppliedChange[]): boolean =>
    session.app === null && changes.at(-1)?.changeId === releaseChangeId;
  if (!session.changedSomething) {
    return before || applied.some(({ confirmed }) => confirmed) ? 'before' : 'nothing';
  }
  if (session.handedOver !== null && session.app === null && applied.length === 0)
    return isUndone(appliedElsewhere(journal, session)) ? 'undone' : 'when-saved';
  return isUndone(applied) ? 'undone' : 'something';
}
