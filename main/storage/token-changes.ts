import type { TokenChange } from '../../shared/token-change';
import type { Session } from './session';

/** Of what Okta sent during one walk, before the newest. */
export const mostSent = 40;

/** A token is changed once or twice a year. */
const mostEarlier = 20;

type Changes = Pick<Session, 'tokenChange' | 'earlierTokenChanges'>;

/** Every walk to another SCIM token whose token was pasted, as far as it is known, oldest first. */
export function tokenChangesOf({ tokenChange, earlierTokenChanges }: Changes): TokenChange[] {
  const isKept = earlierTokenChanges.some(({ pasted }) => pasted?.at === tokenChange.pasted?.at);
  return tokenChange.pasted === null || isKept ? earlierTokenChanges : [...earlierTokenChanges, tokenChange];
}

/** What is kept when the walk of now ends. */
export const endedTokenChanges = (changes: Changes): TokenChange[] =>
  tokenChangesOf(changes).slice(-mostEarlier);

/**
 * What is kept when it is taken back that the token was pasted, as before it is pasted once more: what failed meanwhile. Of what arrived
 * nothing says with which token it was sent.
 */
export function takenBackTokenChanges({ tokenChange, earlierTokenChanges }: Changes): TokenChange[] {
  const { sent, sentBefore } = tokenChange;
  const [newest, ...before] = [...sentBefore, ...(sent === null ? [] : [sent])]
    .filter(({ failed }) => failed !== null)
    .reverse();
  if (newest === undefined) return earlierTokenChanges;
  const failed = { ...tokenChange, sent: newest, sentBefore: before.reverse(), revoked: null };
  return endedTokenChanges({ tokenChange: failed, earlierTokenChanges });
}
