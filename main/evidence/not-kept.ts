import { counted } from '../../shared/counted';
import type { Block } from '../export/document';
import { assignChangeId } from '../steps/assignment/step';
import { usersMade } from '../steps/life-cycle/made';
import { createAppliedChanges } from '../storage/applied-changes';
import type { AppliedChanges } from '../storage/applied-changes';
import type { JournalEntry } from '../storage/journal-entry';
import { livesOf } from '../storage/lives';
import type { Session } from '../storage/session';
import { userTestsOf } from '../storage/user-tests';

type Kept = Pick<Session, 'lifeCycle' | 'earlierLives' | 'test' | 'earlierTests' | 'earlierPass'>;

/** How many tests wrote by the journal, and are not in the session any more, or never were: older versions kept the last one. */
export interface NotKept {
  lives: number;
  userTests: number;
}

export function testsNotKept(entries: readonly JournalEntry[], session: Kept): NotKept {
  const { list } = applied(entries);
  const lives = new Set(livesOf(session).map(({ user }) => user?.email));
  const begun = list.filter(({ changeId }) => changeId === assignChangeId);
  return {
    lives: new Set(usersMade(list).flatMap(({ email }) => (lives.has(email) ? [] : [email]))).size,
    userTests: Math.max(0, begun.length - userTestsOf(session).length),
  };
}

function applied(entries: readonly JournalEntry[]): AppliedChanges {
  const changes = createAppliedChanges();
  entries.forEach(changes.add);
  return changes;
}

/** Says of them that they are missing here. */
export function notKeptBlocks({ lives, userTests }: NotKept): Block[] {
  const missing = [
    ...(userTests === 0 ? [] : [counted(userTests, 'older test of one user', 'older tests of one user')]),
    ...(lives === 0 ? [] : [counted(lives, 'older life-cycle test')]),
  ];
  if (missing.length === 0) return [];
  const text = `Not among them: ${missing.join(' and ')}, of which the assistant did not keep what came back. changes.html has what was written.`;
  return [{ kind: 'text', text }];
}
