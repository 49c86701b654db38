import type { DriftReport, DriftRow, RestorePath } from '../../shared/drift';
import type { LoggedChange } from '../../shared/logged-change';
import { isLeft, leftWords } from '../../shared/left-as-is';
import { targetOf, userNameFormatWords } from '../../shared/oktopost';
import type { Target } from '../../shared/oktopost';
import { exceptionOf, mappedAttribute, updateOn } from '../../shared/settings';
import type { SettingId } from '../../shared/settings';
import type { Summary, SummarySetting } from '../../shared/summary';
import { minute } from '../export/document';
import { isWriteOf, readLoggedChanges, untoldChanges } from '../observe/logged-changes';
import type { Okta } from '../okta/okta';
import type { LogEvent } from '../okta/types';
import { identityIn, keptIn, mappingChoiceOf, relayStateOf } from '../summary/choices';
import { unknownSetting } from '../summary/failures';
import { screenOf } from '../summary/screen-of';
import { openSettings, readSettings } from '../summary/settings';
import type { ReadSetting } from '../summary/settings';
import { weighed } from '../summary/second-witness';
import { notMapped } from '../steps/mapping/words';
import { shownSetting } from '../steps/app-integration/fields';
import { guidedStepIds } from '../../shared/screens';
import { certificateRow, otherCertificate, readActiveCertificate } from './certificate';
import { eventsSince, readable } from './changed-by';
import type { AppEvents } from './changed-by';
import { doubtsOf } from './doubts';
import { notAsked } from './oktopost';
import type { OktopostOf } from './oktopost';
import { unkeptRow } from './unkept';
import { withUntold } from './untold';
import { nothingWatched, watch } from './watch';
import type { Watch } from './watch';

/** What the comparison needs of a setting. */
type NowRead = Pick<ReadSetting, 'setting' | 'expected' | 'actual' | 'step' | 'isRepaired' | 'next'>;

export interface Drift extends Watch, Pick<DriftReport, 'back'> {
  /** Null: the app integration was deleted, or the token may not see it. */
  rows: DriftRow[] | null;
  /** Whether Okta's System Log could be asked who changed what. */
  systemLog: 'read' | 'cannot-be-read';
}

/**
 * Compares an exported summary with the org; only reads. The expected values come from this assistant's constants; the summary
 * adds what already differed when it was made, and how the rest was known. `around.events`: of the app integration since then, where they
 * are being read already; `around.oktopost`: the account of the summary; `around.own`: ids of the requests of the set-up that is open.
 * @throws AppFailure when Okta cannot be asked, or `bad-input` for a summary with a setting that this assistant does not know.
 */
