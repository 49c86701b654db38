import { stepNames } from '../../shared/step-names';
import type { ScreenId } from '../../shared/screens';
import { useApp } from '../store/context';
import { words } from '../words/common';
import { Button } from './button';

/** What was found leads to the rollout for nothing but a repair, which is far below there. */
export const partOf = (screen: ScreenId): string | undefined => (screen === 'rollout' ? 'repair' : undefined);

/** Leads to the screen on which what was just said is done. */
export function GoTo({ screen }: { screen: ScreenId }) {
  const go = useApp((state) => state.go);
  return (
    <div className="actions">
      <Button kind="small" onPress={() => void go(screen, partOf(screen))}>
        {words.error.goTo(stepNames[screen])}
      </Button>
    </div>
  );
}
