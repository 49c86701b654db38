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