export async function checkDrift(
  okta: Okta,
  summary: Summary,
  at: Date,
  around: { events?: Promise<AppEvents>; oktopost?: OktopostOf; own?: ReadonlySet<string> } = {},
): Promise<Drift> {
  const {
    events = eventsSince(okta, summary.app.id, new Date(summary.made), at),
    oktopost = notAsked('no token of Oktopost was given'),
    own = new Set(),
  } = around;
  const log = { appUpdates: async () => [...(await events).events] };
  const [app, changes, logged] = await Promise.all([
    okta.app(summary.app.id),
    readLoggedChanges(log, summary.app.id, at, new Date(summary.made)),
    readable(events),
  ]);
  const systemLog = changes === null ? 'cannot-be-read' : 'read';
  if (app === null) return { rows: null, back: [], systemLog, ...nothingWatched };
  const target = targetOf(summary.destination, summary.region);
  const kept = keptIn(summary);
  const [{ settings: now, people, toRepair }, active] = await Promise.all([
    readSettings(okta, app, {
      target,
      app: relayStateOf(summary),
      mapping: mappingChoiceOf(summary),
      kept,
      featuresShowScim: summary.featuresShowScim ?? false,
      keptUserNames: (differing) => {
        const left = new Set(summary.keptUserNames);
        return differing.flatMap(({ userId }) => (left.has(userId) ? [userId] : []));
      },
      identity: identityIn(summary),
    }),
    readActiveCertificate(okta, app),
  ]);
  const then = new Map([nameThen(summary), ...summary.settings].map((each) => [each.setting, each]));
  const written = logged?.events.findLast((event) => isWriteOf(event, summary.app.id));
  const doubts = doubtsOf(summary, logged, own);
  const untold = untoldChanges(logged?.events ?? [], summary.app.id, own);
  const rowOf = (read: NowRead): DriftRow => {
    const { setting, actual } = read;
    if (setting === relayState && target.app === 'custom' && !then.has(relayState))
      return unkeptRow(relayState, actual);
    const change = changes?.get(setting) ?? null;
    const compared = compare(read, { before: then.get(setting), logged: change, left: summary.mappingLeft });
    return withUntold(untold, doubts.noted(overtakenBy(written, compared)));
  };
  const looked = [...now, ...goneAttributes(summary, now)].map((read) => ({ read, row: rowOf(read) }));
  const certificate = certificateRow(summary, active, app.signingKid, logged?.events ?? null);
  const isDrift = ({ state }: DriftRow): boolean => state === 'drift';
  const drifted = [
    ...looked.filter(({ row }) => isDrift(row)).map(({ read }) => read),
    ...(certificate.some(isDrift) ? [otherCertificate] : []),
  ];
  const watched = await watch(okta, {
    ...{ app, people, toRepair, log: logged, now: at, summary, active, oktopost },
  });
  return {
    rows: [
      ...looked.map(({ row }) => row),
      ...openOnes(target).flatMap((each) =>
        kept.has(each) ? [] : [unkeptRow(each, shownSetting(app, each))],
      ),
      ...certificate,
    ],
    back: restorePathsOf(drifted, target),
    systemLog,
    ...watched,
    watch: [...doubts.findings, ...watched.watch],
  };
}

const relayState = 'sign-on.relay-state' satisfies SettingId;

/** Of the pre-built app only what was found at its adoption is compared: of the rest nothing was ever said. */
const openOnes = ({ app }: Target): readonly SettingId[] => (app === 'custom' ? openSettings[app] : []);

type Drifted = Pick<NowRead, 'setting' | 'step' | 'isRepaired' | 'next'>;

const restoreOrder = ['plan', 'user-names', ...guidedStepIds, 'mapping', 'rollout', null] as const;

function restorePathsOf(drifted: readonly Drifted[], target: Target): RestorePath[] {
  return restoreOrder.flatMap((screen): RestorePath[] => {
    const settings = drifted.filter((each) => screenOf(each, target) === screen);
    if (settings.length === 0) return [];
    // A step explains its settings itself.
    const isTold = screen === null || screen === 'rollout';
    return [
      { screen, settings: settings.map(({ setting, next }) => ({ setting, next: isTold ? next : null })) },
    ];
  });
}

function compare(
  { setting, expected, actual, next }: NowRead,
  {
    before,
    logged,
    left,
  }: { before: SummarySetting | undefined; logged: LoggedChange | null; left: Summary['mappingLeft'] },
): DriftRow {
  const known = before?.known ?? { how: 'unknown' };
  // A log that last told of another value has missed a change.
  const change = actual === null || actual === logged?.to ? logged : null;
  const row = { setting, expected, actual, known, change, note: exceptionOf(setting, expected), left: null };
  if (actual === null) {
    if (known.how !== 'read-back') return wasOtherwise(notShown(row), before);
    const isOther = change !== null && change.at > known.at && change.to !== expected;
    return {
      ...row,
      actual: isOther ? change.to : null,
      change: isOther ? change : null,
      state: 'drift',
      note: 'Okta showed it before, and does not any more.',
    };
  }
  if (actual === expected) return { ...row, state: 'same' };
  // Whom a plan left may have another user name by now; who else has is drift all the same.
  if (setting !== 'user-names' && before !== undefined && before.expected !== expected) {
    return { ...row, state: 'drift', note: `The summary asks for something else: "${before.expected}".` };
  }
  const wasLeft = before !== undefined && isLeft(before, left);
  if (wasLeft && left !== null && known.how === 'read-back') {
    return before.value === actual
      ? { ...row, state: 'same', left }
      : { ...row, state: 'drift', note: `It was “${before.value}”, ${leftWords(left, minute)}.` };
  }
  if (known.how === 'read-back' && before !== undefined && valueThen(before) === actual) {
    return { ...row, state: 'same', note: 'It was so when the summary was made, and should not be.' };
  }
  if (known.how === 'read-back' && before !== undefined && isFewer(setting, actual, valueThen(before))) {
    return {
      ...row,
      state: 'same',
      note: `It was ${before.value} when the summary was made, and should be ${expected}.`,
    };
  }
  // What Okta did not take by API it shows once somebody saves it by hand: that it shows it now is no change.
  if (known.how === 'unknown' && change === null && setting === updateOn) {
    const note = `It was not known when the summary was made, and nothing tells that somebody changed it. ${next ?? ''}`;
    return { ...row, state: 'cannot-be-read', note: note.trimEnd() };
  }
  if (known.how === 'unknown' && change === null)
    return { ...row, state: 'drift', note: 'It was not known when the summary was made.' };
  return { ...row, state: 'drift' };
}

