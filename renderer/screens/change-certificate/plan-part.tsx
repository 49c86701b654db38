import type { PlanScope } from '../../../shared/plan';
import { Answer } from '../../components/answer';
import { ApplyButton } from '../../components/apply-button';
import { Button } from '../../components/button';
import { Checks } from '../../components/checks';
import { PlanView } from '../../components/plan-view';
import { PreviewButton } from '../../components/requested-plan';
import { RunView } from '../../components/run-view';
import { useRun } from '../../store/context';
import type { PlanOnRequest } from '../../store/use-plan';
import { planWords } from '../../words/plan';
import { words } from './words';

/** One of the writes of the walk: previewed when asked for, applied as shown, and read back. */
export interface Write {
  scope: Extract<PlanScope, { kind: 'certificate-make' | 'certificate-activate' }>;
  names: { preview: string; apply: string };
}

/** What is known of a write, in its step: its run, and the plan that was asked for. */
export function PlanPart({
  kind,
  preview: { plan, drop },
}: {
  kind: Write['scope']['kind'];
  preview: PlanOnRequest;
}) {
  const run = useRun(kind);
  return (
    <>
      {run !== null && <RunView run={run} />}
      {run !== null && run.state === 'done' && run.checks.length > 0 && (
        <Checks caption={words.checks} checks={run.checks} />
      )}
      {plan !== null && (
        <Answer name={planWords.section.plan} block="start">
          <PlanView plan={plan} />
          <div className="actions">
            <Button onPress={drop}>{words.drop}</Button>
          </div>
        </Answer>
      )}
    </>
  );
}

/** The action of the screen while a write is next: to preview it, then to apply what is shown. */
export function WriteButton({ names, preview }: { names: Write['names']; preview: PlanOnRequest }) {
  if (preview.plan !== null) return <ApplyButton preview={preview} action={names.apply} />;
  return <PreviewButton preview={preview} name={names.preview} kind="primary" />;
}
