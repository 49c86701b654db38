import type { TestSnapshot, Unassignment } from '../../../shared/verification';
import { Button } from '../../components/button';
import { notRead, readRight, readWrong } from '../../components/known-tone';
import { Note } from '../../components/note';
import type { Tone } from '../../components/note';
import { useApp, usePending } from '../../store/context';
import { ExplanationCard, OpenOktopost } from './explanation-card';
import { Progress } from './progress';
import { words } from './words';

const tones: Record<Unassignment['state'], Tone> = {
  following: 'blue',
  stopped: 'grey',
  inactive: readRight,
  gone: readRight,
  active: readWrong,
  unread: notRead,
};

/** What becomes of the account of who was unassigned: followed, then the verdict, and why it is still active. */
export function Unassigned({ test: { unassignment, explanation: before } }: { test: TestSnapshot }) {
  const call = useApp((state) => state.call);
  const busy = usePending('test.followAgain');
  if (unassignment === null) {
    return (
      <Note tone="amber">
        <p>{words.decision.outside}</p>
      </Note>
    );
  }
  const { state, verdict, explanation, unassignedAt, lastLookAt } = unassignment;
  if (state === 'following') {
    return (
      <Progress
        what={words.unassignment.following}
        since={unassignedAt}
        lastLookAt={lastLookAt}
        stopHint={words.unassignment.stopHint}
      />
    );
  }
  const isOver = state === 'inactive' || state === 'gone';
  return (
    <>
      <Note tone={tones[state]}>
        <h3>{words.unassignment.state[state]}</h3>
        {verdict !== null && <p>{verdict}</p>}
        {!isOver && (
          <div className="actions">
            <Button isPending={busy} onPress={() => void call('test.followAgain', {})}>
              {words.unassignment.again}
            </Button>
            {state === 'unread' && <OpenOktopost />}
          </div>
        )}
      </Note>
      {explanation !== null && (
        <ExplanationCard explanation={explanation} isFurther={before?.owner === explanation.owner} />
      )}
    </>
  );
}
