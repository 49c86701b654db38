import { nullOnFailure } from '../okta/calls';
import type { OktopostScim } from '../oktopost/types';
import type { Session } from '../storage/session';

/**
 * Oktopost has refused the token that Okta sends. The assistant's own may be the same: it is tried at once, and its connection sees
 * whether it is refused too. Asks nothing otherwise.
 */
export async function tryOwnToken(
  oktopost: Pick<OktopostScim, 'countUsers'> | null,
  { connectionRefused }: Pick<Session, 'connectionRefused'>,
): Promise<void> {
  if (oktopost === null || connectionRefused?.setting !== 'connection.authorization') return;
  await nullOnFailure(() => oktopost.countUsers());
}
