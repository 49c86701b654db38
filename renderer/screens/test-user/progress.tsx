import { Ago, Since } from '../../components/ago';
import { Button } from '../../components/button';
import { Note } from '../../components/note';
import { useApp, usePending } from '../../store/context';
import { readBackWords } from '../../words/read-back';
import { words } from './words';

interface Props {
  what: string;
  since: string | null;
  lastLookAt: string | null;
  stopHint: string;
}

/** What is being followed: elapsed and usual time, the last look, and the way to stop. */
export function Progress({ what, since, lastLookAt, stopHint }: Props) {
  const call = useApp((state) => state.call);
  const busy = usePending('test.stop', 'test.followAgain');
  return (
    <Note tone="blue">
      <p>{what}</p>
      <p>
        {since !== null && (
          <>
            {words.follow.elapsed} <Since at={since} />, {words.follow.usual}{' '}
          </>
        )}
        {lastLookAt !== null && (
          <>
            {readBackWords.look.read} <Ago at={lastLookAt} />.
          </>
        )}
      </p>
      <div className="actions">
        <Button isPending={busy} onPress={() => void call('test.stop', {})}>
          {words.follow.stop}
        </Button>
        <span>{stopHint}</span>
      </div>
    </Note>
  );
}
