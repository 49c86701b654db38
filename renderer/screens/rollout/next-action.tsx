import { useState } from 'react';
import { isAtWork } from '../../../shared/at-work';
import { failedRing, isUnderWay, ofLicences } from '../../../shared/rollout';
import type { Run } from '../../../shared/plan';
import type { RolloutCounts, RolloutView } from '../../../shared/rollout';
import { Button } from '../../components/button';
import { Dialog } from '../../components/dialog';
import { SecondYesDialog } from '../../components/second-yes-dialog';
import { words as common } from '../../words/common';
import { stepNames } from '../../../shared/step-names';
import { useApp, usePending } from '../../store/context';
import { BeginButton } from './begin-button';
import { StopRepair } from './repair-part';
import { RingRepair } from './ring-repair';
import { cutOffAt, thenPeople } from './ring-view';
import { useRefused, useRefusedStep } from './use-refused';
import { words } from './words';

interface Props {
  rollout: RolloutCounts;
  /** Null: not read yet. */
  view: RolloutView | null;
}

/** The one next action of a rollout that was begun. */
export function NextAction({ rollout, view }: Props) {
  const call = useApp((state) => state.call);
  const go = useApp((state) => state.go);
  const pending = usePending('rollout.resume');
  const refusedStep = useRefusedStep();
  if (rollout.repair?.state === 'running') return <StopRepair />;
  if (isAtWork(rollout)) {
    return (
      <Button kind="primary" onPress={() => void call('rollout.stop', {})}>
        {words.course.stop}
      </Button>
    );
  }
  const failed = view === null ? -1 : failedRing(view);
  if (rollout.pause === 'too-many-failed' && (view === null || failed >= 0)) {
    if (refusedStep !== null) {
      return (
        <Button kind="primary" onPress={() => void go(refusedStep)}>
          {common.error.goTo(stepNames[refusedStep])}
        </Button>
      );
    }
    return view === null ? null : <RingRepair rollout={rollout} view={view} ring={failed} kind="primary" />;
  }
  if (rollout.ring === null) return null;
  return (
    <BeginButton
      action={words.course.goOn}
      lockOut={rollout.error?.field === ofLicences ? [rollout.error.message] : []}
      isDisabled={false}
      isPending={pending}
      onYes={(secondYes) => void call('rollout.resume', { secondYes })}
    />
  );
}

/** While a ring is taken back. */
export function StopRun({ run }: { run: Run }) {
  const call = useApp((state) => state.call);
  return (
    <Button
      kind="primary"
      isDisabled={run.state === 'cancelling'}
      onPress={() => void call('run.cancel', { runId: run.id })}
    >
      {words.course.stop}
    </Button>
  );
}

/** Too many of a ring failed: says whom the next one assigns, and asks. */
export function GoOnAllTheSame({ view, ring }: { view: RolloutView; ring: number }) {
  const call = useApp((state) => state.call);
  const failed = failedRing(view);
  const count = view.rings[failed];
  const refused = useRefused();
  const [asking, setAsking] = useState(false);
  const { action, failed: says, yes } = words.goOn;
  return (
    <>
      <Button
        onPress={() => {
          setAsking(true);
        }}
      >
        {action(ring)}
      </Button>
      <SecondYesDialog
        words={{
          ...words.secondYes,
          yes: yes(view.rings[ring]?.people ?? 0, thenPeople(view, ring)),
        }}
        lockOut={[...(count === undefined ? [] : [says(failed, count.failed, count.people)]), ...refused]}
        open={{ is: asking, onChange: setAsking }}
        onYes={() => void call('rollout.resume', { secondYes: true })}
      />
    </>
  );
}

/** What mends a refusal at which it paused, and the repair of who failed; what mends comes first. */
export function MendFirst({
  rollout,
  view,
  ring,
}: {
  rollout: RolloutCounts;
  view: RolloutView;
  ring: number;
}) {
  const go = useApp((state) => state.go);
  const isOfToken = view.rings[ring]?.failures.some(({ id }) => id === 'token-refused') ?? false;
  return (
    <div className="actions">
      {isOfToken && <Button onPress={() => void go('change-token')}>{stepNames['change-token']}</Button>}
      <RingRepair rollout={rollout} view={view} ring={ring} kind="plain" />
    </div>
  );
}

/** Plans another rollout; asks when somebody of this one is still to be assigned. */
export function Another({ view, onAnother }: Pick<Props, 'view'> & { onAnother: () => void }) {
  const left = view === null ? 0 : notAssigned(view);
  const [asking, setAsking] = useState(false);
  const { action, title, text, stays, no } = words.another;
  return (
    <>
      <Button
        onPress={() => {
          if (left === 0) onAnother();
          else setAsking(true);
        }}
      >
        {action}
      </Button>
      <Dialog title={title} role="alertdialog" open={{ is: asking, onChange: setAsking }}>
        {(close) => (
          <>
            <p>{text(left)}</p>
            <p>{stays}</p>
            <div className="actions">
              <Button onPress={close}>{no}</Button>
              <Button kind="primary" onPress={onAnother}>
                {action}
              </Button>
            </div>
          </>
        )}
      </Dialog>
    </>
  );
}

/** Of a rollout that could go on: who is in rings that have not begun, were cut off or were taken back. */
function notAssigned(view: RolloutView): number {
  const { rings, earlier } = view;
  const own = rings.slice(earlier);
  if (!own.some(({ state }) => state === 'to-do' || isUnderWay(state))) return 0;
  const left = own.map(({ state, people }, at) => {
    if (isUnderWay(state)) return people - (cutOffAt(view, earlier + at)?.assigned ?? 0);
    return state === 'to-do' || state === 'taken-back' ? people : 0;
  });
  return left.reduce((sum, people) => sum + people, 0);
}
