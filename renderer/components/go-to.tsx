import { stepNames } from '../../shared/step-names';
import type { ScreenId } from '../../shared/screens';
import { useApp } from '../store/context';
import { words } from '../words/common';
import { Button } from './button';

/** Leads to the screen on which what was just said is done. */
export function GoTo({ screen }: { screen: ScreenId }) {
  const go = useApp((state) => state.go);
  return (
    <div className="actions">
      <Button kind="small" onPress={() => void go(screen)}>
        {words.error.goTo(stepNames[screen])}
      </Button>
    </div>
  );
}
