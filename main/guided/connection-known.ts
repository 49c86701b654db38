import { scim } from '../../shared/oktopost';
import { localTimes } from '../../shared/local-times';
import type { Guided, GuidedFinding } from '../../shared/screens';
import { minute } from '../export/document';
import { measuredOtherwise } from '../storage/proven-by-life';
import { connectionProof, isConnectionProven, standingRefusal } from '../storage/proving-test';
import type { ConnectionProof } from '../storage/proving-test';
import type { ConnectionRefusal, Session } from '../storage/session';

const sentFor: Record<ConnectionRefusal['of'], string> = {
  test: 'the test of one user',
  'life-cycle': 'the life-cycle test',
  rollout: 'the rollout',
  'token-change': 'what Okta sent after a new token was pasted',
  undo: 'an undo',
};

/** What Okta shows of it says nothing of what Oktopost answered later. `since`: what was looked up after it, a sentence. */
export function refused(session: Session, since: string | null): Partial<Guided> {
  const refusal = standingRefusal(session);
  if (refusal === null) return {};
  const { at, of, what, next } = refusal;
  return {
    known: 'lost',
    finding: { text: since === null ? what : `${what} ${localTimes(since)}`, next },
    evidence: [`Refused ${minute(at)}, of ${sentFor[of]}`],
    // It was before the refusal: it is to be said again.
    statedAt: null,
    lastLookAt: at,
  };
}

/**
 * Okta shows nothing of the connection; what Oktopost answered to Okta does, and the life-cycle test of the rest. `doubt`: what puts that,
 * or what was stated, in doubt.
 */
export function proven(session: Session, doubt: GuidedFinding | null): Partial<Guided> {
  const proof = connectionProof(session);
  // What was said before it is to be said again.
  const doubted: Partial<Guided> =
    doubt === null || standingRefusal(session) !== null
      ? {}
      : { known: 'cannot-be-read', finding: doubt, statedAt: null };
  if (proof === null) return doubted;
  const lastLookAt = proof.by === 'test' ? proof.at : proof.push.at;
  if (isConnectionProven(session)) {
    return {
      known: 'read-back',
      evidence: [wordsOf(proof), `${updates}: the life-cycle test proved it`, others],
      lastLookAt,
      ...doubted,
    };
  }
  const otherwise = measuredOtherwise(session, 'connection.push-profile-updates');
  const rest =
    otherwise === null
      ? `${session.statedAt.connection === null ? 'not stated of this connection' : 'only stated'}. The life-cycle test proves it`
      : `the life-cycle test did not see it work, ${minute(otherwise.at)}`;
  return { evidence: [wordsOf(proof), `${updates}: ${rest}`, others], lastLookAt, ...doubted };
}

const [, updates] = scim.supportedActions;
/** No test proves of an action that it is off. */
const others = `${scim.otherActions.join(', ')}: that they are off is only stated`;

function wordsOf(proof: ConnectionProof): string {
  if (proof.by === 'test')
    return `${proof.account} was read at Oktopost, ${minute(proof.at)}: the test of one user passed`;
  const { who, at, eventId } = proof.push;
  return `Okta sent ${who ?? 'a person'} to Oktopost, ${minute(at)}, when it refused the token before (System Log event ${eventId})`;
}
