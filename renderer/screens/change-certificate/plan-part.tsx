import type { PlanScope } from '../../../shared/plan';
import { ApplyButton } from '../../components/apply-button';
import { Button } from '../../components/button';
import { Checks } from '../../components/checks';
import { PlanView } from '../../components/plan-view';
import { RunView } from '../../components/run-view';
import { isRunning, useRun, useSnapshot } from '../../store/context';
import { usePlanOnRequest } from '../../store/use-plan';
import { words } from './words';

interface Props {
  scope: Extract<PlanScope, { kind: 'certificate-make' | 'certificate-activate' }>;
  preview: string;
  apply: string;
}

/** One of the two writes: previewed when asked for, applied as shown, and read back. */
export function PlanPart({ scope, preview: name, apply }: Props) {
  const { okta } = useSnapshot();
  const run = useRun(scope.kind);
  const preview = usePlanOnRequest(scope);
  const { plan, loading, ask, drop } = preview;
  return (
    <>
      {run !== null && <RunView run={run} />}
      {run !== null && run.state === 'done' && run.checks.length > 0 && (
        <Checks caption={words.checks} checks={run.checks} />
      )}
      {plan === null ? (
        !isRunning(run) && (
          <div className="actions">
            <Button isDisabled={okta.state !== 'connected'} isPending={loading} onPress={ask}>
              {name}
            </Button>
          </div>
        )
      ) : (
        <>
          <PlanView plan={plan} />
          <div className="actions">
            <ApplyButton preview={preview} action={apply} />
            <Button onPress={drop}>{words.drop}</Button>
          </div>
        </>
      )}
    </>
  );
}
