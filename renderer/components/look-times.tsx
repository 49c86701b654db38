import { Ago, Until } from './ago';
import { readBackWords } from '../words/read-back';
import type { Guided } from '../../shared/screens';

/** When Okta was last read and will be read next; watched without a next time means that it is being read now. */
export function LookTimes({
  look: { watching, lastLookAt, nextLookAt },
}: {
  look: Pick<Guided, 'watching' | 'lastLookAt' | 'nextLookAt'>;
}) {
  if (lastLookAt === null && !watching) return null;
  return (
    <p className="muted">
      {lastLookAt !== null && (
        <>
          {readBackWords.look.read} <Ago at={lastLookAt} />.{' '}
        </>
      )}
      {watching &&
        (nextLookAt === null ? (
          readBackWords.look.now
        ) : (
          <>
            {readBackWords.look.next} <Until at={nextLookAt} />.
          </>
        ))}
    </p>
  );
}
