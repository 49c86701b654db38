import type { PlanScope } from '../../../shared/plan';
import { ApplyButton } from '../../components/apply-button';
import { Button } from '../../components/button';
import { Checks } from '../../components/checks';
import { PlanView } from '../../components/plan-view';
import { RunView } from '../../components/run-view';
import { useRun, useSnapshot } from '../../store/context';
import type { PlanOnRequest } from '../../store/use-plan';
import { words } from './words';

/** One of the writes of the walk: previewed when asked for, applied as shown, and read back. */
export interface Write {
  scope: Extract<PlanScope, { kind: 'certificate-make' | 'certificate-activate' }>;
  names: { preview: string; apply: string };
}

/** What is known of a write, in its step: its run, and the plan that was asked for. */
export function PlanPart({
  scope,
  preview: { plan, drop },
}: {
  scope: Write['scope'];
  preview: PlanOnRequest;
}) {
  const run = useRun(scope.kind);
  return (
    <>
      {run !== null && <RunView run={run} />}
      {run !== null && run.state === 'done' && run.checks.length > 0 && (
        <Checks caption={words.checks} checks={run.checks} />
      )}
      {plan !== null && (
        <>
          <PlanView plan={plan} />
          <div className="actions">
            <Button onPress={drop}>{words.drop}</Button>
          </div>
        </>
      )}
    </>
  );
}

/** The action of the screen while a write is next: to preview it, then to apply what is shown. */
export function WriteButton({ names, preview }: { names: Write['names']; preview: PlanOnRequest }) {
  const { okta } = useSnapshot();
  const { plan, loading, ask } = preview;
  if (plan !== null) return <ApplyButton preview={preview} action={names.apply} />;
  return (
    <Button kind="primary" isDisabled={okta.state !== 'connected'} isPending={loading} onPress={ask}>
      {names.preview}
    </Button>
  );
}
