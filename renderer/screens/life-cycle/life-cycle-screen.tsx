import { useState } from 'react';
import {
  awaitsLook,
  hadFailedPush,
  isCleaned,
  isDeletedInOkta,
  isInactiveLater,
  isLeaving,
  isLeftActive,
  secondAccount,
  isSeenOnly,
  isToBeginAgain,
  needsLook,
  newestPhase,
  wasNotCreated,
} from '../../../shared/life-cycle';
import type { LifeCycle, LifeCyclePlan } from '../../../shared/life-cycle';
import { Answer } from '../../components/answer';
import { Button, OutsideLink, WritesToOkta } from '../../components/button';
import { ErrorCard } from '../../components/error-card';
import { toneOf } from '../../components/known-tone';
import { Note } from '../../components/note';
import { Screen } from '../../components/screen';
import { useApp, usePending, useSnapshot } from '../../store/context';
import { useQuery } from '../../store/use-query';
import { Before } from './before';
import { Phases } from './phases';
import { words } from './words';

/** The whole life of a user of the assistant's own: what will be done, then each phase as it goes. The state comes from main. */
export function LifeCycleScreen() {
  const { lifeCycle, okta, app } = useSnapshot();
  const [another, setAnother] = useState(false);
  const isFresh = lifeCycle.state === 'none' || (another && mayRepeat(lifeCycle));
  const {
    value: plan,
    loading,
    again,
  } = useQuery('lifeCycle.plan', isFresh && okta.state === 'connected' && app !== null ? {} : null);
  return (
    <Screen
      id="life-cycle"
      title={words.title}
      lead={words.lead}
      state={isFresh ? words.state[isBlocked(plan) ? 'blocked' : 'none'] : stateOf(lifeCycle)}
      primary={
        isFresh ? (
          <Begin
            plan={plan}
            loading={loading}
            onBegun={() => {
              setAnother(false);
            }}
            onRefused={again}
          />
        ) : (
          <Primary lifeCycle={lifeCycle} />
        )
      }
      onRetry={again}
    >
      {isFresh ? (
        <Before plan={plan} loading={loading} onAgain={again} />
      ) : (
        <>
          <Outcome lifeCycle={lifeCycle} />
          <Phases lifeCycle={lifeCycle} />
          <Actions
            lifeCycle={lifeCycle}
            onAnother={() => {
              setAnother(true);
            }}
          />
        </>
      )}
    </Screen>
  );
}

const isBlocked = (plan: LifeCyclePlan | null): boolean =>
  plan?.findings.some(({ level }) => level === 'block') === true;

const isOver = (lifeCycle: LifeCycle): boolean => lifeCycle.state !== 'running' && isCleaned(lifeCycle);

/** The token was entered, and not refused. */
const readableStates: readonly string[] = ['accepted', 'unchecked'];

const mayRepeat = (lifeCycle: LifeCycle): boolean => isOver(lifeCycle) || wasNotCreated(lifeCycle);

function stateOf(lifeCycle: LifeCycle): string {
  const { state, phases } = lifeCycle;
  if (state === 'passed' && phases.some(needsLook)) return words.state['by-okta'];
  if (state === 'passed' && phases.some(isSeenOnly)) return words.state.seen;
  if (awaitsLook(lifeCycle)) return words.state.look;
  if (state === 'failed' && phases.some(isLeftActive)) return words.state['left-active'];
  if (state === 'failed' && phases.some(isInactiveLater)) return words.state['inactive-later'];
  return words.state[state === 'stopped' && isCleaned(lifeCycle) ? 'cleaned' : state];
}

function Begin({
  plan,
  loading,
  onBegun,
  onRefused,
}: {
  plan: LifeCyclePlan | null;
  loading: boolean;
  onBegun: () => void;
  onRefused: () => void;
}) {
  const call = useApp((state) => state.call);
  const pending = usePending('lifeCycle.start');
  return (
    <>
      <WritesToOkta />
      <Button
        kind="write"
        isDisabled={plan === null || loading || isBlocked(plan)}
        isPending={pending}
        onPress={() => {
          if (plan === null) return;
          void call('lifeCycle.start', { planId: plan.id }).then(({ ok }) => {
            if (ok) onBegun();
            else onRefused();
          });
        }}
      >
        {words.begin}
      </Button>
    </>
  );
}

