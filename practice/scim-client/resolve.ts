import { readUrl } from '../web/read-url';
import { accountIds, accounts, scimPathOf } from '../world/accounts';

const loopback = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * The address that is really contacted for a SCIM base URL typed into the practice console: Oktopost's true addresses lead to
 * the practice Oktopost, loopback is taken literally, and nothing else is ever contacted (null).
 */
export function resolveScimBaseUrl(baseUrl: string, oktopostOrigin: string): string | null {
  const typed = baseUrl.replace(/\/+$/, '');
  const account = accountIds.find((id) => accounts[id].trueScimBaseUrl === typed);
  if (account !== undefined) return `${oktopostOrigin}${scimPathOf(account)}`;
  const url = readUrl(typed);
  return url?.protocol === 'http:' && loopback.includes(url.hostname) ? typed : null;
}
