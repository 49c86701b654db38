import type { LeftItem } from '../../shared/left-to-do';
import type { Target } from '../../shared/oktopost';
import type { RolloutCounts } from '../../shared/rollout';
import type { Links } from '../../shared/snapshot';
import type { Summary, SummarySetting } from '../../shared/summary';
import type { UserNamesRead } from '../observe/user-names';
import type { UnassignedAccount } from '../steps/assignment/history';
import type { Remaining } from '../rollout/counts';
import type { LeftInactive } from '../steps/rollout/left-inactive';
import type { Session } from '../storage/session';
import type { Doubt } from './doubt';
import type { ReadSetting } from './settings';

/** A setting of the summary with how it was read. */
export interface Row {
  row: SummarySetting;
  entry: ReadSetting;
  /** Its guided step was read as done and is not any more: no word about it counts. */
  lost: boolean;
  /** Okta has shown it, and does not any more. */
  reset: boolean;
  /** Why what was proven or stated of it counts no more; null: nothing was, or it counts. */
  doubt: Doubt | null;
}

/** What the list is made of. */
export interface LeftParts {
  rows: readonly Row[];
  /** Warnings of `conflictWarnings`. */
  conflicts: readonly string[];
  people: Summary['people'];
  /** How many of `people` are to be assigned again, without the users of tests, of whom their test tells. */
  toRepair: UserNamesRead['toRepair'];
  /** Null: there was no rollout. */
  remainingOfRollout: Remaining | null;
  /** The repair of people who are to be assigned again; null: there is none. */
  repair: RolloutCounts['repair'];
  /** Accounts that Okta made where the assistant does not read, of people who were unassigned since. */
  elsewhere: readonly UnassignedAccount[];
  /** Whose accounts were active before this set-up and are not by now; of how many of them nothing was read. */
  leftInactive: { people: readonly LeftInactive[]; notRead: number };
  session: Session;
  target: Target;
  links: Links;
}

export type Place = NonNullable<LeftItem['link']>['place'];
/** An item before its link is known. */
export type Draft = Omit<LeftItem, 'link'> & { place: Place | null };

export const item = (
  step: LeftItem['step'],
  kind: LeftItem['kind'],
  text: string,
  more: Partial<Pick<Draft, 'place' | 'statement' | 'settings'>> = {},
): Draft => ({ step, kind, text, place: null, statement: null, settings: [], ...more });
