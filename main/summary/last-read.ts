import { statedRows } from '../../shared/stated';
import type { Summary } from '../../shared/summary';
import type { Session } from '../storage/session';

/** What the last summary of this set-up said; `read-again` as soon as anything changed that it is made of. */
export type SummaryRead = 'not-read' | 'read-again' | 'left' | 'faults' | 'done' | 'done-stated';

export interface LastRead {
  /** Keeps what a summary said that was just read. */
  take(summary: Summary): void;
  state(): SummaryRead;
}

/** `doubts`: how many settings are in doubt now. */
export function createLastRead(session: () => Session, doubts: () => number): LastRead {
  let last: { said: SummaryRead; of: unknown[]; madeOf: unknown[] } | null = null;
  return {
    take: (summary) => {
      last = { said: saidBy(summary), of: setUpOf(session()), madeOf: [...madeOf(session()), doubts()] };
    },
    state: () => {
      if (last === null || !isSame(last.of, setUpOf(session()))) return 'not-read';
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

/** Of another set-up, or once its app integration is another, nothing was read. */
const setUpOf = ({ setupId, app }: Session): unknown[] => [setupId, app?.id];

/** A session is never changed in place: what is the same object says the same. */
const madeOf = (session: Session): unknown[] => [
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
