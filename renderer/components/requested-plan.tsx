import type { ReactNode } from 'react';
import { useSnapshot } from '../store/context';
import type { PlanOnRequest } from '../store/use-plan';
import { planWords } from '../words/plan';
import { Answer } from './answer';
import { ApplyButton } from './apply-button';
import { Button } from './button';
import { PlanView } from './plan-view';

interface Props {
  preview: PlanOnRequest;
  /** Names of the buttons: preview it, apply what is shown, and take it off the screen. */
  names: { preview: string; apply: string; drop: string };
  /** Another way, beside the button that previews. */
  beside?: ReactNode;
  /** After main has answered whether the run began. */
  onSent?: () => void;
}

/** A plan that is optional: the button that previews it, then the plan itself with those that apply and drop it. */
export function RequestedPlan({ preview, names, beside, onSent }: Props) {
  const { plan, drop } = preview;
  if (plan === null) {
    return (
      <div className="actions">
        <PreviewButton preview={preview} name={names.preview} />
        {beside}
      </div>
    );
  }
  return (
    <Answer name={planWords.section.plan} block="start">
      <PlanView plan={plan} />
      <div className="actions">
        <ApplyButton preview={preview} action={names.apply} {...(onSent === undefined ? {} : { onSent })} />
        <Button onPress={drop}>{names.drop}</Button>
      </div>
    </Answer>
  );
}

/** Previews a plan that is optional. */
export function PreviewButton({
  preview: { loading, ask },
  name,
  kind = 'plain',
}: {
  preview: PlanOnRequest;
  name: string;
  kind?: 'primary' | 'plain';
}) {
  const { okta } = useSnapshot();
  return (
    <Button kind={kind} isDisabled={okta.state !== 'connected'} isPending={loading} onPress={ask}>
      {name}
    </Button>
  );
}
