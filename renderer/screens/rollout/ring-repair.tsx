import { useState } from 'react';
import type { RepairOf, RolloutCounts, RolloutView } from '../../../shared/rollout';
import { Button } from '../../components/button';
import { Dialog } from '../../components/dialog';
import { useDialogQuery } from '../../store/use-dialog-query';
import { RepairPlanView } from './repair-plan-view';
import { isLeftOf } from './ring-view';
import { words } from './words';

interface RingProps {
  rollout: RolloutCounts;
  view: RolloutView;
  ring: number;
  kind: 'primary' | 'plain' | 'small';
}

/** Shows the plan by which whoever of a ring failed is assigned again, and begins it, or goes on with the one that paused; of a group, how Okta sends them again. */
export function RingRepair({ rollout, view, ring, kind }: RingProps) {
  const { again, howSent, goOn } = words.repair;
  const isGroup = view.rings[ring]?.kind === 'group';
  const title = isLeftOf(rollout, ring) ? goOn : isGroup ? howSent(ring) : again(ring);
  return <RepairDialog of={{ kind: 'ring', ring }} title={title} kind={kind} />;
}

interface Props {
  of: RepairOf;
  title: string;
  kind: 'primary' | 'plain' | 'small';
}

/** A button that shows the plan of a repair in a dialog. */
export function RepairDialog({ of, title, kind }: Props) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        kind={kind}
        onPress={() => {
          setOpen(true);
        }}
      >
        {title}
      </Button>
      <Dialog title={title} role="alertdialog" open={{ is: isOpen, onChange: setOpen }}>
        {(close) => <Plan of={of} onClose={close} />}
      </Dialog>
    </>
  );
}

function Plan({ of, onClose }: Pick<Props, 'of'> & { onClose: () => void }) {
  const plan = useDialogQuery('rollout.planRepair', { of }, onClose);
  const no = <Button onPress={onClose}>{words.repair.no}</Button>;
  return plan === null ? (
    <>
      <p>{words.plan.reading}</p>
      <div className="actions">{no}</div>
    </>
  ) : (
    <RepairPlanView plan={plan} no={no} onBegun={onClose} />
  );
}