/** The one next action. */
function Primary({ lifeCycle }: { lifeCycle: LifeCycle }) {
  const call = useApp((state) => state.call);
  const pending = usePending('lifeCycle.resume');
  const { oktopost } = useSnapshot();
  if (lifeCycle.state === 'running') {
    return (
      <Button kind="primary" onPress={() => void call('lifeCycle.stop', {})}>
        {words.stop}
      </Button>
    );
  }
  const newest = newestPhase(lifeCycle);
  const mayBeRead = newest !== undefined && needsLook(newest) && readableStates.includes(oktopost.state);
  if (isOver(lifeCycle) && !mayBeRead) return null;
  if (awaitsLook(lifeCycle) && !mayBeRead) return <Look />;
  const goOn = (): void => void call('lifeCycle.resume', { from: 'again' });
  // Okta has no user any more whom a request could change.
  if (isDeletedInOkta(lifeCycle)) {
    return (
      <Button kind="primary" isPending={pending} onPress={goOn}>
        {words.lookAgain}
      </Button>
    );
  }
  const failed = lifeCycle.state === 'failed';
  if (isCleanUpFirst(lifeCycle)) return <CleanUp kind="write" />;
  return (
    <>
      <WritesToOkta />
      <Button kind="write" isPending={pending} onPress={goOn}>
        {mayBeRead ? words.readOn : failed ? words.again : words.goOn}
      </Button>
    </>
  );
}

/** Tried again, the phase would only wait for what Okta does not send. */
function isCleanUpFirst(lifeCycle: LifeCycle): boolean {
  const newest = newestPhase(lifeCycle);
  return newest !== undefined && isToBeginAgain(newest);
}

/** With what it writes, directly at it. */
function CleanUp({ kind = 'plain' }: { kind?: 'write' | 'plain' }) {
  const call = useApp((state) => state.call);
  const pending = usePending('lifeCycle.cleanUp');
  return (
    <>
      <WritesToOkta />
      <Button kind={kind} isPending={pending} onPress={() => void call('lifeCycle.cleanUp', {})}>
        {words.cleanUp}
      </Button>
      <span className="hint">{words.cleanUpHint}</span>
    </>
  );
}

/** What the pause is for; it is answered beside the phase. */
function Look() {
  const { oktopostTeam } = useSnapshot().links;
  return oktopostTeam === null ? null : (
    <OutsideLink href={oktopostTeam} look="primary">
      {words.seen.team}
    </OutsideLink>
  );
}

function Actions({ lifeCycle, onAnother }: { lifeCycle: LifeCycle; onAnother: () => void }) {
  const call = useApp((state) => state.call);
  if (lifeCycle.state === 'running') {
    const isLast = newestPhase(lifeCycle)?.phase === 'clean-up';
    return <p className="hint">{isLast ? words.lastStopHint : words.stopHint}</p>;
  }
  if (mayRepeat(lifeCycle)) {
    return (
      <div className="actions">
        <Button onPress={onAnother}>{words.another}</Button>
      </div>
    );
  }
  if (isDeletedInOkta(lifeCycle)) return null;
  const following = lifeCycle.phases.find(({ state }) => state === 'to-do');
  const isNextOffered = lifeCycle.state === 'failed' && following !== undefined;
  const isUnlooked = awaitsLook(lifeCycle);
  return (
    <>
      {(isUnlooked || isNextOffered) && (
        <div className="actions">
          <WritesToOkta />
          <Button onPress={() => void call('lifeCycle.resume', { from: 'next' })}>
            {isUnlooked ? words.unlooked : words.next}
          </Button>
          {isNextOffered && isLeaving(following.phase) && hadFailedPush(lifeCycle) && (
            <span className="hint">{words.phases.sendsNothing}</span>
          )}
        </div>
      )}
      {!isCleanUpFirst(lifeCycle) && (
        <div className="actions">
          <CleanUp />
        </div>
      )}
    </>
  );
}

function Outcome({ lifeCycle }: { lifeCycle: LifeCycle }) {
  const { state, error, phases } = lifeCycle;
  const seen = words.proves.filter(({ by }) =>
    phases.some((record) => isSeenOnly(record) && by.some((phase) => phase === record.phase)),
  );
  const results = [
    ['read', words.proves.filter((each) => !seen.includes(each))],
    ['stated', seen],
  ] as const;
  const last = phases
    .find(({ phase }) => phase === 'clean-up')
    ?.facts.find(({ where }) => where === 'oktopost');
  return (
    <>
      {error !== null && (
        <Answer key={error.at}>
          <ErrorCard error={error} />
        </Answer>
      )}
      {state === 'passed' &&
        !phases.some(needsLook) &&
        results.map(
          ([how, proven]) =>
            proven.length > 0 && (
              <Note key={how} tone={toneOf({ how, right: true })}>
                <p>
                  {words[how]} {proven.map(({ what }) => what).join(', ')}.
                </p>
              </Note>
            ),
        )}
      {last?.actual === 'inactive' && (
        <p>{words.account[secondAccount(phases) === null ? 'stays' : 'both']}</p>
      )}
      {last?.actual === 'deleted' && <p>{words.account.gone}</p>}
    </>
  );
}
