import { counted } from '../../shared/counted';
import type { WatchFinding } from '../../shared/drift';
import { AppFailure } from '../../shared/errors';
import { stateWords } from '../../shared/people-words';
import type { Okta } from '../okta/okta';
import type { OktopostScim } from '../oktopost/types';
import { reconcile } from '../people/reconciliation';
import type { Reconciled } from '../people/reconciliation';
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
 * Accounts in use at Oktopost that no Okta user has, and those of people who left. `assigned`: how many people are assigned; `unassigned`:
 * ids of Okta users who were, by the System Log. Only reads. @throws AppFailure when Okta cannot be asked.
 */
export async function accountsInUse(
  okta: Okta,
  oktopost: OktopostScim | null,
  {
    appId,
    assigned,
    unassigned,
  }: { appId: string; assigned: number | null; unassigned: ReadonlySet<string> },
): Promise<Accounts> {
  if (oktopost === null) return notLooked();
  const count = await countOf(oktopost);
  if (typeof count !== 'number') return notLooked(count);
  if (assigned === null || assigned > mostAccounts || count > mostAccounts) return notLooked();
  const { signal } = new AbortController();
  const reading = { okta, oktopost, signal, onProgress: () => undefined };
  const gathered = await readScan(newScan('reconciliation', { kind: 'assigned' }, appId, true), reading);
  if (gathered.oktopost !== 'read') return notLooked();
  const inUse = reconcile(gathered.assigned, gathered.accounts, gathered.lookedUp).filter(
    ({ account }) => account?.active === true,
  );
  const stray = inUse.filter(({ state }) => state === 'only-at-oktopost').length;
  const left = inUse.filter((each) => hasLeft(each, unassigned)).length;
  return { found: [...strayIn(stray), ...leftIn(left)], looked: true };
}

/** Who is not assigned yet has not left: only whom Okta linked or unassigned before, or deactivated, has. */
const hasLeft = ({ person, account, state }: Reconciled, unassigned: ReadonlySet<string>): boolean =>
  state === 'left-active' ||
  (state === 'not-assigned' &&
    person !== null &&
    (account?.externalId === person.userId || unassigned.has(person.userId)));

function strayIn(count: number): WatchFinding[] {
  if (count === 0) return [];
  const [text, them] =
    count === 1
      ? ['One account in use at Oktopost belongs to nobody in Okta.', 'it']
      : [`${counted(count, 'account')} in use at Oktopost belong to nobody in Okta.`, 'them'];
  const next = `The screen “People” names ${them}. Okta deactivates nobody whom it does not know: deactivate ${them} at Oktopost, or assign who is missing.`;
  return [{ kind: 'stray-accounts', text, next, since: null }];
}

function leftIn(count: number): WatchFinding[] {
  if (count === 0) return [];
  const [text, them] =
    count === 1
      ? ['One account in use at Oktopost is of somebody who was unassigned or deactivated in Okta.', 'it']
      : [
          `${counted(count, 'account')} in use at Oktopost are of people who were unassigned or deactivated in Okta.`,
          'them',
        ];
  const next = `The screen “People” names ${them}, under “${stateWords['left-active'].name}” and “${stateWords['not-assigned'].name}”. Okta sends nothing more for ${them}: deactivate ${them} at Oktopost, or assign again who still needs one.`;
  return [{ kind: 'unassigned-accounts', text, next, since: null }];
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
