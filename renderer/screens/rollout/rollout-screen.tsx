import type { RolloutCounts } from '../../../shared/rollout';
import { Button, WritesToOkta } from '../../components/button';
import { Screen } from '../../components/screen';
import { useApp, usePending, useSnapshot } from '../../store/context';
import { CoursePart } from './course-part';
import { NewRollout } from './new-rollout';
import { TooEarlyPart } from './too-early-part';
import { words } from './words';

/** A rollout in rings: who, the plan, its course. The state comes from main. */
export function RolloutScreen() {
  const { rollout, okta, app } = useSnapshot();
  if (rollout.state === 'none') return <NewRollout />;
  return (
    <Screen
      id="rollout"
      title={words.title}
      lead={words.lead}
      state={stateOf(rollout)}
      primary={<Primary rollout={rollout} />}
    >
      <CoursePart rollout={rollout} />
      {okta.state === 'connected' && app !== null && <TooEarlyPart repair={rollout.repair} />}
    </Screen>
  );
}

/** The one next action of a rollout that was begun. */
function Primary({ rollout }: { rollout: RolloutCounts }) {
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
      {rollout.pause === 'too-many-failed' && (
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

function stateOf(rollout: RolloutCounts): string {
  const { state, ring, rings, pause } = rollout;
  switch (state) {
    case 'none':
      return words.state.choose;
    case 'running':
      return words.state.running((ring ?? 0) + 1, rings);
    case 'paused':
      return pause === 'ring-passed' ? words.state.arrived : words.state.paused;
    case 'done':
      return words.state.done(rollout);
  }
}
