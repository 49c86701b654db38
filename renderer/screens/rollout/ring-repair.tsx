import { useState } from 'react';
import { Button } from '../../components/button';
import { Dialog } from '../../components/dialog';
import { useQuery } from '../../store/use-query';
import { RepairPlanView } from './repair-plan-view';
import { words } from './words';

/** Shows the plan by which whoever of a ring failed is assigned again, and begins it. */
export function RingRepair({ ring, kind }: { ring: number; kind: 'primary' | 'small' }) {
  const [isOpen, setOpen] = useState(false);
  const title = words.repair.again(ring);
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
        {(close) => <Plan ring={ring} onClose={close} />}
      </Dialog>
    </>
  );
}

function Plan({ ring, onClose }: { ring: number; onClose: () => void }) {
  const { value: plan } = useQuery('rollout.planRepair', { of: { kind: 'ring', ring } });
  const no = <Button onPress={onClose}>{words.repair.no}</Button>;
  return plan === null ? (
    <>
      <p>{words.plan.notRead}</p>
      <div className="actions">{no}</div>
    </>
  ) : (
    <RepairPlanView plan={plan} no={no} onBegun={onClose} />
  );
}
