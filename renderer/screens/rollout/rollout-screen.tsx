import { useState } from 'react';
import type { MatchedList, RolloutChoice, RolloutCounts, RolloutPlan } from '../../../shared/rollout';
import { Button, WritesToOkta } from '../../components/button';
import { CheckChoice } from '../../components/choice';
import { Screen } from '../../components/screen';
import { Section } from '../../components/section';
import { useApp, usePending, useSnapshot } from '../../store/context';
import { CoursePart } from './course-part';
import { NumberField, numberIn } from './number-field';
import { PlanPart } from './plan-part';
import { BeginButton } from './begin-button';
import { TooEarlyPart } from './too-early-part';
import { Who } from './who';
import { words } from './words';

/** A rollout in rings: who, the plan, its course. The state comes from main. */
export function RolloutScreen() {
  const { rollout, okta, app } = useSnapshot();
  const call = useApp((state) => state.call);
  const planning = usePending('rollout.plan');
  const starting = usePending('rollout.start');
  const [list, setList] = useState<MatchedList | null>(null);
  const [groups, setGroups] = useState<RolloutChoice['groups']>([]);
  const [size, setSize] = useState('50');
  const [share, setShare] = useState('10');
  const [licences, setLicences] = useState('');
  const [goOn, setGoOn] = useState(false);
  const [plan, setPlan] = useState<RolloutPlan | null>(null);
  const isFresh = rollout.state === 'none';
  const connected = okta.state === 'connected' && app !== null;
  const changed = (): void => {
    setPlan(null);
  };
  const preview = async (): Promise<void> => {
    const result = await call('rollout.plan', {
      groups,
      userIds: [],
      listId: list?.listId ?? null,
      ringSize: Math.min(5000, Math.max(1, numberIn(size) ?? 50)),
      failShare: Math.min(100, numberIn(share) ?? 0),
      licences: numberIn(licences),
      goOn,
    });
    if (result.ok) setPlan(result.value);
  };

  return (
    <Screen
      id="rollout"
      title={words.title}
      lead={words.lead}
      state={stateOf(rollout, plan)}
      primary={
        isFresh ? (
          plan === null ? (
            <Button
              kind="primary"
              isDisabled={!connected || (list === null && groups.length === 0)}
              isPending={planning}
              onPress={() => void preview()}
            >
              {words.rings.plan}
            </Button>
          ) : (
            <BeginButton
              action={words.plan.begin(plan.rings[0]?.people ?? 0)}
              lockOut={plan.lockOut}
              isDisabled={plan.blockers.length > 0}
              isPending={starting}
              onYes={(secondYes) => {
                void call('rollout.start', { planId: plan.id, secondYes }).then(changed);
              }}
            />
          )
        ) : (
          <Primary rollout={rollout} />
        )
      }
    >
      {isFresh ? (
        <>
          <Who
            list={list}
            groups={groups}
            onList={(next) => {
              setList(next);
              changed();
            }}
            onGroups={(next) => {
              setGroups(next);
              changed();
            }}
          />
          <Section title={words.rings.title}>
            <NumberField label={words.rings.size} value={size} onChange={both(setSize, changed)} />
            <NumberField label={words.rings.share} value={share} onChange={both(setShare, changed)} />
            <NumberField
              label={words.rings.licences}
              value={licences}
              onChange={both(setLicences, changed)}
            />
            <CheckChoice title={words.rings.goOn} isSelected={goOn} onChange={both(setGoOn, changed)} />
          </Section>
          {plan !== null && <PlanPart plan={plan} />}
        </>
      ) : (
        <CoursePart rollout={rollout} />
      )}
      {connected && <TooEarlyPart repair={rollout.repair} />}
    </Screen>
  );
}

const both =
  <T,>(set: (value: T) => void, then: () => void) =>
  (value: T): void => {
    set(value);
    then();
  };

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

function stateOf(rollout: RolloutCounts, plan: RolloutPlan | null): string {
  switch (rollout.state) {
    case 'none':
      if (plan === null) return words.state.choose;
      return plan.blockers.length > 0 ? words.state.blocked : words.state.planned;
    case 'running':
      return words.state.running((rollout.ring ?? 0) + 1, rollout.rings);
    case 'paused':
      return words.state.paused;
    case 'done':
      return words.state.done;
  }
}
