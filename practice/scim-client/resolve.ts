import { readUrl } from '../web/read-url';
import { accountIds, accounts, scimPathOf } from '../world/accounts';

const loopback = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * The URL that is contacted for a SCIM base URL entered in the practice console: Oktopost's production URLs resolve to the
 * practice Oktopost, loopback to itself, everything else to null and is never contacted.
 */
export function resolveScimBaseUrl(baseUrl: string, oktopostOrigin: string): string | null {
  const account = accountIds.find((id) => accounts[id].trueScimBaseUrl === baseUrl);
  if (account !== undefined) return `${oktopostOrigin}${scimPathOf(account)}`;
  const url = readUrl(baseUrl);
  return url?.protocol === 'http:' && loopback.includes(url.hostname) ? baseUrl : null;
}
