import PQueue from 'p-queue';
import { AppFailure } from '../../shared/errors';
import { nullOnFailure } from '../okta/calls';
import type { OktopostScim, UserList } from '../oktopost/types';

/** By what an account at Oktopost is found: its id, which Okta holds as external id, else its user name. */
export interface AccountKey {
  externalId: string | null;
  userName: string;
}

/** `gone`: there is no such account. `why`: a sentence. */
export type AccountReading =
  { state: 'active' | 'inactive' | 'gone'; why: null } | { state: 'not-read'; why: string };

/**
 * Whether Oktopost, as it is read here, has neither the account whose id Okta holds nor one of these user names: Okta sends to another
 * address or account then, or the account was deleted. Null: not known. Of a long list the id decides, of a whole one both. `accounts`: the
 * first ones, where they were read already.
 */
export async function isElsewhere(
  oktopost: OktopostScim,
  { externalId, userNames }: { externalId: string; userNames: readonly (string | null)[] },
  accounts?: UserList,
): Promise<boolean | null> {
  const byId = await nullOnFailure(async () => ({ isThere: (await oktopost.user(externalId)) !== null }));
  if (byId?.isThere === true) return false;
  const list = accounts ?? (await nullOnFailure(() => oktopost.firstUsers()));
  const names = userNames.flatMap((name) => name?.toLowerCase() ?? []);
  if (list?.users.some(({ id, userName }) => id === externalId || names.includes(userName.toLowerCase())))
    return false;
  return byId !== null || list?.isWhole === true ? true : null;
}

/**
 * Reads whether an account at Oktopost is active. Okta's own events do not prove it. Source: Okta as recorded, section 5. `signal`: once it is
 * aborted, what has no answer yet is not read.
 */
export async function readAccount(
  oktopost: OktopostScim | null,
  { externalId, userName }: AccountKey,
  signal?: AbortSignal,
): Promise<AccountReading> {
  if (oktopost === null) return notRead('The assistant has no token of Oktopost to read accounts with.');
  try {
    const found =
      externalId === null
        ? await oktopost.findByUserName(userName, signal)
        : { user: await oktopost.user(externalId, signal), conclusive: true };
    if (found.user !== null) return { state: found.user.active ? 'active' : 'inactive', why: null };
    return found.conclusive
      ? { state: 'gone', why: null }
      : notRead('Oktopost’s search does not answer in full.');
  } catch (error) {
    if (!(error instanceof AppFailure)) throw error;
    if (error.error.code === 'cancelled') {
      if (signal?.aborted === true) return notRead('Oktopost did not answer in time.');
      throw error;
    }
    return notRead(error.error.message);
  }
}

/** Accounts that are asked for side by side. */
const sideBySide = 4;

/** `readAccount` of each of these. */
export async function readAccounts<Key extends AccountKey>(
  oktopost: OktopostScim | null,
  keys: readonly Key[],
  signal?: AbortSignal,
): Promise<{ key: Key; reading: AccountReading }[]> {
  const queue = new PQueue({ concurrency: sideBySide });
  return queue.addAll(
    keys.map((key) => async () => ({ key, reading: await readAccount(oktopost, key, signal) })),
  );
}

export const notRead = (why: string): AccountReading => ({ state: 'not-read', why });
