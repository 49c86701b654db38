import { useState } from 'react';
import { isAtWork } from '../../../shared/at-work';
import type { Run } from '../../../shared/plan';
import { firstSentence } from '../../../shared/first-sentence';
import { isCannotAssign } from '../../../shared/rollout';
import type { RolloutCounts, RolloutView } from '../../../shared/rollout';
import { Button } from '../../components/button';
import { Details } from '../../components/details';
import { Section } from '../../components/section';
import { useShownSome } from '../../components/shown-some';
import { Table } from '../../components/table';
import { dateTime } from '../../components/time';
import { useApp, usePending, useSnapshot } from '../../store/context';
import { words as common } from '../../words/common';
import { CoursePicture } from './course-picture';
import { RingPeople } from './ring-people';
import { RingRepair } from './ring-repair';
import { cutOffAt, isLeftOf, isStopped, pausedAt } from './ring-view';
import { TakeBack } from './take-back';
import { words } from './words';

interface Props {
  rollout: RolloutCounts;
  view: RolloutView;
  /** The run that takes a ring back; null: none is at work. */
  back: Run | null;
}

/** The rings as a table, with what came of each and what can be done with it. */
export function Rings({ rollout, view, back: backRun }: Props) {
  const { shown, more } = useShownSome(view.rings, 20);
  const [back, setBack] = useState<number | null>(null);
  const call = useApp((store) => store.call);
  const checking = usePending('rollout.check');
  const isReadable = useSnapshot().oktopost.state === 'accepted';
  const isFree = !isAtWork(rollout) && backRun === null;
  const takenBack = backRun?.scope.kind === 'ring-back' ? backRun.scope.ring : null;
  /** The bar offers to repair that one. */
  const inBar = pausedAt(rollout, view);
  const { heads, state: stateWord, why, backOf } = words.course;
  return (
    <Section title={words.course.title}>
      {view.courseOf !== null && (
        <CoursePicture ring={view.courseOf} course={view.course} now={view.rings[view.courseOf]} />
      )}
      <Table caption={words.course.title} heads={heads} widths={[15, 11, 14, 10, 50]}>
        {shown.map((ring, index) => {
          const isCutOff = isStopped(rollout, view, index);
          const cutOff = cutOffAt(view, index);
          const notes = view.notes.filter((each) => each.ring === index);
          return (
            // oxlint-disable-next-line react/no-array-index-key -- a ring is its place
            <tr key={index}>
              <th scope="row">
                {words.plan.ring(index)}, {ring.group ?? words.plan.kinds[ring.kind]}
              </th>
              {([ring.arrived, ring.waiting, ring.failed] as const).map((count, column) => (
                // oxlint-disable-next-line react/no-array-index-key -- a count is its column
                <td key={column}>
                  {isCounted(ring) && takenBack !== index && (!isCutOff || cutOff !== undefined)
                    ? count
                    : words.course.none}
                </td>
              ))}
              <td>
                <p>
                  {takenBack === index
                    ? words.back.now(index)
                    : stateWord(ring, isCutOff ? 'paused' : rollout.state)}
                </p>
                <RingPeople of="rollout" ring={index} people={ring.people} version={String(ring.people)} />
                {notes.map(({ kind, text, at }) => (
                  <p key={kind} className={kind === 'left' || kind === 'inactive' ? undefined : 'hint'}>
                    {words.course.note(text, at === null ? null : dateTime(at))}
                  </p>
                ))}
                {(ring.state === 'passed' || ring.state === 'failed' || isCutOff) && isFree && (
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
                      (ring.failed > 0 ||
                        notes.some(({ kind }) => kind === 'left') ||
                        (ring.looked === null && ring.people > 0 && isReadable)) && (
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
                        <Next text={next} />
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
        <TakeBack
          ring={back}
          onClose={() => {
            setBack(null);
          }}
        />
      )}
    </Section>
  );
}

/** What is next, the rest of it where it is asked for. */
function Next({ text }: { text: string }) {
  const first = firstSentence(text);
  const rest = text.slice(first.length).trim();
  return (
    <>
      <p>{first}</p>
      {rest !== '' && (
        <Details title={words.course.more}>
          <p className="hint">{rest}</p>
        </Details>
      )}
    </>
  );
}

/** A ring that has not begun, or was taken back, has nobody on the way. */
const isCounted = ({ state }: RolloutView['rings'][number]): boolean =>
  state !== 'to-do' && state !== 'taken-back';
