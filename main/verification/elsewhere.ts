import { regions } from '../../shared/oktopost';
import type { Explanation } from '../../shared/verification';
import type { Session } from '../storage/session';
import { requireTarget } from '../storage/target';

/** The cause `sent-elsewhere` with what is compared in Okta, which shows neither address nor token. */
export function withAddress(
  explanation: Explanation,
  session: Session,
  appUser: { externalId: string | null } | null,
): Explanation {
  const { region, scimBaseUrl } = requireTarget(session);
  return {
    ...explanation,
    what: `${explanation.what} Okta’s id of the account: ${appUser?.externalId ?? 'none'}.`,
    next: `${explanation.next} The base URL of your region, ${regions[region].name}: ${scimBaseUrl ?? 'part of the app'}.`,
  };
}
