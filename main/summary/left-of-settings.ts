import { isLeft } from '../../shared/left-as-is';
import { fromTo } from '../../shared/logged-change';
import type { LoggedChange } from '../../shared/logged-change';
import type { Target } from '../../shared/oktopost';
import { labelOf, labelWithin, mappedAttribute, shownValue } from '../../shared/settings';
import { firstSentence } from '../../shared/first-sentence';
import type { Measured, SummarySetting } from '../../shared/summary';
import { capitalised } from '../../shared/counted';
import { minute } from '../export/document';
import { lostNext } from '../steps/app-integration/checks';
import { refusedStep, standingRefusal } from '../storage/proving-test';
import type { Session } from '../storage/session';
import { measuredWords } from './document';
import { asProvenStatement, doubtWords } from './doubt';
import { item } from './left-draft';
import type { Draft, LeftParts, Place, Row } from './left-draft';
import { screenOf } from './screen-of';
import type { ReadSetting } from './settings';
import { contradicted, overtaken, settingStatement } from './statements';

/** Above this, the attributes that differ are named in one item. */
const singlyAtMost = 2;

/** Each setting that differs or is not known. */
export function ofSettings({ rows, session, target }: LeftParts): Draft[] {
  const wrong = rows.filter(
    (each) =>
      each.doubt === null &&
      (isScimUnseen(each) ||
        isStatedAgainst(each) ||
        (each.row.value !== each.row.expected && !isLeft(each.row, session.mapping.skipped))),
  );
  const isScimOff = wrong.some(({ row }) => row.setting === 'scim');
  const attributes = wrong.filter(({ row }) => isPlannedAttribute(row));
  const together = attributes.length > singlyAtMost ? attributes : [];
  return [
    // That the API integration is enabled, Okta goes on showing.
    ...(refusedStep(session) === 'authenticate' ? ofRefusal(session) : []),
    ...wrong
      .filter((each) => !together.includes(each))
      .map((each) => ofSetting(each, session, target, isScimOff)),
    ...ofDoubts(rows),
    ...(together.length === 0
      ? []
      : [
          item(
            'mapping',
            'fault',
            `${together.length} attributes are not mapped as they should be: ${together
              .map(({ row }) => labelWithin(row.setting))
              .join(', ')}.`,
            { settings: together.map(({ row }) => row.setting) },
          ),
        ]),
  ];
}

/**
 * Neither the features nor the app user profile has SCIM, and no test user arrived: an admin's word does not outweigh that, since
 * the mapping and the connection need SCIM first.
 */
const isScimUnseen = ({ row: { setting, known }, entry }: Row): boolean =>
  setting === 'scim' && entry.actual === null && (known.how === 'stated' || known.how === 'unknown');

/** An admin's word after a life-cycle test that measured otherwise: only another test shows that it was put right. */
const isStatedAgainst = ({ row: { known, measured } }: Row): boolean =>
  known.how === 'stated' && measured !== null;

const ofStatedAgainst = (
  { setting, expected }: SummarySetting,
  statedAt: string,
  measured: Measured,
): Draft =>
  item(
    'life-cycle',
    'open',
    `${labelOf(setting)}: “${shownValue(setting, expected)}” was stated at ${minute(statedAt)}, after ${measuredWords(measured)}. Test again, under “Life-cycle test”.`,
    { settings: [setting] },
  );

function ofUnseenScim({ row: { setting, expected, known }, entry }: Row, target: Target): Draft {
  const against = known.how === 'stated' ? ` It was stated as on at ${minute(known.at)}.` : '';
  const next = entry.next === null ? '' : ` ${entry.next}`;
  return item(
    screenOf(entry, target),
    'fault',
    `${labelOf(setting)}: Okta shows neither SCIM nor its attributes.${against} It should be “${expected}”.${next} If it is on all the same, the test of one user proves it.`,
    { place: 'oktaGeneral', settings: [setting] },
  );
}

/** An attribute of the mapping that Okta shows, and that a plan sets. The row for the user name is set by hand. */
function isPlannedAttribute({ setting, known }: SummarySetting): boolean {
  const attribute = mappedAttribute(setting);
  return attribute !== null && attribute !== 'userName' && known.how !== 'unknown';
}

