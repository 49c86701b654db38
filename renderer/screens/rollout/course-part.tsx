import { useState } from 'react';
import { isAtWork, isRunning } from '../../../shared/at-work';
import type { Run } from '../../../shared/plan';
import { failedRing, isCannotAssign } from '../../../shared/rollout';
import type { RolloutCounts, RolloutView, TakeBackPlan } from '../../../shared/rollout';
import { Button } from '../../components/button';
import { Details } from '../../components/details';
import { Dialog } from '../../components/dialog';
import { ErrorCard } from '../../components/error-card';
import { InView } from '../../components/in-view';
import { readRight } from '../../components/known-tone';
import { Note } from '../../components/note';
import { NumberField, numberIn } from '../../components/number-field';
import { Section } from '../../components/section';
import { useShownSome } from '../../components/shown-some';
import { Table } from '../../components/table';
import { clockTime, dateTime } from '../../components/time';
import { useApp, usePending, useSnapshot } from '../../store/context';
import { useQuery } from '../../store/use-query';
import { CoursePicture } from './course-picture';
import { GoOnAllTheSame } from './next-action';
import { PeopleRows } from './plan-part';
import { BeginButton } from './begin-button';
import { RingPeople } from './ring-people';
import { pageSize } from './page-size';
import { RingRepair } from './ring-repair';
import { cutOffAt, isLeftOf, isStopped, passedRing, pausedAt } from './ring-view';
import { words as common } from '../../words/common';
import { words } from './words';

interface Props {
  rollout: RolloutCounts;
  shown: RolloutView | null;
  /** The run that took a ring back, or does. */
  back: Run | null;
}

/** The rings with what came of each; who did not arrive, and why. */
export function CoursePart({ rollout, shown, back }: Props) {
  const { pause, error, state } = rollout;
  // Of a ring that still stands: it was not taken back, or not all of it.
  const notBack =
    back?.scope.kind === 'ring-back' &&
    back.state === 'failed' &&
    shown?.rings[back.scope.ring]?.state !== 'taken-back'
      ? back.error
      : null;
  const left = rollout.takenBack + rollout.notBegun;
  const isFailedNow = shown !== null && pausedAt(rollout, shown) >= 0;
  /** Of the ring that just ended. */
  const passed = shown === null ? undefined : passedRing(shown);
  const missed = passed?.failed ?? 0;
  const isEmpty = passed?.people === 0;
  const isUnread = passed?.looked === null;
  const isBack = shown !== null && isTakenBack(pause, shown);
  return (
    <>
      {[error, notBack].map(
        (each) =>
          each !== null && (
            <InView key={each.at}>
              <ErrorCard error={each} />
            </InView>
          ),
      )}
      {state === 'paused' && pause !== null && pause !== 'error' && rollout.repair?.state !== 'running' && (
        <Note tone={pause === 'ring-passed' && !isBack && missed === 0 && !isUnread ? readRight : 'amber'}>
          <p>
            {isBack
              ? words.course.back
              : pause === 'ring-passed' && isEmpty
                ? words.course.passedEmpty
                : pause === 'ring-passed' && missed > 0
                  ? words.course.passedBut(missed)
                  : pause === 'ring-passed' && isUnread
                    ? words.course.passedInOkta
                    : words.course.pauses[pause]}
          </p>
          {isFailedNow && <p>{words.course.sendAgain}</p>}
          {isFailedNow && rollout.ring !== null && !isAtWork(rollout) && (
            <div className="actions">
              <GoOnAllTheSame view={shown} ring={rollout.ring} />
            </div>
          )}
        </Note>
      )}
      {shown !== null && (
        <Rings rollout={rollout} view={shown} isFree={!isAtWork(rollout) && !isRunning(back)} />
      )}
      {rollout.missing > 0 && (
        <Named state="failed" count={rollout.missing} title={words.course.failed(rollout.missing)} />
      )}
      {left > 0 && !isAtWork(rollout) && (
        <Named state="to-do" count={left} title={words.course.left(rollout)} />
      )}
    </>
  );
}

interface RingsProps {
  rollout: RolloutCounts;
  view: RolloutView;
  /** Nothing is at work. */
  isFree: boolean;
}

