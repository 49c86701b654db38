import { counted } from '../../shared/counted';
import type { Block } from '../export/document';
import { usersMade } from '../steps/life-cycle/made';
import { createAppliedChanges } from '../storage/applied-changes';
import type { JournalEntry } from '../storage/journal-entry';
import { livesOf } from '../storage/lives';
import type { Session } from '../storage/session';

/** How many life-cycle tests wrote by the journal, and are not in the session any more, or never were: older versions kept the last one. */
export function testsNotKept(
  entries: readonly JournalEntry[],
  session: Pick<Session, 'lifeCycle' | 'earlierLives'>,
): number {
  const applied = createAppliedChanges();
  entries.forEach(applied.add);
  const kept = new Set(livesOf(session).map(({ user }) => user?.email));
  return new Set(
    usersMade(applied.list)
      .map(({ email }) => email)
      .filter((email) => !kept.has(email)),
  ).size;
}

/** Says of them that they are missing here. */
export const notKeptBlocks = (count: number): Block[] =>
  count === 0
    ? []
    : [
        {
          kind: 'text',
          text: `Not among them: ${counted(count, 'older life-cycle test')}, of which the assistant did not keep what came back. changes.html has what was written.`,
        },
      ];
