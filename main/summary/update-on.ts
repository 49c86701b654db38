import { updateOn } from '../../shared/settings';
import type { Session } from '../storage/session';
import { provenByLife } from '../storage/proven-by-life';
import { updateOnStatedAt } from './statements';

/**
 * When it was stated by the admin, or proven by the life-cycle test, last how user names are updated, ISO 8601 by this computer's clock;
 * null where neither was, or the app integration was written since.
 */
export function updateOnKnownAt(session: Session): string | null {
  const stated = updateOnStatedAt(session);
  const proven = provenByLife(session, updateOn);
  const provenAt = proven === null || proven.how === 'unknown' ? null : proven.at;
  return (stated ?? '') > (provenAt ?? '') ? stated : provenAt;
}
