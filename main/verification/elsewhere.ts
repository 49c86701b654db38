import type { Evidence } from '../../shared/explain/evidence';
import { regions } from '../../shared/oktopost';
import type { Session } from '../storage/session';
import { requireTarget } from '../storage/target';

/** Where the assistant reads accounts, and Okta is to send. */
export function readHere(session: Session): NonNullable<Evidence['elsewhere']> {
  const { region, scimBaseUrl } = requireTarget(session);
  return { region: regions[region].name, scimBaseUrl };
}