/** What was proven or stated, of which a later change of the app integration may have made something else. */
function ofDoubts(rows: readonly Row[]): Draft[] {
  const words = doubtWords(
    rows.flatMap(({ row: { setting }, doubt }) => (doubt === null ? [] : [{ setting, doubt }])),
  );
  if (words === null) return [];
  const { text, next, isTested, settings, change } = words;
  return [
    item(isTested ? 'test-user' : 'connection', 'open', `${text} ${next}`, {
      place: 'oktaIntegration',
      statement: asProvenStatement(change),
      settings,
    }),
  ];
}

/** That Oktopost refused what Okta sent. */
function ofRefusal(session: Session): Draft[] {
  const step = refusedStep(session);
  const refused = standingRefusal(session);
  if (refused === null || step === null) return [];
  const text = `${refused.what} That was at ${minute(refused.at)}. ${firstSentence(refused.next)}`;
  const settings = step === 'connection' ? [refused.setting] : [];
  return [item(step, 'fault', text, { place: 'oktaIntegration', settings })];
}

/** `isScimOff`: nobody can have set what Okta offers only with SCIM. */
function ofSetting(each: Row, session: Session, target: Target, isScimOff: boolean): Draft {
  if (isScimUnseen(each)) return ofUnseenScim(each, target);
  const { row, entry, lost, reset } = each;
  const { setting, value, expected, change, known, measured } = row;
  if (known.how === 'stated' && measured !== null) return ofStatedAgainst(row, known.at, measured);
  const [refusal] = ofRefusal(session);
  if (refusal !== undefined && setting === standingRefusal(session)?.setting && known.how === 'unknown')
    return refusal;
  const who = entry.who === undefined ? '' : ` (${entry.who})`;
  const unknown = known.how === 'unknown';
  const isMeasured = known.how === 'proven-by-life-cycle';
  const needsScim = isScimOff && (entry.step === 'connection' || entry.step === 'to-app');
  const now = unknown
    ? reset
      ? lostNext
      : 'Okta does not show it.'
    : isMeasured
      ? `It is “${shownValue(setting, value)}”, as the life-cycle test of ${known.user} measured at ${minute(known.at)}.`
      : `It is “${shownValue(setting, value)}”${who}.`;
  const otherwise = measured === null ? '' : ` ${capitalised(measuredWords(measured))}.`;
  const by = change === null ? '' : ` ${sentenceOf(change)}`;
  const stated = contradicted(session, row);
  const against =
    stated === null ? overtakenWords(session, row) : ` It was stated otherwise at ${minute(stated.at)}.`;
  const next = entry.next === null ? '' : ` ${entry.next}`;
  return item(
    screenOf(entry, target),
    unknown && !reset && measured === null ? 'open' : 'fault',
    `${labelOf(setting)}: ${now}${by}${otherwise}${against} It should be “${shownValue(setting, expected)}”.${next}`,
    {
      place: isPlannedAttribute(row) ? null : placeOf(row, entry),
      // Of what was measured, that it was changed since.
      statement: (unknown || isMeasured) && !lost && !needsScim ? settingStatement(setting, expected) : null,
      settings: [setting],
    },
  );
}

/** Why what was said is asked again. */
function overtakenWords(session: Session, { setting, known }: SummarySetting): string {
  const before = overtaken(session, setting);
  if (known.how !== 'unknown' || before === null) return '';
  const { statement, writtenAt } = before;
  return ` It was stated at ${minute(statement.at)}, and this assistant wrote the app integration at ${minute(writtenAt)}: Okta may have reset it.`;
}

function placeOf({ setting }: SummarySetting, { step }: ReadSetting): Place | null {
  switch (step) {
    case 'scim-on':
      return 'oktaGeneral';
    case 'connection':
    case 'authenticate':
      return 'oktaIntegration';
    case 'to-app':
      return 'oktaToApp';
    case null:
      break;
  }
  if (mappedAttribute(setting) !== null) return 'oktaToApp';
  if (setting === 'user-names') return 'oktaAssignments';
  if (setting === 'app.name' || setting === 'app.admin-note') return 'oktaGeneral';
  if (setting.startsWith('user-name-format')) return 'oktaSignOn';
  return setting.startsWith('sign-on.') ? 'oktaGeneral' : 'oktaApp';
}

const sentenceOf = (change: LoggedChange): string =>
  `${change.who ?? 'Someone'} changed it at ${minute(change.at)} (${fromTo(change)}), by Okta’s System Log.`;
