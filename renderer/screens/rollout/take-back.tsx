import { useState } from 'react';
import type { TakeBackPlan } from '../../../shared/rollout';
import { Button } from '../../components/button';
import { Dialog } from '../../components/dialog';
import { NumberField, numberIn } from '../../components/number-field';
import { useApp, usePending } from '../../store/context';
import { useDialogQuery } from '../../store/use-dialog-query';
import { BeginButton, useBeginQuestion } from './begin-button';
import { RingPeople } from './ring-people';
import { words } from './words';

/** Asks whether a ring is to be taken back, with whom that unassigns and what follows. */
export function TakeBack({ ring, onClose }: { ring: number; onClose: () => void }) {
  const plan = useDialogQuery('rollout.planBack', { ring }, onClose);
  return (
    <Dialog
      title={words.back.title(ring)}
      role="alertdialog"
      open={{
        is: true,
        onChange: (open) => {
          if (!open) onClose();
        },
      }}
    >
      {(close) =>
        plan === null ? (
          <>
            <p>{words.plan.reading}</p>
            <div className="actions">
              <Button onPress={close}>{words.back.no}</Button>
            </div>
          </>
        ) : (
          <BackPlan plan={plan} onClose={close} />
        )
      }
    </Dialog>
  );
}

function BackPlan({ plan, onClose }: { plan: TakeBackPlan; onClose: () => void }) {
  const call = useApp((state) => state.call);
  const pending = usePending('rollout.takeBack');
  const [typed, setTyped] = useState('');
  const { back } = words;
  const isTyped = plan.typed === null || numberIn(typed) === plan.typed;
  const takeBack = async (secondYes: boolean): Promise<void> => {
    const number = plan.typed === null ? null : numberIn(typed);
    await call('rollout.takeBack', { planId: plan.planId, typed: number, secondYes });
    onClose();
  };
  const { question, onAsk } = useBeginQuestion(plan.lockOut, takeBack);
  if (question !== null) return question;
  return (
    <>
      <p>{plan.group === null ? back.people(plan.people) : back.group(plan.group, plan.people)}</p>
      <RingPeople of="back" ring={plan.ring} people={plan.people} version={plan.planId} />
      <p>{back.accounts(plan)}</p>
      {plan.staysActive > 0 && <p>{back.staysActive(plan.staysActive)}</p>}
      {plan.leftAlone > 0 && <p>{back.leftAlone(plan.leftAlone)}</p>}
      {[...plan.notes, ...plan.lockOut, ...plan.blockers].map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {plan.typed !== null && (
        <NumberField
          label={back.type(plan.typed)}
          value={typed}
          range={{ min: plan.typed, max: plan.typed }}
          onChange={setTyped}
        />
      )}
      <div className="actions">
        <Button onPress={onClose}>{back.no}</Button>
        <BeginButton
          action={back.yes}
          lockOut={plan.lockOut}
          isDisabled={!isTyped || plan.blockers.length > 0}
          isPending={pending}
          onYes={(secondYes) => void takeBack(secondYes)}
          onAsk={onAsk}
        />
      </div>
    </>
  );
}
