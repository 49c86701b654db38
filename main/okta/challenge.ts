import { shortened } from '../../shared/shortened';

/**
 * Why an access token was refused, as `WWW-Authenticate` says it. Texts of others, without quotes, of some 2,000 UTF-16 units at the most: only `shownOf`
 * makes them fit to be shown.
 */
export interface Challenge {
  error: string;
  scope: string | null;
  description: string | null;
}

/** Null where Okta tells no reason in the header. Source: RFC 6750, section 3. */
export function challengeOf(headers: Headers): Challenge | null {
  const text = headers.get('www-authenticate')?.slice(0, 2000) ?? '';
  if (!/^(?:Bearer|DPoP)\s/i.test(text)) return null;
  const error = parameter(text, 'error');
  if (error === null) return null;
  return { error, scope: parameter(text, 'scope'), description: parameter(text, 'error_description') };
}

function parameter(text: string, name: string): string | null {
  const [, value] = new RegExp(`[\\s,]${name}="([^"]*)"`, 'i').exec(text) ?? [];
  return value ?? null;
}

const longestOfChallenge = 300;

/** What a challenge says, as it may be shown: `hide` takes its secrets out before it is cut. */
export function shownOf({ error, scope, description }: Challenge, hide: (text: string) => string): Challenge {
  const shown = (text: string): string => shortened(hide(text), longestOfChallenge);
  return {
    error: shown(error),
    scope: scope === null ? null : shown(scope),
    description: description === null ? null : shown(description),
  };
}
