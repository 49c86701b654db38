import type { OktopostToken, TokenRefusal } from '../../shared/connection';
import type { AppError } from '../../shared/errors';
import { fingerprintOf } from '../secrets/fingerprint';
import type { Session } from '../storage/session';
import { beforeStays } from './before-stays';

/** What is known of a token that is used. */
export type UsedState = Extract<OktopostToken, { state: 'accepted' | 'unchecked' }>;

/** `used`: of the token that is used beside the refused one; null: none is. */
export const withRefusal = (used: UsedState | null, { error, elsewhere }: TokenRefusal): OktopostToken =>
  used === null ? { state: 'refused', error, elsewhere } : { ...used, another: { error, elsewhere } };

/** What is said of a token that a change has replaced, by its print: it is neither wrong nor of another account. */
const replaced = {
  message: 'This is an earlier token of this set-up: Oktopost does not accept it any more, so it is revoked.',
  next: 'Enter the new token.',
} as const;

/** Whether a token is one that Okta had before another was pasted. */
function isReplaced({ tokenPrints, tokenChange, olderTokens }: Session, token: string): boolean {
  if (tokenPrints === null) return false;
  const print = fingerprintOf(token, tokenPrints.salt);
  return (
    (tokenChange.pasted !== null && print === tokenPrints.before) ||
    olderTokens.some((older) => older.print === print)
  );
}

/** What is said of a refused token. `canAsk`: the other region can be asked about one that may be wrong here; `stays`: beside one that is used. */
export function refusalFor(
  error: AppError,
  { session, token, canAsk, stays }: { session: Session; token: string; canAsk: boolean; stays: boolean },
): TokenRefusal {
  const isWrong = error.code === 'token-refused';
  const isOlder = isWrong && isReplaced(session, token);
  const said = isOlder ? { ...error, ...replaced } : error;
  return {
    error: stays ? beforeStays(said) : said,
    elsewhere: isWrong && !isOlder && canAsk ? 'not-asked' : null,
  };
}
