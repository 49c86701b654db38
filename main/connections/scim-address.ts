import { targetOf } from '../../shared/oktopost';
import type { Region } from '../../shared/oktopost';
import type { PracticeAddress } from '../ports';
import type { Session } from '../storage/session';
import { practiceGone } from './address';

/** The SCIM base URL of the choice, of production in practice too, where the address is another one at each start. Null: there is none. */
export function chosenBaseUrl({
  destination,
  region,
}: Pick<Session, 'destination' | 'region'>): string | null {
  return destination === null || region === null ? null : targetOf(destination, region).scimBaseUrl;
}

/**
 * Where this destination's SCIM server is in a region; null when the app integration comes with its own.
 * @throws AppFailure `unreachable` in practice mode without a practice org.
 */
export function scimAddressIn(
  region: Region,
  { destination, mode }: Pick<Session, 'destination' | 'mode'>,
  practice: PracticeAddress | null,
): string | null {
  if (destination === null) return null;
  const { scimBaseUrl } = targetOf(destination, region);
  if (mode !== 'practice' || scimBaseUrl === null) return scimBaseUrl;
  if (practice === null) throw practiceGone();
  return practice.oktopost[destination][region].scimBaseUrl;
}
