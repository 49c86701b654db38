import { useSnapshot } from '../store/context';
import { Button, WritesToOkta } from './button';
import { planWords as words } from '../words/plan';
import type { PlanPreview } from '../store/use-plan';

interface Props {
  preview: PlanPreview;
  /** The effect, in words: "Create the app". */
  action: string;
  /** False where the plan only looks, as adopting an app that needs no change does. */
  writes?: boolean;
  isDisabled?: boolean;
  /** Something else that the plan waits for is under way. */
  isPending?: boolean;
  /** After main has answered. */
  onSent?: (began: boolean) => void;
}

/** Applies the plan that is shown. With "Plan only" on it goes through the plan and writes nothing, and says so. */
export function ApplyButton({
  preview,
  action,
  writes = true,
  isDisabled = false,
  isPending = false,
  onSent,
}: Props) {
  const { planOnly } = useSnapshot();
  const { plan, loading, applying } = preview;
  const stopped = plan === null || plan.blockers.length > 0 || plan.changes.length === 0;
  return (
    <>
      {planOnly ? <span className="muted">{words.planOnly.hint}</span> : writes && <WritesToOkta />}
      <Button
        kind={planOnly || !writes ? 'primary' : 'write'}
        isDisabled={isDisabled || loading || stopped}
        isPending={isPending || applying}
        onPress={() => void preview.apply().then(onSent)}
      >
        {planOnly ? words.planOnly.action : action}
      </Button>
    </>
  );
}
