import { useState } from 'react';
import type { RepairPlan } from '../../../shared/repair';
import type { RepairOf, RolloutCounts } from '../../../shared/rollout';
import { Button } from '../../components/button';
import { Details } from '../../components/details';
import { useApp, usePending } from '../../store/context';
import { RepairPlanView } from './repair-plan-view';
import { isAtWork } from './ring-view';
import { words } from './words';

const kinds = ['too-early', 'push-failed'] as const;

/** People who are assigned and whom Okta does not send by itself: repaired here, or by Okta's own action where a group assigns them. */
export function RepairPart({ rollout }: { rollout: RolloutCounts }) {
  const { repair: course } = rollout;
  const call = useApp((state) => state.call);
  const pending = usePending('rollout.planRepair');
  const [plan, setPlan] = useState<RepairPlan | null>(null);
  const { repair } = words;
  const look = (of: RepairOf): void => {
    void call('rollout.planRepair', { of }).then((result) => {
      if (result.ok) setPlan(result.value);
    });
  };
  const isOpen = course !== null && course.state !== 'done';
  const hasLeft = course?.state === 'paused' && course.done + course.failed < course.people;
  return (
    <Details key={String(isOpen)} title={repair.title} open={isOpen}>
      {course !== null && <Progress repair={course} />}
      {!isAtWork(rollout) && (
        <>
          <p>{repair.lead}</p>
          <div className="actions">
            {hasLeft && (
              <Button
                isPending={pending}
                onPress={() => {
                  look(course.of);
                }}
              >
                {repair.goOn}
              </Button>
            )}
            {kinds.map((kind) => (
              <Button
                key={kind}
                isPending={pending}
                onPress={() => {
                  look({ kind });
                }}
              >
                {repair.look[kind]}
              </Button>
            ))}
          </div>
          {plan !== null && (
            <RepairPlanView
              plan={plan}
              onBegun={() => {
                setPlan(null);
              }}
            />
          )}
        </>
      )}
    </Details>
  );
}

function Progress({
  repair: { done, people, between, failed },
}: {
  repair: NonNullable<RolloutCounts['repair']>;
}) {
  const { repair } = words;
  return (
    <>
      <p>{repair.progress(done, people)}</p>
      {between > 0 && <p>{repair.between(between)}</p>}
      {failed > 0 && <p>{repair.failed(failed)}</p>}
    </>
  );
}

/** The one action while a repair is at work. */
export function StopRepair() {
  const call = useApp((state) => state.call);
  return (
    <Button kind="primary" onPress={() => void call('rollout.stopRepair', {})}>
      {words.repair.stop}
    </Button>
  );
}
