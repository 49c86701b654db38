import { notLookedAtLine } from '../../../shared/drift';
import type { DriftCheck, DriftReport, DriftRow, RestorePath, WatchFinding } from '../../../shared/drift';
import { isAsExpected, isWrongAsThen, leftAsThenWords, untoldWords } from '../../../shared/drift-words';
import { localTimes } from '../../../shared/local-times';
import { labelOf } from '../../../shared/settings';
import { Button, OutsideLink } from '../../components/button';
import { Details } from '../../components/details';
import { partOf } from '../../components/go-to';
import { Note } from '../../components/note';
import { Section } from '../../components/section';
import { dateTime } from '../../components/time';
import { useApp, usePending, useSnapshot } from '../../store/context';
import { stepNames } from '../../../shared/step-names';
import { words as common } from '../../words/common';
import { Changes, Rows, Unread } from './drift-tables';
import { words } from './words';
import type { ScreenId } from '../../../shared/screens';
import { toneOf } from '../../components/known-tone';

/** The result, what drifted and how to restore it, what needs a look, then every other setting, matching ones closed. */
export function DriftShown({ check: { report, changedBy } }: { check: DriftCheck }) {
  const { rows, back, appFound } = report;
  const { address } = useSnapshot();
  // There is one practice org at a time, with an address of its own.
  const ofOther =
    appFound === false && report.summary?.practice === true && report.summary.orgUrl !== address?.orgUrl;
  const of = (state: DriftRow['state']): DriftRow[] => rows.filter((row) => row.state === state);
  const drifted = of('drift');
  const unread = of('cannot-be-read').filter((row) => !isWrongAsThen(row));
  const notShown = unread.filter(({ actual }) => actual === null);
  const unkept = unread.filter(({ actual }) => actual !== null);
  const asThen = rows.filter(isWrongAsThen);
  const asLeft = rows.filter(({ left }) => left !== null);
  const same = rows.filter(isAsExpected);
  const untold = untoldWords(report);
  const isGreen = same.length > 0 && asThen.length + asLeft.length === 0 && untold === null;
  return (
    <>
      <Note
        tone={toneOf({
          how: isGreen || report.result === 'drift' ? 'read' : 'unread',
          right: report.result === 'same',
        })}
      >
        <p>
          <strong>{ofOther ? words.result.otherPractice : verdict(report, drifted, same)}</strong>
        </p>
        {appFound === false && !ofOther && <p>{words.result.goneNext}</p>}
        {untold !== null && <p>{untold}</p>}
        {asThen.length > 0 && <p>{words.result.asThen(asThen)}</p>}
        {asLeft.length > 0 && <p>{leftAsThenWords(asLeft, dateTime)}</p>}
        {notShown.length > 0 && <p>{words.result.unread(notShown)}</p>}
        {unkept.length > 0 && <p>{words.result.unkept(unkept)}</p>}
      </Note>
      {drifted.length > 0 && (
        <Section title={words.drifted}>
          <Rows caption={words.drifted} rows={drifted} />
        </Section>
      )}
      {asThen.length > 0 && (
        <Section title={words.asThen}>
          <Rows caption={words.asThen} rows={asThen} />
        </Section>
      )}
      {back.length > 0 && <Back ways={back} />}
      {report.watch.length > 0 && (
        <Section title={words.watch}>
          {report.watch.map((finding) => (
            <Watched key={`${finding.kind} ${finding.text}`} finding={finding} />
          ))}
        </Section>
      )}
      {unread.length > 0 && (
        <Section title={words.unread}>
          <Unread rows={unread} />
        </Section>
      )}
      {asLeft.length > 0 && (
        <Details title={words.asLeft(asLeft)}>
          <Rows caption={words.asLeft(asLeft)} rows={asLeft} />
        </Details>
      )}
      {same.length > 0 && (
        <Details title={words.sameTitle(same)}>
          <Rows caption={words.sameTitle(same)} rows={same} />
        </Details>
      )}
      {report.summary !== null && (appFound === true || changedBy?.length !== 0) && (
        <Changes changedBy={changedBy} since={report.summary.made} />
      )}
      {appFound === true && report.notLookedAt.length > 0 && (
        <p className="hint">{notLookedAtLine(report)}</p>
      )}
    </>
  );
}

/** The screen that the advice of a finding names; null: it names none. */
const watchScreens: Record<WatchFinding['kind'], ScreenId | null> = {
  failures: 'explain',
  silence: null,
  'never-sent': 'rollout',
  'push-failed': 'people',
  'certificate-ends': 'change-certificate',
  'log-in-part': null,
  'connection-changed': 'test-user',
  'api-token-ends': null,
  'scim-token-old': 'change-token',
  'oktopost-token-refused': 'oktopost-token',
  'stray-accounts': 'people',
  'unassigned-accounts': 'people',
};

function Watched({ finding: { kind, text: said, next } }: { finding: WatchFinding }) {
  const text = localTimes(said);
  const go = useApp((state) => state.go);
  const { app } = useSnapshot();
  const screen = watchScreens[kind];
  const goTo = screen === null ? '' : common.error.goTo(stepNames[screen]);
  return (
    <Note tone="amber">
      <p>{text}</p>
      <p>{next}</p>
      {screen !== null && (screen === 'explain' || app !== null) && (
        <div className="actions">
          <Button aria-label={common.named(goTo, text)} onPress={() => void go(screen, partOf(screen))}>
            {goTo}
          </Button>
        </div>
      )}
    </Note>
  );
}

function verdict(report: DriftReport, drifted: readonly DriftRow[], same: readonly DriftRow[]): string {
  if (report.appFound === false) return words.result.gone;
  return drifted.length === 0
    ? words.result.same(same, untoldWords(report) === null)
    : words.result.drift(drifted, report.rows);
}

/** What drifted, grouped by the screen that restores it. */
function Back({ ways }: { ways: readonly RestorePath[] }) {
  const call = useApp((state) => state.call);
  const ask = useApp((state) => state.ask);
  const pending = usePending('drift.bringBack');
  const { links } = useSnapshot();
  return (
    <Section title={words.back.title}>
      {ways.map(({ screen, settings }) => (
        <div className="card" key={screen}>
          <h3>{wayTitle(screen)}</h3>
          <ul className="bullets">
            {settings.map(({ setting, next }) => (
              <li key={setting}>
                {labelOf(setting)}
                {next !== null && `: ${next}`}
              </li>
            ))}
          </ul>
          <div className="actions">
            {screen !== null && (
              <Button
                isPending={pending}
                onPress={() => {
                  ask(partOf(screen));
                  void call('drift.bringBack', { screen });
                }}
              >
                {isPlanned(screen) ? words.back.go[screen] : words.back.goTo(stepNames[screen])}
              </Button>
            )}
            {screen === null && links.oktaApp !== null && (
              <OutsideLink href={links.oktaApp} look="button">
                {words.back.open}
              </OutsideLink>
            )}
          </div>
        </div>
      ))}
    </Section>
  );
}

/** True where the assistant restores it by a plan. */
const isPlanned = (screen: ScreenId): screen is keyof typeof words.back.go => screen in words.back.go;

function wayTitle(screen: RestorePath['screen']): string {
  if (screen === null) return words.back.byHand;
  return isPlanned(screen) ? words.back.plan : words.back.guided;
}
