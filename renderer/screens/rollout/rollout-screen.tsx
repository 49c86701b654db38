import { useState } from 'react';
import type { RolloutCounts, RolloutView } from '../../../shared/rollout';
import { Button, WritesToOkta } from '../../components/button';
import { Screen } from '../../components/screen';
import { useApp, usePending, useSnapshot } from '../../store/context';
import { CoursePart, hasFailed } from './course-part';
import { NewRollout } from './new-rollout';
import { TooEarlyPart } from './too-early-part';
import { useQuery } from '../../store/use-query';
import { words } from './words';

/** A rollout in rings: who, the plan, its course. The state comes from main. */
export function RolloutScreen() {
  const { rollout } = useSnapshot();
  return rollout.state === 'none' ? <NewRollout /> : <Begun rollout={rollout} />;
}

function Begun({ rollout }: { rollout: RolloutCounts }) {
  const { okta, app } = useSnapshot();
  const { value: view } = useQuery('rollout.view', {}, String(rollout.version));
  const [last, setLast] = useState<RolloutView | null>(null);
  if (view !== null && view !== last) setLast(view);
  const shown = view ?? last;
  return (
    <Screen
      id="rollout"
      title={words.title}
      lead={words.lead}
      state={stateOf(rollout, shown?.rings ?? [])}
      primary={<Primary rollout={rollout} isFailed={shown === null || hasFailed(shown.rings)} />}
    >
      <CoursePart rollout={rollout} shown={shown} />
      {okta.state === 'connected' && app !== null && <TooEarlyPart repair={rollout.repair} />}
    </Screen>
  );
}

/** The one next action of a rollout that was begun. */
function Primary({ rollout, isFailed }: { rollout: RolloutCounts; isFailed: boolean }) {
  const call = useApp((state) => state.call);
  const pending = usePending('rollout.resume');
  if (rollout.state === 'running') {
    return (
      <Button kind="primary" onPress={() => void call('rollout.stop', {})}>
        {words.course.stop}
      </Button>
    );
  }
  return (
    <>
      <Button onPress={() => void call('rollout.forget', {})}>{words.course.another}</Button>
      {rollout.pause === 'too-many-failed' && isFailed && (
        <Button isPending={pending} onPress={() => void call('rollout.resume', { again: true })}>
          {words.course.again}
        </Button>
      )}
      {rollout.ring !== null && (
        <>
          <WritesToOkta />
          <Button kind="write" isPending={pending} onPress={() => void call('rollout.resume', {})}>
            {words.course.goOn}
          </Button>
        </>
      )}
    </>
  );
}

function stateOf(rollout: RolloutCounts, shown: RolloutView['rings']): string {
  const { state, ring, rings, pause } = rollout;
  switch (state) {
    case 'none':
      return words.state.choose;
    case 'running':
      return words.state.running((ring ?? 0) + 1, rings);
    case 'paused':
      return [
        pause === 'ring-passed' ? words.state.arrived : words.state.paused,
        ...shown.flatMap(({ people }, index) =>
          index === ring ? [words.state.next(index + 1, people)] : [],
        ),
      ].join(' ');
    case 'done':
      return words.state.done(rollout);
  }
}
