import { counted } from '../../shared/counted';
import type { WatchFinding } from '../../shared/drift';
import { nullOnFailure } from '../okta/calls';
import type { Okta } from '../okta/okta';
import type { OktopostScim } from '../oktopost/types';
import { reconcile } from '../people/reconciliation';
import { newScan, readScan } from '../people/scan';

/** Beyond it a look takes minutes: the screen “People” shows how far it is. */
const mostAccounts = 5_000;

/**
 * Accounts in use at Oktopost that no Okta user has. `assigned`: how many people are. Null: not looked at. Only reads. @throws AppFailure
 * when Okta cannot be asked.
 */
export async function strayAccounts(
  okta: Okta,
  oktopost: OktopostScim | null,
  { appId, assigned }: { appId: string; assigned: number | null },
): Promise<WatchFinding[] | null> {
  if (oktopost === null || assigned === null || assigned > mostAccounts) return null;
  const count = await nullOnFailure(() => oktopost.countUsers());
  if (count === null || count > mostAccounts) return null;
  const { signal } = new AbortController();
  const reading = { okta, oktopost, signal, onProgress: () => undefined };
  const gathered = await readScan(newScan('reconciliation', { kind: 'assigned' }, appId, true), reading);
  if (gathered.oktopost !== 'read') return null;
  const stray = reconcile(gathered.assigned, gathered.accounts, gathered.known).filter(
    ({ state, account }) => state === 'only-at-oktopost' && account?.active === true,
  );
  if (stray.length === 0) return [];
  const [text, them] =
    stray.length === 1
      ? ['One account in use at Oktopost belongs to nobody in Okta.', 'it']
      : [`${counted(stray.length, 'account')} in use at Oktopost belong to nobody in Okta.`, 'them'];
  return [
    {
      kind: 'stray-accounts',
      text,
      next: `The screen “People” names ${them}. Okta deactivates nobody whom it does not know: deactivate ${them} at Oktopost, or assign who is missing.`,
      since: null,
    },
  ];
}
