import type { PlanScope } from '../../../shared/plan';
import { Checks } from '../../components/checks';
import { RequestedPlan } from '../../components/requested-plan';
import { RunView } from '../../components/run-view';
import { isRunning, useRun } from '../../store/context';
import { usePlanOnRequest } from '../../store/use-plan';
import { words } from './words';

interface Props {
  scope: Extract<PlanScope, { kind: 'certificate-make' | 'certificate-activate' }>;
  preview: string;
  apply: string;
}

/** One of the two writes: previewed when asked for, applied as shown, and read back. */
export function PlanPart({ scope, preview: name, apply }: Props) {
  const run = useRun(scope.kind);
  const preview = usePlanOnRequest(scope);
  return (
    <>
      {run !== null && <RunView run={run} />}
      {run !== null && run.state === 'done' && run.checks.length > 0 && (
        <Checks caption={words.checks} checks={run.checks} />
      )}
      {!isRunning(run) && (
        <RequestedPlan preview={preview} names={{ preview: name, apply, drop: words.drop }} />
      )}
    </>
  );
}
