import { isAtWork } from '../../../shared/at-work';
import { useState } from 'react';
import type { RepairPlan } from '../../../shared/repair';
import type { RolloutCounts } from '../../../shared/rollout';
import { Answer } from '../../components/answer';
import { Button } from '../../components/button';
import { Details } from '../../components/details';
import { ErrorCard } from '../../components/error-card';
import { Note } from '../../components/note';
import { clockTime } from '../../components/time';
import { useApp, usePending, useSnapshot } from '../../store/context';
import { RepairPlanView } from './repair-plan-view';
import { RepairDialog } from './ring-repair';
import { repairLeft } from './ring-view';
import { useHasBeen } from './use-has-been';
import { words } from './words';

const kinds = ['too-early', 'push-failed'] as const;

interface Props {
  rollout: RolloutCounts;
  /** Whether a repair that paused is gone on with here; the bar does it otherwise. */
  isGoneOnWith: boolean;
}

/** People who are assigned and whom Okta does not send by itself: repaired here, or by Okta's own action where a group assigns them. */
export function RepairPart({ rollout, isGoneOnWith }: Props) {
  const { repair: course } = rollout;
  const { repair } = words;
  const isAsked = useApp((state) => state.askedField === 'repair');
  const isUnfinished = course !== null && (course.state !== 'done' || course.error !== null);
  // Its end closes nothing: whoever watched it looks for what came of it.
  const wasUnfinished = useHasBeen(isUnfinished);
  const isOpen = isAsked || wasUnfinished;
  const left = repairLeft(rollout);
  const part = (
    <Details key={String(isOpen)} name="repair" title={repair.title} open={isOpen}>
      {course !== null && <Progress repair={course} />}
      {!isAtWork(rollout) &&
        (left === null ? (
          <Others />
        ) : (
          <>
            {isGoneOnWith && (
              <div className="actions">
                <RepairDialog of={left} title={repair.goOn} kind="plain" />
              </div>
            )}
            <Details title={repair.others}>
              <Others />
            </Details>
          </>
        ))}
    </Details>
  );
  // Below what else the screen has, it is brought into view.
  return isAsked ? <Answer>{part}</Answer> : part;
}

/** Looks in Okta for whom it does not send by itself. */
function Others() {
  const call = useApp((state) => state.call);
  const pending = usePending('rollout.planRepair');
  const [plan, setPlan] = useState<RepairPlan | null>(null);
  const { repair } = words;
  return (
    <>
      <p>{repair.lead}</p>
      <div className="actions">
        {kinds.map((kind) => (
          <Button
            key={kind}
            isPending={pending}
            onPress={() => {
              void call('rollout.planRepair', { of: { kind } }).then((result) => {
                if (result.ok) setPlan(result.value);
              });
            }}
          >
            {repair.look[kind]}
          </Button>
        ))}
      </div>
      {plan !== null && (
        <Answer key={plan.planId} name={words.plan.title} block="start">
          <RepairPlanView
            plan={plan}
            onBegun={() => {
              setPlan(null);
            }}
          />
        </Answer>
      )}
    </>
  );
}

function Progress({ repair: course }: { repair: NonNullable<RolloutCounts['repair']> }) {
  const { repair } = words;
  return (
    <>
      {course.error !== null && <ErrorCard error={course.error} />}
      <p>{repair.progress(course)}</p>
      {course.between > 0 && (
        <Note tone="amber">
          <p>{repair.between(course)}</p>
        </Note>
      )}
      {course.waitsUntil !== null && <p>{repair.waits(clockTime(course.waitsUntil))}</p>}
      {course.failed > 0 && <p>{repair.failed(course)}</p>}
    </>
  );
}

/** The one action while a repair is at work. */
export function StopRepair() {
  const call = useApp((state) => state.call);
  const isStopping = useSnapshot().rollout.repair?.isStopping === true;
  return (
    <Button kind="primary" isDisabled={isStopping} onPress={() => void call('rollout.stopRepair', {})}>
      {isStopping ? words.repair.stops : words.repair.stop}
    </Button>
  );
}
