import { useSnapshot } from '../store/context';
import { Button, WritesToOkta } from './button';
import { planWords as words } from '../words/plan';
import type { Plan } from '../../shared/plan';

interface Props {
  /** Null while it is read. */
  plan: Plan | null;
  /** The effect, in words: "Create the app". */
  action: string;
  /** False where the plan only looks, as adopting an app that needs no change does. */
  writes?: boolean;
  isDisabled?: boolean;
  isPending: boolean;
  onApply: (planId: string) => void;
}

/** Applies the plan that is shown. With "Plan only" on it goes through the plan and writes nothing, and says so. */
export function ApplyButton({ plan, action, writes = true, isDisabled = false, isPending, onApply }: Props) {
  const { planOnly } = useSnapshot();
  const stopped = plan === null || plan.blockers.length > 0 || plan.changes.length === 0;
  return (
    <>
      {planOnly ? <span className="muted">{words.planOnly.hint}</span> : writes && <WritesToOkta />}
      <Button
        kind={planOnly || !writes ? 'primary' : 'write'}
        isDisabled={isDisabled || stopped}
        isPending={isPending}
        onPress={() => {
          if (plan !== null) onApply(plan.id);
        }}
      >
        {planOnly ? words.planOnly.action : action}
      </Button>
    </>
  );
}
