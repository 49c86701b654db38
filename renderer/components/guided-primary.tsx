import { useApp, usePending, useSnapshot } from '../store/context';
import { useGoOn } from '../store/use-go-on';
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
  const pending = usePending('guided.state');
  const goOn = useGoOn(step);

  if (!needsWord(guided)) return <ContinueButton from={step} />;
  return (
    <Button
      kind="primary"
      isPending={pending}
      onPress={() => {
        void call('guided.state', { step, done: true }).then(({ ok }) => {
          goOn(ok);
        });
      }}
    >
      {guidedWords.state}
    </Button>
  );
}
