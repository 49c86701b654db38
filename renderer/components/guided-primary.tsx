import { useEffect, useState } from 'react';
import { useApp, usePending, useSnapshot, useStep } from '../store/context';
import { Button } from './button';
import { needsWord } from './guided-known';
import { ContinueButton } from './screen';
import { guidedWords } from '../words/guided';
import type { GuidedStepId } from '../../shared/screens';

/**
 * The action of a guided step: to say that it is done, until Okta shows it. Main looks once more and refuses what Okta contradicts;
 * otherwise the next screen follows by itself.
 */
export function GuidedPrimary({ step }: { step: GuidedStepId }) {
  const guided = useSnapshot().guided[step];
  const call = useApp((state) => state.call);
  const go = useApp((state) => state.go);
  const { next, nextReachable } = useStep(step);
  const pending = usePending('guided.state');
  const [stated, setStated] = useState(false);

  // The snapshot that makes the next screen reachable may come after main's answer.
  useEffect(() => {
    if (stated && nextReachable && next !== null) void go(next);
  }, [stated, nextReachable, next, go]);

  if (!needsWord(guided)) return <ContinueButton from={step} />;
  return (
    <Button
      kind="primary"
      isPending={pending}
      onPress={() => {
        void call('guided.state', { step, done: true }).then(({ ok }) => {
          setStated(ok);
        });
      }}
    >
      {guidedWords.state}
    </Button>
  );
}
