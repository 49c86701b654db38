import { certificateStatements } from '../../shared/certificate-change';
import { asProvenTask } from '../../shared/connection-doubt';
import { withStatements } from '../../shared/left-to-do';
import type { Statement } from '../../shared/left-to-do';
import { agreed, capitalised } from '../../shared/counted';
import { minute } from '../export/document';
import { ownValue } from '../../shared/own-value';
import type { CertificateStatement } from '../../shared/certificate-change';
import type { KnownBy, Summary, SummarySetting } from '../../shared/summary';
import { labelOf, updateOn } from '../../shared/settings';
import type { SettingId } from '../../shared/settings';
import { checkOf } from '../../shared/plan';
import type { Check } from '../../shared/plan';
import { isLostCheck } from '../steps/app-integration/checks';
import { measurableSettings, measuredOtherwise } from '../storage/proven-by-life';
import { elsewhereTask } from '../storage/account-elsewhere';
import { leftInactiveTask } from '../storage/left-inactive';
import { olderTokensTask, revokedTokenTask, revokedTokenWords } from '../storage/older-tokens';
import type { Session } from '../storage/session';

const peopleIn = (count: string): string =>
  count === '1' ? 'One person' : `${Number(count).toLocaleString('en')} people`;

/** What an admin states beside single settings, and how the summary says it; `of` is what it is about. */
const tasks = {
  'ask-oktopost': 'Oktopost was asked about this way.',
  account: (of: string) =>
    `The account of ${of} is active in Oktopost, under its user name and with the right name.`,
  /** Its id at Oktopost, else whose it is. */
  [elsewhereTask]: (of: string) =>
    `An account that Okta made where the assistant does not read (${of}) is inactive.`,
  'unassigned-account': (of: string) => `The account of ${of}, who was unassigned, is inactive.`,
  [leftInactiveTask]: (of: string) =>
    `Accounts that were active before this set-up, and were left inactive until ${minute(of)}, were looked at.`,
  'require-sso': '“Require SSO” is decided.',
  'roll-out': 'Nobody else is to be assigned now.',
  'not-assigned': (of: string) =>
    `${peopleIn(of)} of the rollout ${agreed(Number(of), 'stays', 'stay')} without an assignment.`,
  [olderTokensTask]: (of: string) => `SCIM tokens from before ${minute(of)} are revoked in Oktopost.`,
  /** When the new one was pasted. */
  [revokedTokenTask]: revokedTokenWords,
  [asProvenTask]: (of: string) =>
    `The SCIM connection is as it was before the change of the app integration with the System Log event ${of}.`,
  'user-names': (of: string) =>
    `${peopleIn(of)} whose user name is not the email ${agreed(Number(of), 'stays', 'stay')} as they are.`,
  'never-sent': (of: string) =>
    `${peopleIn(of)} who ${agreed(Number(of), 'was', 'were')} never sent to Oktopost ${agreed(Number(of), 'stays', 'stay')} as they are.`,
  /** Of the life-cycle test's user. */
  'accounts-deleted': (of: string) =>
    `It is known that the account of ${of} was deleted when the user was unassigned.`,
  'tile-hidden': 'The tile stays hidden.',
} as const;
type Task = keyof typeof tasks;

const isTask = (name: string): name is Task => Object.hasOwn(tasks, name);

/** What a walk to another signing certificate has stated, by its fingerprint; it may not be known. */
const ofCertificates: Record<string, (certificate: string) => string> = {
  'certificate-handed-over': (certificate) => `Oktopost has ${certificate}.`,
  'certificate-removed': (certificate) => `${capitalised(certificate)} was taken out of Oktopost.`,
};

/** The statement that a setting has the value that it has to have: of another value it says nothing. */
export const settingStatement = (setting: SettingId, expected: string): string =>
  `setting:${setting}=${expected}`;

/** `of`: what the task was about, so that a statement about something else does not count. */
export const taskStatement = (task: Task, of: string | number = ''): string => `${task}=${of}`;

/**
 * What an admin says of the session's app integration; `updateOnWritten` says what of it a write has overtaken, `connectionSince` what
 * another connection has, the life-cycle tests what a later measurement has.
 */
type Stated = Pick<
  Session,
  'statements' | 'updateOnWritten' | 'connectionSince' | 'lifeCycle' | 'earlierLives'
>;
/** `appChecks` has what Okta has shown and does not any more, of which a word counts that is given since. */
type StatedNow = Pick<Session, 'statements' | 'updateOnWritten' | 'appChecks' | 'certificateChange'>;

const isOfUpdateOn = ({ id }: Pick<Statement, 'id'>): boolean =>
  id.startsWith(settingStatement(updateOn, ''));

/**
 * The statement counts: what was said of the update of user names does not, once the app integration was written since, what was said of
 * a connection does not, once there is another one, and what was said of any setting does not, once a life-cycle test measured otherwise.
 */
