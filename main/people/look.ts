import type { AppError } from '../../shared/errors';
import type { PeopleLook, PeopleProgress, PeopleResult } from '../../shared/people';
import type { Allowance, OktaPerson } from '../okta/types';
import type { Classified } from './classify';
import { secondsLeft } from './estimate';
import type { InterruptedScan } from './interrupted';
import { shownSource } from './scan';
import type { Scan } from './scan';
import { createPeopleTable } from './table';
import type { PeopleTable } from './table';

/** One reading of people, and what it brought. Changed in place as the reading goes on. */
export interface Look {
  version: number;
  phase: PeopleLook['phase'];
  scan: Scan | null;
  /** Of an earlier start of the assistant. */
  interrupted: InterruptedScan | null;
  error: AppError | null;
  /** When this stretch of reading began, in milliseconds, and the pages from before it. */
  since: number;
  pagesBefore: number;
  result: PeopleResult | null;
  table: PeopleTable;
  byId: Map<string, Classified>;
  /** Okta users by id, and by the key of login and email. */
  known: Map<string, OktaPerson>;
  waitsUntil: string | null;
}

/** Nothing was read yet. */
export const nothing = (version: number): Look => ({
  version,
  phase: 'none',
  scan: null,
  interrupted: null,
  error: null,
  since: 0,
  pagesBefore: 0,
  result: null,
  table: createPeopleTable([]),
  byId: new Map(),
  known: new Map(),
  waitsUntil: null,
});

/** People of a page. */
const perPage = 500;
/** People who were read of Okta's lists. */
export const readOf = ({ assigned, members }: Scan): number =>
  members.reduce((sum, { read }) => sum + read.items.length, assigned.items.length);

/** What is known beside a reading while it is read. */
interface Beside {
  /** Of Okta's list of app users; null where nothing is read, or it is not known. */
  allowance: Allowance | null;
  /** How many were assigned when they were last read; null: never. */
  assignedBefore: number | null;
  now: Date;
}

function progressOf(
  { scan, since, pagesBefore, phase, waitsUntil }: Look,
  { allowance, assignedBefore, now }: Beside,
): PeopleProgress | null {
  if (scan === null) return null;
  const { assigned, accounts } = scan;
  const total = assigned.isWhole ? assigned.items.length : assignedBefore;
  const isTotalOld = !assigned.isWhole && total !== null;
  const left =
    total === null
      ? null
      : Math.max(assigned.isWhole ? 0 : 1, Math.ceil((total - assigned.items.length) / perPage));
  const pace = { left, done: assigned.pages - pagesBefore, ms: now.getTime() - since };
  return {
    okta: { read: readOf(scan), total, isTotalOld },
    oktopost:
      accounts === null ? null : { read: accounts.accounts.size, total: accounts.total, isTotalOld: false },
    secondsLeft: phase === 'reading' ? secondsLeft(pace, allowance, now) : null,
    perMinute: allowance?.perWindow ?? null,
    waitsUntil: waitsUntil ?? accounts?.waitsUntil?.toISOString() ?? null,
  };
}

export const lookShown = (look: Look, beside: Beside): PeopleLook => ({
  version: look.version,
  phase: look.phase,
  progress: progressOf(look, beside),
  interrupted:
    look.interrupted === null ? null : { ...look.interrupted, source: shownSource(look.interrupted.source) },
  error: look.error,
  result: look.result,
});
