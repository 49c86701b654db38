import { ListOrdered } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import { Button } from '../components/button';
import { stepStates } from '../components/step-state';
import { words as shared } from '../words/common';
import type { ScreenId } from '../../shared/screens';
import { stepNames } from '../../shared/step-names';
import { useSnapshot } from '../store/context';
import { StepList } from './rail';
import { About } from './about';
import { More } from './more';
import { SaveSetUp } from './save-set-up';
import { StartOver } from './start-over';
import { words } from './words';

/** The step list of a narrow window: one line, expandable to all steps. */
export function Progress() {
  const { rail, screen } = useSnapshot();
  const panelId = useId();
  const [openedOn, setOpenedOn] = useState<ScreenId | null>(null);
  const open = openedOn !== null;
  // It is there to choose a step: on another screen it is closed.
  if (open && openedOn !== screen) setOpenedOn(null);
  const nav = useRef<HTMLElement>(null);
  const trigger = useRef<HTMLButtonElement>(null);
  const close = (): void => {
    setOpenedOn(null);
  };
  useEffect(() => {
    if (!open) return undefined;
    const onKey = ({ key, target }: KeyboardEvent): void => {
      // A dialog that was opened from here takes its own.
      if (key !== 'Escape' || !(target instanceof Node) || nav.current?.contains(target) !== true) return;
      setOpenedOn(null);
      trigger.current?.focus();
    };
    addEventListener('keydown', onKey);
    return () => {
      removeEventListener('keydown', onKey);
    };
  }, [open]);
  const index = rail.findIndex((entry) => entry.screen === screen);
  const state = rail[index]?.state ?? 'not-yet';
  return (
    <nav ref={nav} className="progress" aria-label={words.progress}>
      <div className="progress-line">
        <span>
          {index === -1 ? (
            <strong>{stepNames[screen]}</strong>
          ) : (
            <>
              {words.stepOf(index + 1, rail.length)}: <strong>{stepNames[screen]}</strong> –{' '}
              {shared.stepStates[state].word}
            </>
          )}
        </span>
        <span className="progress-track" aria-hidden>
          {rail.map((entry) => (
            <span
              key={entry.screen}
              data-tone={stepStates[entry.state].tone}
              data-current={entry.screen === screen || undefined}
            />
          ))}
        </span>
        <Button
          ref={trigger}
          kind="small"
          aria-expanded={open}
          aria-controls={panelId}
          onPress={() => {
            setOpenedOn(open ? null : screen);
          }}
        >
          <ListOrdered aria-hidden />
          {words.allSteps}
        </Button>
      </div>
      <div id={panelId} className="progress-panel" hidden={!open}>
        {open && (
          <>
            <StepList onGo={close} />
            <More onGo={close} />
            <SaveSetUp />
            <StartOver />
            <About />
          </>
        )}
      </div>
    </nav>
  );
}
