import { regions } from '../../shared/oktopost';
import type { ScimConnection } from '../world/state';

/** The connection of Provisioning > Integration by Oktopost's article, for tests. */
export function boardConnection(
  token: string,
  baseUrl: string = regions.us.boardScimBaseUrl,
): ScimConnection {
  return {
    baseUrl,
    uniqueIdentifier: 'userName',
    pushNewUsers: true,
    pushProfileUpdates: true,
    pushGroups: false,
    importNewUsers: false,
    importGroups: false,
    authenticationMode: 'HTTP_HEADER',
    token,
  };
}