function Rings({ rollout, view, isFree }: RingsProps) {
  const { shown, more } = useShownSome(view.rings, 20);
  const [back, setBack] = useState<number | null>(null);
  const call = useApp((store) => store.call);
  const checking = usePending('rollout.check');
  const isReadable = useSnapshot().oktopost.state === 'accepted';
  /** The bar offers to repair that one. */
  const inBar = pausedAt(rollout, view);
  const { heads, state: stateWord, evidence, why, backOf } = words.course;
  return (
    <Section title={words.course.title}>
      {view.courseOf !== null && <CoursePicture ring={view.courseOf} course={view.course} />}
      <Table caption={words.course.title} heads={heads} widths={[17, 11, 14, 10, 48]}>
        {shown.map((ring, index) => {
          const isCutOff = isStopped(rollout, view, index);
          const cutOff = cutOffAt(view, index);
          const checkedAt = view.checked.find((each) => each.ring === index)?.at;
          return (
            // oxlint-disable-next-line react/no-array-index-key -- a ring is its place
            <tr key={index}>
              <th scope="row">
                {words.plan.ring(index)}, {ring.group ?? words.plan.kinds[ring.kind]}
              </th>
              {([ring.arrived, ring.waiting, ring.failed] as const).map((count, column) => (
                // oxlint-disable-next-line react/no-array-index-key -- a count is its column
                <td key={column}>
                  {isCounted(ring) && (!isCutOff || cutOff !== undefined) ? count : words.course.none}
                </td>
              ))}
              <td>
                <p>{stateWord(ring, isCutOff ? 'paused' : rollout.state)}</p>
                <RingPeople of="rollout" ring={index} people={ring.people} version={String(ring.people)} />
                {(ring.state === 'passed' || ring.state === 'failed' || isCutOff) && (
                  <>
                    <p className="hint">
                      {isCutOff
                        ? cutOff === undefined
                          ? words.course.cutOffNotRead
                          : words.course.cutOff(cutOff.assigned, ring.people, clockTime(cutOff.at))
                        : ring.people > 0 && evidence(ring.logged, ring.looked, ring.people)}
                      {checkedAt !== undefined &&
                        !isCutOff &&
                        ` ${words.course.checked(dateTime(checkedAt))}`}
                    </p>
                    {isFree && (
                      <div className="actions">
                        <Button
                          kind="small"
                          onPress={() => {
                            setBack(index);
                          }}
                        >
                          {backOf(index)}
                        </Button>
                        {!isCutOff &&
                          (ring.failed > 0 || (ring.looked === null && ring.people > 0 && isReadable)) && (
                            <>
                              <Button
                                kind="small"
                                isPending={checking}
                                onPress={() => void call('rollout.check', { ring: index })}
                              >
                                {words.course.again(index)}
                              </Button>
                              {ring.failures.some(({ id }) => !isCannotAssign(id)) &&
                                index !== inBar &&
                                !isLeftOf(rollout, index) && (
                                  <RingRepair rollout={rollout} view={view} ring={index} kind="small" />
                                )}
                            </>
                          )}
                      </div>
                    )}
                  </>
                )}
                {ring.failures.length > 0 && (
                  <Details
                    key={String(index === inBar)}
                    title={why}
                    label={common.named(why, words.plan.ring(index))}
                    open={index === inBar}
                  >
                    {ring.failures.map(({ id, what, next, people }) => (
                      <div key={id}>
                        <p>
                          {people} × {what}
                        </p>
                        <p className="hint">{next}</p>
                      </div>
                    ))}
                  </Details>
                )}
              </td>
            </tr>
          );
        })}
      </Table>
      {more}
      {back !== null && (
        <Back
          ring={back}
          onClose={() => {
            setBack(null);
          }}
        />
      )}
    </Section>
  );
}

/** The ring at which it paused was taken back since: of one that passed or was stopped, the last that began. */
const isTakenBack = (pause: RolloutCounts['pause'], view: RolloutView): boolean =>
  pause === 'too-many-failed'
    ? failedRing(view) < 0
    : (pause === 'stopped' || pause === 'ring-passed') &&
      view.rings.findLast(({ state }, index) => index >= view.earlier && state !== 'to-do')?.state ===
        'taken-back';

/** A ring that has not begun, or was taken back, has nobody on the way. */
const isCounted = ({ state }: RolloutView['rings'][number]): boolean =>
  state !== 'to-do' && state !== 'taken-back';

interface NamedProps {
  state: 'failed' | 'to-do';
  count: number;
  title: string;
}

/** Everybody in this state, of all rings and rollouts. */
function Named({ state, count, title }: NamedProps) {
  const [from, setFrom] = useState(0);
  const { value } = useQuery(
    'rollout.rows',
    { of: 'rollout', ring: null, state, from, count: pageSize },
    String(count),
  );
  return (
    <Details title={title}>
      {value !== null && <PeopleRows value={value} from={from} onFrom={setFrom} />}
    </Details>
  );
}

function Back({ ring, onClose }: { ring: number; onClose: () => void }) {
  const { value: plan } = useQuery('rollout.planBack', { ring });
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
            <p>{words.plan.notRead}</p>
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
  return (
    <>
      <p>{plan.group === null ? back.people(plan.people) : back.group(plan.group, plan.people)}</p>
      <RingPeople of="back" ring={plan.ring} people={plan.people} version={plan.planId} />
      <p>{back.deactivated(plan.deactivated)}</p>
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
          onYes={(secondYes) => {
            const number = plan.typed === null ? null : numberIn(typed);
            void call('rollout.takeBack', { planId: plan.planId, typed: number, secondYes }).then(onClose);
          }}
        />
      </div>
    </>
  );
}
