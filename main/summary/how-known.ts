import { wasThereBefore } from '../../shared/verification';
import type { GuidedStepId } from '../../shared/screens';
import type { LoggedChange } from '../../shared/logged-change';
import type { SettingId } from '../../shared/settings';
import type { KnownBy, Measured } from '../../shared/summary';
import { measuredOtherwise, provenByLife } from '../storage/proven-by-life';
import { isOfConnection, isOfToken, provingTest, pushProof, standingRefusal } from '../storage/proving-test';
import type { Session } from '../storage/session';
import { weighed } from './second-witness';
import type { Witnessed } from './second-witness';
import type { ReadSetting } from './settings';
import { settingStatement, statementOf } from './statements';

interface Read {
  /** When Okta was read. */
  at: string;
  /** What Okta's System Log tells of it last. */
  logged: LoggedChange | null;
  /** Guided steps that were read as done and are not any more. */
  lost: readonly GuidedStepId[];
  /** Okta has shown it, and does not any more. */
  isReset: boolean;
}

/** How a setting is known, with its value where that is neither what Okta shows nor what is expected; `measured` as in the summary. */
export function howKnown(
  session: Session,
  entry: ReadSetting,
  { at, logged, lost, isReset }: Read,
): Witnessed & { measured: Measured | null } {
  if (entry.actual !== null) return { known: { how: 'read-back', at }, value: null, measured: null };
  const said = isReset ? sinceReset(session, entry) : unread(session, lost, entry);
  const otherwise = measuredNow(session, entry.setting, isReset);
  const witnessed = afterMeasuring(weighed(said, entry.expected, logged), otherwise);
  const { how } = witnessed.known;
  return { ...witnessed, measured: how === 'stated' || how === 'unknown' ? otherwise : null };
}

/**
 * How a setting is known that Okta does not show: by the test user, else by the admin's word. Neither counts once the step was
 * lost, or SCIM, on which all of it rests, or once Oktopost refused what Okta sent.
 */
function unread(session: Session, lost: readonly GuidedStepId[], entry: ReadSetting): KnownBy {
  const { setting, expected, step } = entry;
  if (isLost(entry, lost) || setting === standingRefusal(session)?.setting) return { how: 'unknown' };
  const statement = statementOf(session, settingStatement(setting, expected));
  const byLife = livedWith(session, setting);
  if (byLife !== null && byLife.how !== 'stated') return byLife;
  if (step === null) return byLife ?? statement;
  const proof = entry.provenBy === null ? null : provenBy(session, entry);
  return proof ?? byLife ?? statedStep(session, setting, step) ?? statement;
}

/** What a life-cycle test measured otherwise. Its value was another one since where Okta has shown it meanwhile, and does not any more. */
function measuredNow(session: Session, setting: SettingId, isReset: boolean): Measured | null {
  const measured = measuredOtherwise(session, setting);
  return measured === null || !isReset ? measured : { ...measured, value: null };
}

/** A measurement beats an admin's word from before it, and what nobody has said; not what the log tells. */
function afterMeasuring(witnessed: Witnessed, measured: Measured | null): Witnessed {
  const { known } = witnessed;
  const isBeaten =
    measured !== null && (known.how === 'unknown' || (known.how === 'stated' && known.at < measured.at));
  if (!isBeaten) return witnessed;
  const { user, at, value } = measured;
  return value === null
    ? { known: { how: 'unknown' }, value: null }
    : { known: { how: 'proven-by-life-cycle', user, at }, value };
}

/** What life-cycle tests prove of a setting; of a connection before the one of now they tell nothing. */
function livedWith(session: Session, setting: SettingId): ReturnType<typeof provenByLife> {
  const byLife = provenByLife(session, setting);
  const since = setting.startsWith('connection.') ? (session.connectionSince ?? '') : '';
  return byLife !== null && byLife.how !== 'unknown' && byLife.at < since ? null : byLife;
}

/**
 * How a setting is known that Okta has shown and does not any more: a word of before counts no more, and one of now ends that it was shown
 * (`withStatement`). Of the life-cycle test a proof counts that came after this set-up's own write.
 */
function sinceReset(session: Session, { setting }: ReadSetting): KnownBy {
  const byLife = session.updateOnWritten === null ? null : provenByLife(session, setting);
  return byLife === null || byLife.how === 'stated' ? { how: 'unknown' } : byLife;
}

/** What the admin said of a step. A token that was pasted after it is said of its own. */
function statedStep(session: Session, setting: SettingId, step: GuidedStepId): KnownBy | null {
  const at = session.statedAt[step];
  if (setting === 'connection.authorization') {
    const { pasted } = session.tokenChange;
    if (pasted !== null && pasted.at >= (at ?? '')) return { how: 'stated', by: pasted.by, at: pasted.at };
    // Forgotten as soon as the connection is said to be filled in again.
    const { pastedToken } = session;
    if (pastedToken !== null) return { how: 'stated', by: pastedToken.by, at: pastedToken.since };
  }
  return at === null ? null : { how: 'stated', by: session.statedBy[step], at };
}

export const isLost = ({ step }: Pick<ReadSetting, 'step'>, lost: readonly GuidedStepId[]): boolean =>
  step !== null && (lost.includes(step) || lost.includes('scim-on'));

/** What Okta sends shows where it sends to, and that it is let in there. */
export const provenByPush: readonly SettingId[] = [
  'connection.base-url',
  'connection.authentication-mode',
  'connection.authorization',
];

function provenBy(session: Session, read: ReadSetting): KnownBy | null {
  const push = provenByPush.includes(read.setting) ? pushProof(session) : null;
  const byTest = provenByTest(session, read);
  if (byTest !== null || push === null) return byTest;
  return { how: 'proven-by-push', user: push.who, event: push.eventId, at: push.at };
}

function provenByTest(session: Session, { setting, provenBy: what }: ReadSetting): KnownBy | null {
  const test = provingTest(session);
  if (test === null || test.user === null || test.endedAt === null) return null;
  if (what === 'creation' && wasThereBefore(test)) return null;
  if (setting === 'connection.authorization' && !isOfToken(test, session)) return null;
  if (setting.startsWith('connection.') && !isOfConnection(test, session)) return null;
  return { how: 'proven-by-test', user: test.user.login, at: test.endedAt };
}
