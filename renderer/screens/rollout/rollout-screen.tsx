import { useState } from 'react';
import type { RolloutCounts, RolloutView } from '../../../shared/rollout';
import { Screen } from '../../components/screen';
import { useSnapshot } from '../../store/context';
import { CoursePart, failedRing } from './course-part';
import { NewRollout } from './new-rollout';
import { NextAction } from './next-action';
import { TooEarlyPart } from './too-early-part';
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
  if (another && rollout.state !== 'running') return <NewRollout onBegun={leave} onBack={leave} />;
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
  const [last, setLast] = useState<RolloutView | null>(null);
  if (view !== null && view !== last) setLast(view);
  const shown = view ?? last;
  return (
    <Screen
      id="rollout"
      title={words.title}
      lead={words.lead}
      state={stateOf(rollout, shown)}
      primary={<NextAction rollout={rollout} view={shown} onAnother={onAnother} />}
    >
      <CoursePart rollout={rollout} shown={shown} />
      {okta.state === 'connected' && app !== null && <TooEarlyPart repair={rollout.repair} />}
    </Screen>
  );
}

/** Of a ring that was cut off. */
const assignedIn = (view: RolloutView | null, index: number): number =>
  view?.cutOff.find(({ ring }) => ring === index)?.assigned ?? 0;

function stateOf(rollout: RolloutCounts, shown: RolloutView | null): string {
  const { state, ring, rings, pause } = rollout;
  const hasFailed = shown !== null && failedRing(shown) >= 0;
  switch (state) {
    case 'none':
      return words.state.choose;
    case 'running':
      return words.state.running((ring ?? 0) + 1, rings);
    case 'paused':
      return [
        pause === 'ring-passed' ? words.state.arrived : words.state.paused,
        ...(shown?.rings ?? []).flatMap(({ people }, index) =>
          index === ring && !(pause === 'too-many-failed' && hasFailed)
            ? [words.state.next(index + 1, people - assignedIn(shown, index))]
            : [],
        ),
      ].join(' ');
    case 'done':
      return words.state.done(rollout);
  }
}
