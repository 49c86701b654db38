import { useState } from 'react';
import { useSnapshot } from '../store/context';
import { Button, WritesToOkta } from './button';
import { SecondYesDialog } from './second-yes-dialog';
import { planWords as words } from '../words/plan';
import type { PlanPreview } from '../store/use-plan';

interface Props {
  preview: PlanPreview;
  /** The effect, in words: "Create the app". */
  action: string;
  /** False where the plan only reads, as when an adopted app needs no change. */
  writes?: boolean;
  /** Beside another primary action. */
  kind?: 'primary' | 'plain';
  isDisabled?: boolean;
  /** Something else that the plan depends on is pending. */
  isPending?: boolean;
  /** After main has answered. */
  onSent?: (began: boolean) => void;
}

/** Applies the plan that is shown. With "Plan only" on it is only checked, and the button says so. */
export function ApplyButton({
  preview,
  action,
  writes = true,
  kind = 'primary',
  isDisabled = false,
  isPending = false,
  onSent,
}: Props) {
  const { planOnly } = useSnapshot();
  const { plan, loading, applying } = preview;
  const [asking, setAsking] = useState(false);
  const lockOut = planOnly ? [] : (plan?.lockOut ?? []);
  const stopped = plan === null || plan.blockers.length > 0 || plan.changes.length === 0;
  return (
    <>
      {planOnly ? <span className="muted">{words.planOnly.hint}</span> : writes && <WritesToOkta />}
      <Button
        kind={kind === 'plain' || planOnly || !writes ? kind : 'write'}
        isDisabled={isDisabled || loading || stopped}
        isPending={isPending || applying}
        onPress={() => {
          if (lockOut.length > 0) setAsking(true);
          else void preview.apply().then(onSent);
        }}
      >
        {planOnly ? words.planOnly.action : action}
      </Button>
      {lockOut.length > 0 && (
        <SecondYesDialog
          words={words.secondYes}
          lockOut={lockOut}
          open={{ is: asking, onChange: setAsking }}
          onYes={() => void preview.apply(true).then(onSent)}
        />
      )}
    </>
  );
}
