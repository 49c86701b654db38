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
export function Rings({ rollout, view, back }: Props) {
  const { shown, more } = useShownSome(view.rings, 20);
  const [asked, setAsked] = useState<number | null>(null);
  return (
    <Section title={words.course.title}>
      {view.courseOf !== null && (
        <CoursePicture ring={view.courseOf} course={view.course} now={view.rings[view.courseOf]} />
      )}
      <Table caption={words.course.title} heads={words.course.heads} widths={[15, 11, 14, 10, 50]}>
        {shown.map((ring, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- a ring is its place
          <RingRow key={index} {...{ rollout, view, back, ring, index }} onTakeBack={setAsked} />
        ))}
      </Table>
      {more}
      {asked !== null && (
        <TakeBack
          ring={asked}
          onClose={() => {
            setAsked(null);
          }}
        />
      )}
    </Section>
  );
}

interface RowProps extends Props {
  ring: RolloutView['rings'][number];
  index: number;
  onTakeBack: (index: number) => void;
}

function RingRow({ rollout, view, back, ring, index, onTakeBack }: RowProps) {
  const isCutOff = isStopped(rollout, view, index);
  const isBack = back?.scope.kind === 'ring-back' && back.scope.ring === index;
  const isKnown = isCounted(ring) && !isBack && (!isCutOff || cutOffAt(view, index) !== undefined);
  const notes = view.notes.filter((each) => each.ring === index);
  const hasEnded = ring.state === 'passed' || ring.state === 'failed';
  return (
    <tr>
      <th scope="row">{words.plan.ringOf(index, ring)}</th>
      {([ring.arrived, ring.waiting, ring.failed] as const).map((count, column) => (
        // oxlint-disable-next-line react/no-array-index-key -- a count is its column
        <td key={column}>{isKnown ? count : words.course.none}</td>
      ))}
      <td>
        <p>
          {isBack ? words.back.now(index) : words.course.state(ring, isCutOff ? 'paused' : rollout.state)}
        </p>
        <RingPeople of="rollout" ring={index} people={ring.people} version={String(ring.people)} />
        {notes.map(({ kind, text, at }) => (
          <p key={kind} className={kind === 'left' || kind === 'inactive' ? undefined : 'hint'}>
            {words.course.note(text, at === null ? null : dateTime(at))}
          </p>
        ))}
        {(hasEnded || isCutOff) && !isAtWork(rollout) && back === null && (
          <div className="actions">
            <Button
              kind="small"
              onPress={() => {
                onTakeBack(index);
              }}
            >
              {words.course.backOf(index)}
            </Button>
            {!isCutOff && (
              <ReadAgain
                {...{ rollout, view, ring, index }}
                hasLeft={notes.some(({ kind }) => kind === 'left')}
              />
            )}
          </div>
        )}
        <Causes ring={ring} index={index} isOpen={index === pausedAt(rollout, view)} />
      </td>
    </tr>
  );
}

/** Of a ring that ended: reads its people again, and assigns again who did not arrive, which the bar offers of the one at which it paused. */
function ReadAgain({
  rollout,
  view,
  ring,
  index,
  hasLeft,
}: Omit<RowProps, 'back' | 'onTakeBack'> & { hasLeft: boolean }) {
  const call = useApp((store) => store.call);
  const checking = usePending('rollout.check');
  const isReadable = useSnapshot().oktopost.state === 'accepted';
  const isUnread = ring.looked === null && ring.people > 0;
  if (ring.failed === 0 && !hasLeft && !(isUnread && isReadable)) return null;
  return (
    <>
      <Button kind="small" isPending={checking} onPress={() => void call('rollout.check', { ring: index })}>
        {words.course.again(index)}
      </Button>
      {ring.failures.some(({ id }) => !isCannotAssign(id)) &&
        index !== pausedAt(rollout, view) &&
        !isLeftOf(rollout, index) && <RingRepair rollout={rollout} view={view} ring={index} kind="small" />}
    </>
  );
}

/** Why people of a ring did not arrive, and what is next. */
function Causes({ ring, index, isOpen }: Pick<RowProps, 'ring' | 'index'> & { isOpen: boolean }) {
  const { why } = words.course;
  if (ring.failures.length === 0) return null;
  return (
    <Details key={String(isOpen)} title={why} label={common.named(why, words.plan.ring(index))} open={isOpen}>
      {ring.failures.map(({ id, what, next, people }) => (
        <div key={id}>
          <p>
            {people} × {what}
          </p>
          <Next text={next} />
        </div>
      ))}
    </Details>
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
