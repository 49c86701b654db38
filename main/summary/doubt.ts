import { agreed, counted } from '../../shared/counted';
import { asProvenTask } from '../../shared/connection-doubt';
import { assertNever } from '../../shared/errors';
import { labelOf } from '../../shared/settings';
import type { SettingId } from '../../shared/settings';
import type { KnownBy } from '../../shared/summary';
import { minute } from '../export/document';
import type { UntoldChange } from '../observe/logged-changes';
import { clockSkewMs } from '../observe/okta-clock';
import { provingTest } from '../storage/proving-test';
import type { Session } from '../storage/session';

type Proven = Extract<KnownBy, { how: `proven-${string}` }>;
type Stated = Extract<KnownBy, { how: 'stated' }>;

/** What Okta shows nobody of the connection was proven or stated, and the app integration was changed since: that may have been the connection. */
export interface Doubt {
  by: Proven | Stated;
  change: UntoldChange;
}

/** A setting of the connection that is in doubt. */
export interface Doubted {
  setting: SettingId;
  doubt: Doubt;
}

/** `known`: of a setting that Okta does not show. `change`: the newest one. Null: nothing is known of the connection, or it is known from after the change. */
export function doubtOf(
  session: Pick<Session, 'test' | 'earlierPass'> | null,
  setting: SettingId,
  known: KnownBy,
  change: UntoldChange | null,
): Doubt | null {
  if (change === null || !setting.startsWith('connection.')) return null;
  switch (known.how) {
    case 'unknown':
    case 'read-back':
    case 'read-in-log':
      return null;
    case 'stated':
      // A word is given when this computer's clock says so, right after what it is about was saved.
      return Date.parse(change.at) < Date.parse(known.at) + clockSkewMs ? null : { by: known, change };
    case 'proven-by-test':
      return change.at < (sentAt(session) ?? known.at) ? null : { by: known, change };
    case 'proven-by-life-cycle':
    case 'proven-by-push':
      return change.at < known.at ? null : { by: known, change };
    default:
      return assertNever(known);
  }
}

/** When Okta had sent the proving test's user, by its own clock; null: its log was not read then. */
function sentAt(session: Pick<Session, 'test' | 'earlierPass'> | null): string | null {
  const timeline = session === null ? [] : (provingTest(session)?.timeline ?? []);
  const logged = timeline.flatMap(({ source, at }) => (source === 'system-log' ? [at] : []));
  return logged.sort().at(-1) ?? null;
}

/** The statement that the connection is as it was before this change. */
export const asProvenStatement = ({ eventId }: UntoldChange): string => `${asProvenTask}=${eventId}`;

export interface DoubtWords {
  text: string;
  next: string;
  /** A test proves it again; else somebody looks at it in Okta. */
  isTested: boolean;
  settings: SettingId[];
  change: UntoldChange;
}

/**
 * What is said of the settings in doubt, and what is to be done: one thing for all that a change has put in doubt, for one look at Okta's
 * page settles all of it. Null: nothing is in doubt.
 */
export function doubtWords(doubted: readonly Doubted[]): DoubtWords | null {
  const [first] = doubted;
  if (first === undefined) return null;
  const { change } = first.doubt;
  const sources = [...new Set(doubted.map(({ doubt }) => byWords(doubt.by)))];
  const known = sources.map(
    (words) => `${whichOf(doubted.filter(({ doubt }) => byWords(doubt.by) === words))}: ${words}`,
  );
  return {
    text: `${known.join('; ')}, before ${change.who ?? 'somebody'} changed the app integration at ${minute(change.at)}. Okta does not show what was changed: ${agreed(doubted.length, 'it', 'they')} may be otherwise now.`,
    next: [...new Set(doubted.map(({ doubt }) => nextOf(doubt.by)))].join(' '),
    isTested: doubted.some(({ doubt }) => doubt.by.how !== 'stated'),
    settings: doubted.map(({ setting }) => setting),
    change,
  };
}

function whichOf(doubted: readonly Doubted[]): string {
  const [only] = doubted;
  return doubted.length === 1 && only !== undefined
    ? labelOf(only.setting)
    : counted(doubted.length, 'setting of the SCIM connection', 'settings of the SCIM connection');
}

function nextOf({ how }: Proven | Stated): string {
  switch (how) {
    case 'proven-by-life-cycle':
      return 'Run the life-cycle test once more.';
    case 'proven-by-test':
    case 'proven-by-push':
      return 'Test one user once more.';
    case 'stated':
      return 'Look at it in Okta: Provisioning tab, Integration.';
    default:
      return assertNever(how);
  }
}

const byWords = (by: Proven | Stated): string =>
  by.how === 'stated'
    ? `stated by ${by.by ?? 'an admin'} at ${minute(by.at)}`
    : `proven by ${proofWords(by)}`;

/** By what, and when. */
export function proofWords(proven: Proven): string {
  const at = minute(proven.at);
  switch (proven.how) {
    case 'proven-by-test':
      return `the test user ${proven.user} at ${at}`;
    case 'proven-by-life-cycle':
      return `the life-cycle test of ${proven.user} at ${at}`;
    case 'proven-by-push':
      return `what Okta sent for ${proven.user ?? 'a person'} at ${at}`;
    default:
      return assertNever(proven);
  }
}
