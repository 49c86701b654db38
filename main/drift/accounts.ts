import { counted } from '../../shared/counted';
import type { WatchFinding } from '../../shared/drift';
import { AppFailure } from '../../shared/errors';
import type { Okta } from '../okta/okta';
import type { OktopostScim } from '../oktopost/types';
import { reconcile } from '../people/reconciliation';
import { newScan, readScan } from '../people/scan';

/** Beyond it a look takes minutes: the screen “People” shows how far it is. */
const mostAccounts = 5_000;

/** What was found of Oktopost's accounts, and whether they were looked at. */
interface Accounts {
  found: WatchFinding[];
  looked: boolean;
}

const notLooked = (found: WatchFinding[] = []): Accounts => ({ found, looked: false });

/**
 * Accounts in use at Oktopost that no Okta user has. `assigned`: how many people are. Only reads. @throws AppFailure when Okta cannot be
 * asked.
 */
export async function strayAccounts(
  okta: Okta,
  oktopost: OktopostScim | null,
  { appId, assigned }: { appId: string; assigned: number | null },
): Promise<Accounts> {
  if (oktopost === null) return notLooked();
  const count = await countOf(oktopost);
  if (typeof count !== 'number') return notLooked(count);
  if (assigned === null || assigned > mostAccounts || count > mostAccounts) return notLooked();
  const { signal } = new AbortController();
  const reading = { okta, oktopost, signal, onProgress: () => undefined };
  const gathered = await readScan(newScan('reconciliation', { kind: 'assigned' }, appId, true), reading);
  if (gathered.oktopost !== 'read') return notLooked();
  const stray = reconcile(gathered.assigned, gathered.accounts, gathered.known).filter(
    ({ state, account }) => state === 'only-at-oktopost' && account?.active === true,
  );
  if (stray.length === 0) return { found: [], looked: true };
  const [text, them] =
    stray.length === 1
      ? ['One account in use at Oktopost belongs to nobody in Okta.', 'it']
      : [`${counted(stray.length, 'account')} in use at Oktopost belong to nobody in Okta.`, 'them'];
  return {
    found: [
      {
        kind: 'stray-accounts',
        text,
        next: `The screen “People” names ${them}. Okta deactivates nobody whom it does not know: deactivate ${them} at Oktopost, or assign who is missing.`,
        since: null,
      },
    ],
    looked: true,
  };
}

/** How many accounts there are; where Oktopost does not tell, what of that needs a look. */
async function countOf(oktopost: OktopostScim): Promise<number | WatchFinding[]> {
  try {
    return await oktopost.countUsers();
  } catch (error) {
    if (!(error instanceof AppFailure)) throw error;
    const { code, message, next } = error.error;
    if (code !== 'token-refused') return [];
    return [{ kind: 'oktopost-token-refused', text: message, next, since: null }];
  }
}
