import { useRef, useState } from 'react';
import { failShares, ringSizes } from '../../../shared/rollout-plan';
import type { RolloutCounts } from '../../../shared/rollout';
import type { MatchedList, RolloutDraft, RolloutPlan } from '../../../shared/rollout-plan';
import type { RolloutChosen } from '../../../shared/saved-rollout';
import { Button } from '../../components/button';
import { CheckChoice } from '../../components/choice';
import { Answer } from '../../components/answer';
import { LicencesField, useLicences } from '../../components/licences-field';
import { isNumber, NumberField, numberIn } from '../../components/number-field';
import { Screen } from '../../components/screen';
import { Section } from '../../components/section';
import { useApp, usePending, useSnapshot } from '../../store/context';
import { useQuery } from '../../store/use-query';
import { BeforePart } from './before-part';
import { BeginButton } from './begin-button';
import { PlanPart } from './plan-part';
import { RepairPart, StopRepair } from './repair-part';
import { useHasBeen } from './use-has-been';
import { Who } from './who';
import { words } from './words';

interface Actions {
  onBegun: () => void;
  /** To the rollout that was begun before; undefined: there is none. */
  onBack?: () => void;
}

/** A rollout that has not begun: what was chosen before is asked of main, so that nothing of it is lost by leaving. */
export function NewRollout(props: Actions) {
  const { value } = useQuery('rollout.chosen', {});
  return value === null ? (
    <Screen id="rollout" title={words.title} lead={words.lead} state={words.state.choose} primary={null}>
      {null}
    </Screen>
  ) : (
    <Choosing chosen={value} {...props} />
  );
}

const nothingChosen: RolloutDraft = { groups: [], people: [], ringSize: 50, failShare: 10, goOn: false };

function Choosing({ chosen, onBegun, onBack }: Actions & { chosen: RolloutChosen }) {
  const { rollout, okta, app } = useSnapshot();
  const call = useApp((state) => state.call);
  const type = useApp((state) => state.type);
  const planning = usePending('rollout.plan');
  const starting = usePending('rollout.start');
  const [draft, setDraft] = useState(chosen.draft ?? nothingChosen);
  const [list, setList] = useState<MatchedList | null>(chosen.list);
  const [plan, setPlan] = useState<RolloutPlan | null>(chosen.plan);
  const [size, setSize] = useState(String(draft.ringSize));
  const [share, setShare] = useState(String(draft.failShare));
  const licences = useLicences();
  const first = plan?.rings[0]?.people ?? 0;
  const connected = okta.state === 'connected' && app !== null;
  const { repair } = rollout;
  const isUnfinished = repair !== null && repair.state !== 'done';
  const isOnTop = useHasBeen(isUnfinished);
  const ofRepair = (connected || repair !== null) && <RepairPart rollout={rollout} isGoneOnWith />;
  const isNobody = list === null && draft.groups.length === 0 && draft.people.length === 0;
  const isValid =
    numberWithin(size, ringSizes) !== null && numberWithin(share, failShares) !== null && licences.isValid;

  const missing =
    okta.state !== 'connected'
      ? words.state.notConnected
      : app === null
        ? words.state.noApp
        : isNobody
          ? words.state.nobody
          : isValid
            ? null
            : words.state.number;

  /** A plan that is made now is none of what is changed meanwhile. */
  const changes = useRef(0);
  const dropPlan = (): void => {
    changes.current += 1;
    setPlan(null);
  };
  const change = (part: Partial<RolloutDraft>): RolloutDraft => {
    const next = { ...draft, ...part };
    setDraft(next);
    dropPlan();
    return next;
  };
  const choose = (part: Partial<RolloutDraft>): void => void call('rollout.choose', change(part));
  const keep = (): void => void call('rollout.choose', draft);
  const preview = async (): Promise<void> => {
    const { people: picked, ...how } = draft;
    const before = changes.current;
    const result = await call('rollout.plan', {
      ...how,
      userIds: picked.map(({ id }) => id),
      listId: list?.listId ?? null,
      licences: licences.count,
    });
    if (result.ok && before === changes.current) setPlan(result.value);
  };

  return (
    <Screen
      id="rollout"
      title={words.title}
      lead={words.lead}
      state={stateOf(repair, plan) ?? missing ?? words.state.choose}
      primary={
        repair?.state === 'running' ? (
          <StopRepair />
        ) : plan === null ? (
          <Button
            kind="primary"
            isDisabled={missing !== null}
            isPending={planning}
            onPress={() => void preview()}
          >
            {words.rings.plan}
          </Button>
        ) : (
          <BeginButton
            action={words.plan.begin(first, draft.goOn ? plan.people - first : 0)}
            lockOut={[...plan.risks, ...plan.lockOut]}
            isDisabled={plan.blockers.length > 0}
            isPending={starting}
            onYes={(secondYes) => {
              void call('rollout.start', { planId: plan.id, secondYes }).then(({ ok }) => {
                setPlan(null);
                if (!ok) return;
                type('emails', '');
                onBegun();
              });
            }}
          />
        )
      }
    >
      {onBack !== undefined && (
        <div className="actions">
          <Button onPress={onBack}>{words.another.back}</Button>
        </div>
      )}
      {isOnTop && <Answer>{ofRepair}</Answer>}
      {chosen.before !== null && <BeforePart before={chosen.before} />}
      <Who
        list={list}
        groups={draft.groups}
        people={draft.people}
        onList={(next) => {
          setList(next);
          dropPlan();
        }}
        onGroups={(groups) => {
          choose({ groups });
        }}
        onPeople={(picked) => {
          choose({ people: picked });
        }}
      />
      <Section title={words.rings.title}>
        <NumberField
          label={words.rings.size}
          value={size}
          range={ringSizes}
          isRequired
          onChange={(typed) => {
            setSize(typed);
            const ringSize = numberWithin(typed, ringSizes);
            change(ringSize === null ? {} : { ringSize });
          }}
          onDone={keep}
        />
        <NumberField
          label={words.rings.share}
          value={share}
          range={failShares}
          isRequired
          onChange={(typed) => {
            setShare(typed);
            const failShare = numberWithin(typed, failShares);
            change(failShare === null ? {} : { failShare });
          }}
          onDone={keep}
        />
        <LicencesField
          value={licences.typed}
          onChange={(typed) => {
            licences.setTyped(typed);
            dropPlan();
          }}
        />
        <CheckChoice
          title={words.rings.goOn}
          isSelected={draft.goOn}
          onChange={(goOn) => {
            choose({ goOn });
          }}
        />
      </Section>
      {plan !== null && <PlanPart key={plan.id} plan={plan} isAsked={plan !== chosen.plan} />}
      {!isOnTop && ofRepair}
    </Screen>
  );
}

function stateOf(repair: RolloutCounts['repair'], plan: RolloutPlan | null): string | null {
  if (repair?.state === 'running') return words.repair.now(repair);
  if (plan === null) return null;
  return plan.blockers.length > 0 ? words.state.blocked : words.state.planned;
}

/** Null: nothing is typed, or it is out of range. */
const numberWithin = (typed: string, range: { min: number; max: number }): number | null =>
  isNumber(typed, range) ? numberIn(typed) : null;