function counts(session: Stated, statement: Statement): boolean {
  const { updateOnWritten } = session;
  const isWrittenSince = updateOnWritten !== null && !updateOnWritten.isStatedSince;
  if (isWrittenSince && isOfUpdateOn(statement)) return false;
  if (statement.id.startsWith('setting:connection.') && statement.at < (session.connectionSince ?? ''))
    return false;
  return measurableSettings.every((setting) => {
    const isOf = statement.id.startsWith(settingStatement(setting, ''));
    return !isOf || statement.at >= (measuredOtherwise(session, setting)?.at ?? '');
  });
}

/** The statement of this setting that a write of the app integration has overtaken, and when it was written; null: none. */
export function overtaken(
  session: Stated,
  setting: SettingId,
): { statement: Statement; writtenAt: string } | null {
  const { statements, updateOnWritten } = session;
  if (setting !== updateOn || updateOnWritten === null || updateOnWritten.isStatedSince) return null;
  const statement = statements.find(isOfUpdateOn);
  return statement === undefined ? null : { statement, writtenAt: updateOnWritten.at };
}

/** The admin's word, given (`statement`) or taken back (null) now. */
export function withStatement(session: StatedNow, id: string, statement: Statement | null): StatedNow {
  const { updateOnWritten } = session;
  const isOf = (check: Check): boolean => id === settingStatement(check.setting, check.expected);
  const isOfWalk = (what: CertificateStatement): boolean =>
    statement === null &&
    id.startsWith(`certificate-${what}=`) &&
    certificateStatements(session.certificateChange).some((word) => word.id === id);
  return {
    appChecks: session.appChecks.map((check) =>
      isLostCheck(check) && isOf(check) ? checkOf({ ...check, next: null }) : check,
    ),
    certificateChange: {
      ...session.certificateChange,
      ...(isOfWalk('handed-over') && { handedOver: null }),
      ...(isOfWalk('removed') && { removed: null }),
    },
    statements:
      statement === null
        ? session.statements.filter((each) => each.id !== id)
        : withStatements(session.statements, [statement]),
    updateOnWritten:
      updateOnWritten !== null && statement !== null && isOfUpdateOn(statement)
        ? { ...updateOnWritten, isStatedSince: true }
        : updateOnWritten,
  };
}

const counted = (session: Stated, isIt: (statement: Statement) => boolean): Statement | undefined =>
  session.statements.find((statement) => isIt(statement) && counts(session, statement));

export const isStated = (session: Stated, id: string): boolean =>
  counted(session, (statement) => statement.id === id) !== undefined;

export function statementOf(session: Stated, id: string): KnownBy {
  const found = counted(session, (statement) => statement.id === id);
  return found === undefined ? { how: 'unknown' } : { how: 'stated', by: found.by, at: found.at };
}

/** When the admin stated how user names are updated; null where nobody did, or the app integration was written since. */
export const updateOnStatedAt = (session: Stated): string | null =>
  counted(session, isOfUpdateOn)?.at ?? null;

/** The statement about a setting that Okta, or a life-cycle test, contradicts: a value that is read or measured counts, not what was said. */
export const contradicted = (
  { statements }: Pick<Session, 'statements'>,
  { setting, expected, value, known, measured }: SummarySetting,
): Statement | null =>
  value === expected || (known.how === 'unknown' && measured === null)
    ? null
    : (statements.find(({ id }) => id === settingStatement(setting, expected)) ?? null);

/** Whose account a statement is about: the login of a test's user, else Okta's id of somebody of before. */
const whose = ({ test, earlierPass }: Pick<Session, 'test' | 'earlierPass'>, id: string): string =>
  [test.user, earlierPass?.user].find((user) => user?.id === id)?.login ?? id;

/** The statements that count now, in words. */
export function statedOf(
  session: Pick<Session, 'statements' | 'certificateChange' | 'test' | 'earlierPass'>,
  settings: readonly SummarySetting[],
): Summary['stated'] {
  const { statements, certificateChange } = session;
  const ofWalk = certificateStatements(certificateChange);
  const before = statements.filter(({ id }) => ofWalk.every((word) => word.id !== id));
  return [...before, ...ofWalk].flatMap((statement) => {
    const [name = '', of = ''] = statement.id.split('=');
    const ofCertificate = ownValue(ofCertificates, name);
    if (ofCertificate !== undefined) {
      const certificate = `the signing certificate${of === '' ? '' : ` with SHA-256 fingerprint ${of}`}`;
      return [{ ...statement, text: ofCertificate(certificate) }];
    }
    if (isTask(name)) {
      const words = tasks[name];
      return [{ ...statement, text: typeof words === 'string' ? words : words(whose(session, of)) }];
    }
    const row = settings.find(
      ({ setting, expected, known }) =>
        known.how === 'stated' && settingStatement(setting, expected) === statement.id,
    );
    return row === undefined ? [] : [{ ...statement, text: `${labelOf(row.setting)}: ${row.expected}` }];
  });
}