/** Whether a count of people who are to be mended went down: what is being mended has not drifted. */
const isFewer = (setting: SettingId, actual: string, then: string): boolean =>
  setting === 'user-names' && Number(actual) < Number(then);

/** What was known as otherwise than expected when the summary was made, though Okta did not show it, is said. */
const wasOtherwise = (row: DriftRow, then: SummarySetting | undefined): DriftRow =>
  then === undefined ||
  row.state !== 'cannot-be-read' ||
  row.known.how === 'unknown' ||
  then.value === then.expected
    ? row
    : { ...row, note: `It was “${then.value}” when the summary was made, and should not be.` };

/** What was last said or proven of the update of user names, a write since then may have reset. */
function overtakenBy(write: LogEvent | undefined, row: DriftRow): DriftRow {
  const isOvertaken =
    row.setting === updateOn && row.state === 'cannot-be-read' && row.known.how !== 'unknown';
  if (!isOvertaken || write === undefined) return row;
  const { actor, published } = write;
  return {
    ...row,
    note: `The app integration was written since, last by ${actor?.who ?? 'somebody'} at ${minute(published)}: that may have reset it. Look at it in Okta.`,
  };
}

/** Older summaries do not have the name among their settings. */
const nameThen = ({ app: { label }, made }: Summary): SummarySetting => ({
  setting: 'app.name',
  value: label,
  expected: label,
  known: { how: 'read-back', at: made },
  measured: null,
  change: null,
  source: 'choice',
});

/** Older summaries hold Okta's template of a user name format in place of its name. */
const valueThen = ({ setting, value }: SummarySetting): string =>
  setting === 'user-name-format' ? userNameFormatWords(value) : value;

/** A setting that Okta's API does not show, but its System Log may tell of. */
function notShown(row: Omit<DriftRow, 'state'>): DriftRow {
  const { change, known, expected } = row;
  if (change === null || known.how === 'unknown') return { ...row, state: 'cannot-be-read' };
  const { value } = weighed(known, expected, change);
  const note = 'Okta shows it nowhere else than in its System Log.';
  if (value !== null) return { ...row, actual: value, state: 'drift', note };
  return change.to === expected
    ? { ...row, actual: expected, state: 'same', note }
    : { ...row, state: 'cannot-be-read', change: null };
}

/**
 * Attributes of the summary that are neither in the mapping nor in the app user profile any more.
 * @throws AppFailure `bad-input` for any other setting that is not known here.
 */
function goneAttributes({ settings }: Summary, now: readonly NowRead[]): NowRead[] {
  const known = new Set(now.map(({ setting }) => setting));
  const mappingShown = now.some(
    ({ setting, actual }) => mappedAttribute(setting) !== null && actual !== null,
  );
  return settings
    .filter(({ setting }) => !known.has(setting))
    .map(({ setting }) => {
      if (mappedAttribute(setting) === null) throw unknownSetting();
      const actual = mappingShown ? notMapped : null;
      return { setting, expected: notMapped, actual, step: null, next: null };
    });
}
