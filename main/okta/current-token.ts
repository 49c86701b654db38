import type { ListedToken } from './types';
import { timeIn } from '../../shared/time';
import type { ApiToken } from '../../shared/connection';

/** A token that nobody uses is revoked after that. */
export const tokenLifeMs = 30 * 86_400_000;
/** Allows for clock skew, and for the requests between the token's first use and the list. */
const recentUseMs = 10 * 60_000;

/**
 * Which of the org's tokens is the one in use: the only one of its owner, else the only one of them that was used just now, which
 * shows in `expiresAt`, since each use extends it to 30 days. Source: Okta facts, section 2, "API tokens"; the extension: Okta's
 * help, "Manage Okta API tokens".
 */
export function identifyToken(
  tokens: readonly ListedToken[] | null,
  ownerId: string | null,
  now: Date,
): ApiToken {
  if (tokens === null || ownerId === null) return { status: 'unavailable' };
  const ofOwner = tokens.filter(({ userId }) => userId === ownerId);
  const recentlyUsed = ofOwner.filter(
    ({ expiresAt }) =>
      expiresAt !== null && Math.abs(Date.parse(expiresAt) - tokenLifeMs - now.getTime()) < recentUseMs,
  );
  const candidates = ofOwner.length === 1 ? ofOwner : recentlyUsed;
  const [token] = candidates;
  if (token === undefined)
    return ofOwner.length === 0 ? { status: 'unavailable' } : { status: 'ambiguous', tokens: ofOwner.length };
  if (candidates.length > 1) return { status: 'ambiguous', tokens: candidates.length };
  const { name, expiresAt, network } = token;
  return {
    status: 'identified',
    name,
    expiresAt: expiresAt === null ? null : timeIn(expiresAt),
    zones: network === null ? null : { only: network.include, not: network.exclude },
  };
}
