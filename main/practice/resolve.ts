import { regionSchema, regions } from '../../shared/oktopost';
import type { Region } from '../../shared/oktopost';
import { readUrl } from '../net/read-url';

/** Where an account's SCIM server lies on the practice Oktopost. */
export const scimPath: Record<Region, string> = { us: '/scim/v2', eu: '/eu/scim/v2' };

const loopback = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * The address that is really contacted for a SCIM base URL typed into the practice console: Oktopost's true addresses lead to
 * the practice Oktopost, loopback is taken literally, and nothing else is ever contacted (null).
 */
export function resolveScimBaseUrl(baseUrl: string, oktopostOrigin: string): string | null {
  const typed = baseUrl.replace(/\/+$/, '');
  const region = regionSchema.options.find((candidate) => regions[candidate].boardScimBaseUrl === typed);
  if (region !== undefined) return `${oktopostOrigin}${scimPath[region]}`;
  const url = readUrl(typed);
  return url?.protocol === 'http:' && loopback.includes(url.hostname) ? typed : null;
}
