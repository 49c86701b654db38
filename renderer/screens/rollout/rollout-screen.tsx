import { isAtWork, isRunning } from '../../../shared/at-work';
import { useState } from 'react';
import type { RolloutCounts, RolloutView } from '../../../shared/rollout';
import { Answer } from '../../components/answer';
import { Screen } from '../../components/screen';
import { useRun, useSnapshot } from '../../store/context';
import { CoursePart } from './course-part';
import { NewRollout } from './new-rollout';
import { Another, GoOnAllTheSame, NextAction, StopRun } from './next-action';
import { cutOffAt, isLeftOf, pausedAt, thenPeople } from './ring-view';
import { RepairPart } from './repair-part';
import { useKept } from '../../store/use-kept';
import { useQuery } from '../../store/use-query';
import { words } from './words';

/** A rollout in rings: who, the plan, its course. The state comes from main. */
export function RolloutScreen() {
  const { rollout } = useSnapshot();
  const [another, setAnother] = useState(false);
  const leave = (): void => {
    setAnother(false);
  };
  if (rollout.state === 'none') return <NewRollout onBegun={leave} />;
  if (another && !isAtWork(rollout)) return <NewRollout onBegun={leave} onBack={leave} />;
  return (
    <Begun
      rollout={rollout}
      onAnother={() => {
        setAnother(true);
      }}
    />
  );
}

function Begun({ rollout, onAnother }: { rollout: RolloutCounts; onAnother: () => void }) {
  const { okta, app } = useSnapshot();
  const { value: view } = useQuery('rollout.view', {}, String(rollout.version));
  const shown = useKept(view, '');
  const { repair } = rollout;
  const back = useRun('ring-back');
  const isBack = isRunning(back);
  const ofRepair = ((okta.state === 'connected' && app !== null) || repair !== null) && (
    <RepairPart rollout={rollout} isGoneOnWith={!isInBar(rollout, shown)} />
  );
  const stoppedRepair = repair?.state === 'paused' ? repair.error : null;
  return (
    <Screen
      id="rollout"
      title={words.title}
      lead={words.lead}
      state={
        back?.scope.kind === 'ring-back' && isBack ? words.back.now(back.scope.ring) : stateOf(rollout, shown)
      }
      primary={
        back !== null && isBack ? <StopRun run={back} /> : <NextAction rollout={rollout} view={shown} />
      }
    >
      {stoppedRepair !== null && <Answer key={stoppedRepair.at}>{ofRepair}</Answer>}
      <CoursePart rollout={rollout} shown={shown} back={back} />
      {stoppedRepair === null && ofRepair}
      {!isAtWork(rollout) && !isBack && (
        <div className="actions">
          {shown !== null && rollout.ring !== null && pausedAt(rollout, shown) >= 0 && (
            <GoOnAllTheSame view={shown} ring={rollout.ring} />
          )}
          <Another view={shown} onAnother={onAnother} />
        </div>
      )}
    </Screen>
  );
}

function stateOf(rollout: RolloutCounts, shown: RolloutView | null): string {
  const { state, ring, rings, checking, repair } = rollout;
  if (repair?.state === 'running') return words.repair.now(repair);
  if (checking !== null) return words.state.checking(checking + 1);
  switch (state) {
    case 'none':
      return words.state.choose;
    case 'running':
      return words.state.running((ring ?? 0) + 1, rings);
    case 'paused': {
      const next = ring === null ? undefined : shown?.rings[ring];
      if (shown === null || ring === null || next === undefined || pausedAt(rollout, shown) >= 0) {
        return words.state.paused;
      }
      return words.state.next(
        ring + 1,
        next.people - (cutOffAt(shown, ring)?.assigned ?? 0),
        thenPeople(shown, ring),
      );
    }
    case 'done':
      return words.state.done(rollout);
  }
}

/** Whether the bar goes on with a repair that paused. */
const isInBar = (rollout: RolloutCounts, shown: RolloutView | null): boolean =>
  shown !== null && isLeftOf(rollout, pausedAt(rollout, shown));
