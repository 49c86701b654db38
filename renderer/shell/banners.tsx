import { Button, OutsideLink } from '../components/button';
import { Code } from '../components/code';
import { ErrorCard } from '../components/error-card';
import { Note } from '../components/note';
import { WaitView } from '../components/wait-view';
import { notAssignedNow } from '../../shared/not-assigned';
import { isRefused } from '../../shared/connection';
import type { AppError } from '../../shared/errors';
import type { Snapshot } from '../../shared/snapshot';
import { dateTime } from '../components/time';
import { useApp, usePending, useSnapshot } from '../store/context';
import { stepNames } from '../../shared/step-names';
import { words as common } from '../words/common';
import { words } from './words';
import { guidedStepIds } from '../../shared/screens';
import type { GuidedFinding, GuidedStepId, ScreenId } from '../../shared/screens';

/** Shown above every screen: a stopped process, a proxy that was given no account, missing tokens, a saved set-up of another org, a summary that can be checked now, accounts that an undo left, and guided steps that Okta no longer shows. */
export function Banners() {
  const alive = useApp((state) => state.alive);
  const go = useApp((state) => state.go);
  const call = useApp((state) => state.call);
  const looking = usePending('guided.lookAgain');
  const snapshot = useSnapshot();
  const missing = missingToken(snapshot);
  const unassigned = notAssignedNow(snapshot.rollout.repair);
  const [lost, ...others] = lostSteps(snapshot);
  const appGone = goneOf(snapshot, lost);
  const cause = causeOf(snapshot, lost);
  /** Where it is put right: only a plan makes another app integration. */
  const target = appGone !== null || cause?.settledBy === 'plan' ? 'plan' : cause === null ? lost : undefined;
  const { oktaApp } = snapshot.links;
  const openSummary = summaryToCheck(snapshot);
  const { problem, proxy, screen, accountsLeft } = snapshot;
  // The screen of the undo says so itself.
  const left = screen === 'undo' ? null : accountsLeft;
  const declined = proxy?.state === 'declined' ? proxy.host : null;
  const elsewhere = isOfElsewhere(snapshot);
  const nothingToSay =
    alive &&
    problem === null &&
    declined === null &&
    missing === null &&
    lost === undefined &&
    openSummary === null &&
    left === null &&
    !elsewhere;
  if (nothingToSay) return <Waiting />;
  return (
    <>
      <Waiting />
      <div className="banners" role="alert">
        {!alive && (
          <Note tone="red">
            <p>
              <strong>{common.gone}</strong> {words.gone.start}{' '}
              <Code>{words.gone.command(snapshot.assistant.folder)}</Code>. {words.gone.before} {unassigned}
            </p>
          </Note>
        )}
        {problem !== null && <ErrorCard error={problem} />}
        {declined !== null && (
          <Note tone="amber">
            <p>{words.proxy.declined(declined)}</p>
            <div className="actions">
              <Button onPress={() => void call('proxy.askAgain', {})}>{words.proxy.title}</Button>
            </div>
          </Note>
        )}
        {missing !== null && (
          <Note tone="amber">
            <p>
              {unassigned} {missing.text}
            </p>
            <div className="actions">
              <Button onPress={() => void go(missing.screen)}>{missing.action}</Button>
            </div>
          </Note>
        )}
        {elsewhere && (
          <Note tone="amber">
            <p>
              <strong>{words.elsewhere.title}</strong>{' '}
              {snapshot.mode === 'practice' ? words.elsewhere.practice : words.elsewhere.real}
            </p>
          </Note>
        )}
        {left !== null && (
          <Note tone="amber">
            <p>
              {dateTime(left.at)}: {left.text}
            </p>
            <div className="actions">
              <Button onPress={() => void go('undo')}>{common.error.goTo(stepNames.undo)}</Button>
            </div>
          </Note>
        )}
        {openSummary !== null && (
          <Note tone="blue">
            <p>{words.openSummary.text(openSummary)}</p>
            <div className="actions">
              <Button onPress={() => void go('drift')}>{words.openSummary.action}</Button>
            </div>
          </Note>
        )}
        {lost !== undefined && (
          <Note tone="red">
            <p>
              <strong>
                {appGone?.message ??
                  cause?.text ??
                  words.lost.title([lost, ...others].map((step) => stepNames[step]))}
              </strong>{' '}
              {appGone?.next ?? cause?.next ?? lostWords(snapshot, [lost, ...others])}
            </p>
            <div className="actions">
              {target !== undefined && target !== screen && (
                <Button onPress={() => void go(target)}>{words.lost.action(stepNames[target])}</Button>
              )}
              {cause?.settledBy === 'okta' && oktaApp !== null && (
                <OutsideLink href={oktaApp} look="button">
                  {words.lost.open}
                </OutsideLink>
              )}
              <Button isPending={looking} onPress={() => void call('guided.lookAgain', {})}>
                {words.lost.again(1 + others.length)}
              </Button>
            </div>
          </Note>
        )}
      </div>
    </>
  );
}

