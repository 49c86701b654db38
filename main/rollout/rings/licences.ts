import { counted } from '../../../shared/counted';
import { AppFailure } from '../../../shared/errors';
import type { AppError } from '../../../shared/errors';
import { ofLicences } from '../../../shared/rollout';
import { accountsOf } from '../../people/accounts';
import { noAccounts, readAccounts } from '../../people/accounts-read';
import { isFailureToRead } from '../failures';
import { storedOf } from '../rollout-store';
import type { StoredRing } from '../rollout-store';
import type { RolloutParts } from '../parts';

/** Begins what the second yes is about: one more ring beyond as many licences needs none. */
const acceptedBeyond = (licences: number): string =>
  `Oktopost has more active accounts than the ${licences.toLocaleString('en')} licences that you stated.`;

const statedWords = (licences: number): string => `you stated ${licences.toLocaleString('en')}`;

/** Whether a rollout paused beyond another number of licences than is stated now: whether the ring fits is looked at anew. */
export const isOfOtherLicences = ({ field, message }: AppError, licences: number | null): boolean =>
  field === ofLicences && (licences === null || !message.includes(`${statedWords(licences)}:`));

/**
 * Asks Oktopost for its number of accounts, and for all of them only where that leaves open whether this ring needs more licences than
 * the admin stated. Says nothing where no number is stated, or Oktopost cannot be read. `accepted`: what got a second yes.
 * @throws AppFailure `not-ready`, of the field `ofLicences`, where the ring needs more.
 */
export async function requireLicences(
  { store, file, oktopost }: Pick<RolloutParts, 'store' | 'file' | 'oktopost'>,
  { people }: Pick<StoredRing, 'people'>,
  accepted: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const licences = storedOf(file, store.session)?.licences ?? null;
  const client = oktopost();
  if (licences === null || client === null || accepted.includes(acceptedBeyond(licences))) return;
  const read = noAccounts();
  try {
    if ((await client.countUsers()) + people.length <= licences) return;
    await readAccounts(read, client, signal, () => undefined);
  } catch (error) {
    if (!isFailureToRead(error)) throw error;
    return;
  }
  const accounts = accountsOf([...read.accounts.values()]);
  const inUse = accounts.all.filter(({ active }) => active).length;
  const asked = people.filter(({ email }) => accounts.byUserName(email)?.active !== true).length;
  if (asked === 0 || inUse + asked <= licences) return;
  throw new AppFailure({
    code: 'not-ready',
    message: `This ring needs ${counted(asked, 'licence')} more; ${inUse.toLocaleString('en')} are in use, and ${statedWords(licences)}: Oktopost refuses whoever is beyond those that you have.`,
    owner: 'okta-admin',
    next: 'Get more and state how many you have, deactivate accounts in Oktopost, or go on all the same.',
    field: ofLicences,
  });
}

/** The second yes to going on beyond the licences that are stated now; empty where none are. */
export function beyondLicences({ store, file }: Pick<RolloutParts, 'store' | 'file'>): string[] {
  const licences = storedOf(file, store.session)?.licences ?? null;
  return licences === null ? [] : [acceptedBeyond(licences)];
}
