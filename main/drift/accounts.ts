import { counted } from '../../shared/counted';
import type { WatchFinding } from '../../shared/drift';
import { AppFailure } from '../../shared/errors';
import type { AppError } from '../../shared/errors';
import { stateWords } from '../../shared/people-words';
import type { Okta } from '../okta/okta';
import type { OktopostScim } from '../oktopost/types';
import { reconcile } from '../people/reconciliation';
import type { Reconciled } from '../people/reconciliation';
import { newScan, readScan } from '../people/scan';
import type { OktopostOf } from './oktopost';

/** Beyond it a look takes minutes: the screen “People” shows how far it is. */
const mostAccounts = 5_000;
const beyond = `the screen “People” reads more than ${mostAccounts.toLocaleString('en')}`;

interface Accounts {
  found: WatchFinding[];
  /** Why the accounts were not looked at, as part of a sentence; null: they were. */
  notLookedAt: string | null;
}

const notLooked = (notLookedAt: string, found: WatchFinding[] = []): Accounts => ({ found, notLookedAt });

/**
 * Accounts in use at Oktopost that no Okta user has, and those of people who left. `assigned`: how many people are assigned; `unassigned`:
 * ids of Okta users who were, by the System Log. Only reads. @throws AppFailure when Okta cannot be asked.
 */
export async function accountsInUse(
  okta: Okta,
  { scim, why }: OktopostOf,
  {
    appId,
    assigned,
    unassigned,
  }: { appId: string; assigned: number | null; unassigned: ReadonlySet<string> },
): Promise<Accounts> {
  if (scim === null) return notLooked(why);
  const count = await countOf(scim);
  if (typeof count !== 'number') return count;
  if (assigned === null) return notLooked('this connection may not list who is assigned');
  if (assigned > mostAccounts)
    return notLooked(`${counted(assigned, 'person', 'people')} are assigned: ${beyond}`);
  if (count > mostAccounts) return notLooked(`Oktopost has ${counted(count, 'account')}: ${beyond}`);
  const { signal } = new AbortController();
  const reading = { okta, oktopost: scim, signal, onProgress: () => undefined };
  const scan = newScan('reconciliation', { kind: 'assigned' }, appId, true);
  const gathered = await readScan(scan, reading);
  if (scan.oktopostError !== null) return unanswered(scan.oktopostError);
  if (gathered.oktopost !== 'read') return notLooked('Oktopost’s list was not read in full');
  const inUse = reconcile(gathered.assigned, gathered.accounts, gathered.lookedUp).filter(
    ({ account }) => account?.active === true,
  );
  const stray = inUse.filter(({ state }) => state === 'only-at-oktopost').length;
  const left = inUse.filter((each) => hasLeft(each, unassigned)).length;
  return { found: [...strayIn(stray), ...leftIn(left)], notLookedAt: null };
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

/** How many accounts there are; or what follows from it where Oktopost does not tell. */
async function countOf(oktopost: OktopostScim): Promise<number | Accounts> {
  try {
    return await oktopost.countUsers();
  } catch (error) {
    if (!(error instanceof AppFailure)) throw error;
    return unanswered(error.error);
  }
}

/** A token that is refused needs a look, whatever else was to be read with it. */
const unanswered = ({ code, message, next }: AppError): Accounts =>
  code === 'token-refused'
    ? notLooked('Oktopost refuses the token', [
        { kind: 'oktopost-token-refused', text: message, next, since: null },
      ])
    : notLooked(message.replace(/\.$/, ''));
