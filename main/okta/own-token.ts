import type { ListedToken } from './types';
import type { ApiToken } from '../../shared/connection';

const lifeMs = 30 * 86_400_000;
/** Okta's clock and this one differ, and the list comes some requests after the first use. */
const justNowMs = 10 * 60_000;

/**
 * Which of the org's tokens is the one at work: its owner's only one, else the only one of them that was used just now. Each use
 * gives a token 30 more days. Source: Okta facts, "API tokens"; the renewal: Okta's help, "Manage Okta API tokens".
 */
export function ownToken(tokens: readonly ListedToken[] | null, ownerId: string | null, now: Date): ApiToken {
  if (tokens === null || ownerId === null) return { status: 'unavailable' };
  const own = tokens.filter(({ userId }) => userId === ownerId);
  const used = own.filter(
    ({ expiresAt }) =>
      expiresAt !== null && Math.abs(Date.parse(expiresAt) - lifeMs - now.getTime()) < justNowMs,
  );
  const candidates = own.length === 1 ? own : used;
  const [token] = candidates;
  if (token === undefined)
    return own.length === 0 ? { status: 'unavailable' } : { status: 'ambiguous', tokens: own.length };
  if (candidates.length > 1) return { status: 'ambiguous', tokens: candidates.length };
  const { name, expiresAt, network } = token;
  return {
    status: 'identified',
    name,
    expiresAt: expiresAt === null ? null : new Date(expiresAt).toISOString(),
    zones: network === null ? null : { only: network.include, not: network.exclude },
  };
}
