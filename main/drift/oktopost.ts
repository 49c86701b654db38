import { targetOf } from '../../shared/oktopost';
import type { Summary } from '../../shared/summary';
import { isLoopback } from '../net/loopback';
import { readUrl } from '../net/read-url';
import { connectOktopost } from '../oktopost/scim';
import type { OktopostScim } from '../oktopost/types';
import type { Clock, Redactor } from '../ports';

interface Given {
  env: Record<string, string | undefined>;
  fetch: typeof globalThis.fetch;
  clock: Clock;
}

/** Oktopost's SCIM server of a summary, or why it cannot be asked, as part of a sentence. */
export type OktopostOf = { scim: OktopostScim; why: null } | { scim: null; why: string };

export const notAsked = (why: string): OktopostOf => ({ scim: null, why });

/** Why nobody can ask Oktopost about a pre-built app integration. */
export const withoutToken = 'Oktopost’s pre-built app has no token to ask with';

/**
 * Oktopost's SCIM server of this summary, by the token in the environment. It is sent to Oktopost's own address, for a practice summary to
 * loopback only. @throws AppFailure `bad-input` for a token that is not a valid header value.
 */
export function oktopostIn(
  { env, fetch, clock }: Given,
  { destination, region, practice }: Summary,
  redactor: Pick<Redactor, 'learn' | 'hide'>,
): OktopostOf {
  const token = env['OKTOPOST_SCIM_TOKEN']?.trim() ?? '';
  const { scimBaseUrl } = targetOf(destination, region);
  if (scimBaseUrl === null) return notAsked(withoutToken);
  if (token === '') return notAsked('OKTOPOST_SCIM_TOKEN is not set');
  const baseUrl = practice ? practiceUrl(env) : scimBaseUrl;
  if (baseUrl === null) return notAsked('OKTOPOST_SCIM_URL has no address of the practice Oktopost');
  redactor.learn(token);
  return { scim: connectOktopost({ baseUrl, token, hide: redactor.hide, fetch, clock }), why: null };
}

function practiceUrl(env: Given['env']): string | null {
  const url = readUrl(env['OKTOPOST_SCIM_URL']?.trim() ?? '');
  return url !== null && isLoopback(url) ? url.href : null;
}