/** What a read waits for; a run shows its own waits. Not an alert: the countdown would be announced each second. */
function Waiting() {
  const { oktaWait } = useSnapshot();
  const call = useApp((state) => state.call);
  const stopping = usePending('okta.stopWaiting');
  if (oktaWait === null) return null;
  return (
    <section className="banners" aria-label={words.waiting}>
      <WaitView wait={oktaWait} />
      <div className="actions">
        <Button isPending={stopping} onPress={() => void call('okta.stopWaiting', {})}>
          {words.stopWaiting}
        </Button>
      </div>
    </section>
  );
}

/** Said until a plan makes an app integration. */
const isOfElsewhere = ({ fileIsOfElsewhere, screen }: Snapshot): boolean =>
  fileIsOfElsewhere && (screen === 'connect-okta' || screen === 'oktopost-token' || screen === 'plan');

/** The opened summary that needed a connection to its org. */
const summaryToCheck = ({ opened, okta, screen }: Snapshot): string | null =>
  opened?.kind === 'summary' && okta.state === 'connected' && screen === 'connect-okta' ? opened.file : null;

/** Guided steps that Okta no longer shows as done; their own screen says so itself. */
export const lostSteps = ({ guided, screen }: Pick<Snapshot, 'guided' | 'screen'>): GuidedStepId[] =>
  guidedStepIds.filter((step) => guided[step].known === 'lost' && step !== screen);

/** Why it is lost, where that is because the app integration is not in Okta any more. */
function goneOf({ guided }: Snapshot, lost: GuidedStepId | undefined): AppError | null {
  const error = lost === undefined ? null : guided[lost].error;
  return error?.code === 'not-found' ? error : null;
}

/** Why it is lost, where something else than the step settles it. */
function causeOf({ guided }: Snapshot, lost: GuidedStepId | undefined): GuidedFinding | null {
  const finding = lost === undefined ? null : guided[lost].finding;
  return finding?.settledBy === undefined ? null : finding;
}

/** What was read of each, where something was; Okta alone never shows the connection. */
const lostWords = ({ guided }: Pick<Snapshot, 'guided'>, steps: readonly GuidedStepId[]): string =>
  [...new Set(steps.map((step) => guided[step].finding?.text ?? words.lost.text))].join(' ');

const saysRefused = (screen: ScreenId): boolean => screen === 'connect-okta' || screen === 'summary';

/** The token that has to be entered again, because it was not stored or is not taken any more, unless its own screen is shown. */
export function missingToken({
  screen,
  okta,
  clientId,
  oktopost,
  tokenChange: { startedAt, madeAt },
}: Pick<Snapshot, 'screen' | 'okta' | 'clientId' | 'oktopost' | 'tokenChange'>): {
  screen: ScreenId;
  text: string;
  action: string;
} | null {
  const oktaRefused = isRefused(okta);
  // The summary says of a token that Okta refuses that it is revoked, which it asks for.
  if ((okta.state === 'token-needed' && screen !== 'connect-okta') || (oktaRefused && !saysRefused(screen))) {
    return {
      screen: 'connect-okta',
      text:
        clientId === null
          ? words.missing[oktaRefused ? 'oktaRefused' : 'okta']
          : words.missing[oktaRefused ? 'appRefused' : 'app'],
      action: words.missing.oktaAction,
    };
  }
  const oktopostRefused = oktopost.state === 'refused';
  const oktopostMissing = oktopost.state === 'token-needed' || oktopostRefused;
  if (oktopostMissing && screen !== 'oktopost-token' && screen !== 'connect-okta') {
    const { oktopostOf } = words.missing;
    const which = startedAt === null ? '' : oktopostOf[madeAt === null ? 'before' : 'made'];
    return {
      screen: 'oktopost-token',
      text: (oktopostRefused ? words.missing.oktopostRefused : words.missing.oktopost) + which,
      action: words.missing.oktopostAction,
    };
  }
  return null;
}
