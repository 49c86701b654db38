import { isRunning } from '../../../shared/at-work';
import { Button, OutsideLink } from '../../components/button';
import { Checks } from '../../components/checks';
import { CutOff } from '../../components/cut-off';
import { LastChecked } from '../../components/last-checked';
import { RunView, runWords } from '../../components/run-view';
import { ContinueButton, Screen } from '../../components/screen';
import { Section } from '../../components/section';
import { TilePart } from '../../components/tile-part';
import { useApp, usePending, useRun, useSnapshot, useStep } from '../../store/context';
import { planWords } from '../../words/plan';
import { labelOf } from '../../../shared/settings';
import { statusName } from '../../../shared/status-name';
import { words as common } from '../../words/common';
import { words } from './words';
import type { Check } from '../../../shared/plan';
import type { StepState } from '../../../shared/screens';

const planned: readonly StepState[] = ['needs-you', 'failed'];

export function ApplyScreen() {
  const { appChecks, appCheckedAt, app, appRun, links, cutOff } = useSnapshot();
  const isCutOff = cutOff?.screen === 'apply';
  const run = useRun('app') ?? appRun;
  const go = useApp((state) => state.go);
  const stopped = run !== null && (run.state === 'failed' || run.state === 'cancelled');
  // Where what is left to set by hand is, a link for each tab: the user name format is on the Sign On tab, all else on the first.
  const left = appChecks.filter(({ state }) => state !== 'same');
  const onSignOn = left.filter(({ setting }) => setting.startsWith('user-name-format'));
  const tabs = [
    { name: words.open, href: links.oktaApp, isShown: left.length === 0 },
    { name: words.openGeneral, href: links.oktaGeneral, isShown: left.length > onSignOn.length },
    { name: words.openSignOn, href: links.oktaSignOn, isShown: onSignOn.length > 0 },
  ];
  const empty = run === null && appChecks.length === 0;
  // Another plan would set what differs, or make the app integration that is gone.
  const isPlanned = planned.includes(useStep('apply').state) && !isRunning(run);

  return (
    <Screen
      id="apply"
      title={words.title}
      lead={words.lead}
      state={
        run !== null && run.state !== 'done'
          ? runWords(run)
          : empty && isCutOff
            ? words.state.cutOff
            : checksWords(appChecks)
      }
      primary={
        stopped || empty || isPlanned ? (
          <Button kind="primary" onPress={() => void go('plan')}>
            {empty ? words.toPlan : words.again}
          </Button>
        ) : (
          <ContinueButton from="apply" />
        )
      }
    >
      <CutOff screen="apply" />
      {empty && !isCutOff && <p>{words.none}</p>}
      {run !== null && (
        <Section title={planWords.progress}>
          {/* What is read by hand since the run ended counts for it too. */}
          <RunView run={isRunning(run) || appChecks.length === 0 ? run : { ...run, checks: appChecks }} />
        </Section>
      )}
      {app !== null && (
        <Section title={words.app}>
          <p>
            <strong>{app.label}</strong> · {statusName(app.status)} · <code>{app.id}</code>
          </p>
          <div className="actions">
            {tabs.map(
              ({ name, href, isShown }) =>
                href !== null &&
                isShown && (
                  <OutsideLink key={name} href={href} look="button">
                    {name}
                  </OutsideLink>
                ),
            )}
          </div>
        </Section>
      )}
      {appChecks.length > 0 && !isRunning(run) && (
        <Section title={planWords.checks}>
          <Checks caption={planWords.checks} checks={appChecks} />
          <LastChecked at={appCheckedAt} />
          {app !== null && appChecks.some(({ state }) => state !== 'same') && <CheckAgain />}
        </Section>
      )}
      {app !== null && !isRunning(run) && <TilePart />}
    </Screen>
  );
}

/** What is set by hand in Okta is read once it is set. */
function CheckAgain() {
  const call = useApp((state) => state.call);
  const pending = usePending('app.lookNow');
  return (
    <div className="actions">
      <Button kind="small" isPending={pending} onPress={() => void call('app.lookNow', {})}>
        {common.checkAgain}
      </Button>
    </div>
  );
}

/** One sentence about what was read back; only what was read counts as such. */
export function checksWords(checks: readonly Check[]): string {
  if (checks.length === 0) return words.state.none;
  if (checks.some(({ state }) => state === 'different')) return words.state.different;
  const unread = checks.filter(({ state }) => state === 'cannot-be-read');
  if (unread.length > 0)
    return words.state.unread(unread.map(({ setting, person }) => labelOf(setting, person)));
  return words.state.same;
}
