import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { openAround, stepToReturnTo, useApp, useSnapshot, useStep } from '../store/context';
import { observeBar } from '../focus-in-view';
import { Button } from './button';
import { ErrorCard } from './error-card';
import { Answer } from './answer';
import { words } from '../words/common';
import { stepNames } from '../../shared/step-names';
import { sideScreenIds } from '../../shared/screens';
import type { ScreenId } from '../../shared/screens';

interface Props {
  id: ScreenId;
  title: string;
  /** One or two sentences: what happens here, and what does not. */
  lead: string;
  children: ReactNode;
  /** The state in words, beside the primary action. Announced politely when it changes. */
  state: string;
  primary: ReactNode;
  /** Fields shown now that show their failure themselves (`AppError.field`). */
  fields?: readonly string[];
  /** Repeats what this screen reads, where that can help. */
  onRetry?: () => void;
}

/** Anatomy of every screen: title, lead, the last failure, content, and the bar with Back, state and the one primary action. */
export function Screen({ id, title, lead, children, state, primary, fields, onRetry }: Props) {
  const go = useApp((store) => store.go);
  const error = useApp(({ errors }) => {
    const last = errors[id];
    return fields?.some((field) => field === last?.field) === true ? undefined : last;
  });
  const { mode, rail } = useSnapshot();
  const lastStep = useApp((store) => store.lastStep);
  const alive = useApp((store) => store.alive);
  const aside = sideScreenIds.some((side) => side === id);
  const { previous } = useStep(id);

  useEffect(() => {
    document.title = words.titleOf(title, mode === 'practice');
  }, [title, mode]);

  return (
    <>
      <main className="screen">
        <div className="screen-head">
          <h1 tabIndex={-1}>{title}</h1>
          <p className="lead">{lead}</p>
        </div>
        {error !== undefined && (
          <Answer key={error.at}>
            <ErrorCard error={error} onRetry={error.retry ? onRetry : undefined} />
          </Answer>
        )}
        {children}
      </main>
      <footer className="bar" ref={observeBar} aria-label={words.bar}>
        <div className="bar-inner">
          {previous !== null && <Button onPress={() => void go(previous)}>{words.back}</Button>}
          {aside && (
            <Button
              aria-label={mode === 'unset' ? words.back : words.backToSetUp}
              onPress={() => void go(mode === 'unset' ? 'welcome' : stepToReturnTo(rail, lastStep))}
            >
              {words.back} {mode !== 'unset' && <span className="bar-where">{words.toSetUp}</span>}
            </Button>
          )}
          <output className="bar-state">{alive ? state : words.gone}</output>
          <fieldset className="bar-primary" disabled={!alive}>
            {primary}
          </fieldset>
        </div>
      </footer>
    </>
  );
}

interface Continue {
  from: ScreenId;
  /** The screen asks for a decision first. */
  isHeld?: boolean;
  /** Over what is done: a token is asked for again in the middle of a set-up. */
  toOpen?: boolean;
}

/** The primary action of a screen whose work is done or optional. */
export function ContinueButton({ from, isHeld = false, toOpen = false }: Continue) {
  const go = useApp((store) => store.go);
  const { rail } = useSnapshot();
  const { next: following, nextReachable } = useStep(from);
  const { before, after } = openAround(rail, from);
  const next = (toOpen ? after : null) ?? following;
  // An earlier step is open again, and nothing leads on before it is done.
  if (!nextReachable && before !== null) {
    return (
      <Button kind="primary" onPress={() => void go(before)}>
        {words.error.goTo(stepNames[before])}
      </Button>
    );
  }
  return (
    <Button
      kind="primary"
      isDisabled={isHeld || !nextReachable}
      onPress={() => {
        if (next !== null) void go(next);
      }}
    >
      {words.continue}
    </Button>
  );
}
