import { Ago, Until } from './ago';
import { words } from '../words/common';
import type { Guided } from '../../shared/screens';

/** When Okta was read last, and when it will be read next; while watched without a next time it is being read. */
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
          {words.look.read} <Ago at={lastLookAt} />.{' '}
        </>
      )}
      {watching &&
        (nextLookAt === null ? (
          words.look.now
        ) : (
          <>
            {words.look.next} <Until at={nextLookAt} />.
          </>
        ))}
    </p>
  );
}
