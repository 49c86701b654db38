import { assertNever } from '../../shared/errors';
import type { LoggedChange } from '../../shared/logged-change';
import type { KnownBy } from '../../shared/summary';

/** How a setting is known that Okta's API does not show, with its value where the log tells another one than expected. */
export interface Witnessed {
  known: KnownBy;
  /** Null: as the test or the admin's word have it. */
  value: string | null;
}

/**
 * Weighs a test or an admin's word against Okta's System Log. The log confirms a word; it overrules word and test where it tells of
 * another value later than they did. What nobody said or proved stays unknown: the log is never the only witness.
 * Source: Okta as recorded, R3.
 */
export function weighed(known: KnownBy, expected: string, logged: LoggedChange | null): Witnessed {
  if (logged === null) return { known, value: null };
  const { at, who, to } = logged;
  const inLog: KnownBy = { how: 'read-in-log', by: who, at };
  switch (known.how) {
    case 'unknown':
    case 'read-back':
      return { known, value: null };
    case 'stated':
      if (to === expected) return { known: inLog, value: null };
      break;
    case 'proven-by-test':
    case 'proven-by-life-cycle':
    case 'proven-by-push':
    case 'read-in-log':
      if (to === expected) return { known, value: null };
      break;
    default:
      return assertNever(known);
  }
  return at > known.at ? { known: inLog, value: to } : { known, value: null };
}
