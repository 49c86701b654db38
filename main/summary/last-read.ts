import { statedRows } from '../../shared/stated';
import type { Summary } from '../../shared/summary';
import type { Session } from '../storage/session';

/** What the last summary said; `not-read` as soon as anything changed that it is made of. */
export type SummaryRead = 'not-read' | 'left' | 'faults' | 'done' | 'done-stated';

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
      const now = [...madeOf(session()), doubts()];
      return last?.madeOf.every((part, index) => part === now[index]) === true ? last.said : 'not-read';
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
