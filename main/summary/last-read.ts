import { statedRows } from '../../shared/stated';
import type { Summary } from '../../shared/summary';
import { shownSession } from '../storage/session';
import type { Session } from '../storage/session';

/**
 * What the last summary of this set-up said; `read-again` as soon as anything changed that it is made of, and of one that was read before the
 * assistant was started.
 */
export type SummaryRead = 'not-read' | 'read-again' | 'left' | 'faults' | 'done' | 'done-stated';

export interface LastRead {
  /** Keeps what a summary said that was just read. */
  take(summary: Summary): void;
  state(): SummaryRead;
}

/** `doubts`: how many settings are in doubt now. */
export function createLastRead(session: () => Session, doubts: () => number): LastRead {
  let last: { said: SummaryRead; madeOf: unknown[] } | null = null;
  return {
    take: (summary) => {
      last = { said: saidBy(summary), madeOf: [...madeOf(session()), doubts()] };
    },
    state: () => {
      if (!shownSession(session()).summaryRead) return 'not-read';
      if (last === null) return 'read-again';
      return isSame(last.madeOf, [...madeOf(session()), doubts()]) ? last.said : 'read-again';
    },
  };
}

function saidBy(summary: Summary): SummaryRead {
  const { left } = summary;
  // “Differs” is a word for settings: another fault, as of a life-cycle test, is something to do.
  if (left.some(({ kind, settings: of }) => kind === 'fault' && of.length > 0)) return 'faults';
  if (left.length > 0) return 'left';
  return statedRows(summary).length > 0 ? 'done-stated' : 'done';
}

const isSame = (before: readonly unknown[], now: readonly unknown[]): boolean =>
  before.every((part, index) => part === now[index]);

/** A session is never changed in place: what is the same object says the same. */
const madeOf = (session: Session): unknown[] => [
  session.setupId,
  session.app?.id,
  session.appChecks,
  session.mapping,
  session.userNames,
  session.readBackAt,
  session.statedAt,
  session.connectionSince,
  session.tokenChange,
  session.pastedToken,
  session.olderTokens,
  session.test,
  session.earlierPass,
  session.lifeCycle,
  session.earlierLives,
  session.connectionRefused,
  session.signIns,
  session.statements,
  session.updateOnWritten,
  session.tileHidden,
  session.certificateChange,
  session.keptUserNames,
];
