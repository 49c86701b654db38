import { useEffect, useRef } from 'react';
import type { Snapshot } from '../../shared/snapshot';
import { stepStates } from '../components/step-state';
import { words as shared } from '../words/common';
import { stepNames } from '../../shared/step-names';
import { useApp, useSnapshot } from '../store/context';
import { About } from './about';
import { More } from './more';
import { SaveSetUp } from './save-set-up';
import { StartOver } from './start-over';
import { words } from './words';
import type { ScreenId } from '../../shared/screens';

/** Every step with its state; the ones that can be reached are buttons. */
export function StepList({ onGo }: { onGo?: () => void }) {
  const { rail, screen } = useSnapshot();
  const go = useApp((state) => state.go);
  return (
    <ol className="steps">
      {rail.map((entry) => (
        <li key={entry.screen}>
          <Step
            entry={entry}
            current={entry.screen === screen}
            onPress={(chosen) => {
              onGo?.();
              void go(chosen);
            }}
          />
        </li>
      ))}
    </ol>
  );
}

function Step({
  entry: { screen, state, reachable },
  current,
  onPress,
}: {
  entry: Snapshot['rail'][number];
  current: boolean;
  onPress: (screen: ScreenId) => void;
}) {
  const { tone, icon: Icon } = stepStates[state];
  const { word, short } = shared.stepStates[state];
  const stateShown = short === '' ? word : short;
  const shown = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (current) shown.current?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  const inside = (
    <>
      <Icon data-tone={tone} aria-hidden />
      <span>{stepNames[screen]}</span>{' '}
      <span className={short === '' ? 'hidden-text' : 'step-word'} data-tone={tone}>
        {stateShown}
      </span>
    </>
  );
  if (!reachable) return <span className="step">{inside}</span>;
  return (
    <button
      type="button"
      ref={shown}
      className="step"
      aria-label={`${stepNames[screen]}, ${stateShown}`}
      {...(current ? { 'aria-current': 'step' as const } : {})}
      onClick={() => {
        onPress(screen);
      }}
    >
      {inside}
    </button>
  );
}

export function Rail() {
  const { rail, screen } = useSnapshot();
  const index = rail.findIndex((entry) => entry.screen === screen);
  return (
    <nav className="rail" aria-label={words.steps}>
      <div>
        <p className="rail-name">{words.name}</p>
        {index !== -1 && <p className="rail-step">{words.stepOf(index + 1, rail.length)}</p>}
      </div>
      <StepList />
      <div className="rail-foot">
        <More />
        <SaveSetUp />
        <StartOver />
        <About />
      </div>
    </nav>
  );
}
