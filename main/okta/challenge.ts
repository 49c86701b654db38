import { shortened } from '../../shared/shortened';

/** Why an access token was refused, as `WWW-Authenticate` says it. Texts of others: bounded, and without quotes. */
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
  return value === undefined ? null : shortened(value, 300);
}
