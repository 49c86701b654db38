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

/**
 * Oktopost's SCIM server of this summary, by the token in the environment; null without one. It is sent to Oktopost's own address, for a
 * practice summary to loopback only. @throws AppFailure `bad-input` for a token that is not a valid header value.
 */
export function oktopostIn(
  { env, fetch, clock }: Given,
  { destination, region, practice }: Summary,
  redactor: Pick<Redactor, 'learn' | 'hide'>,
): OktopostScim | null {
  const token = env['OKTOPOST_SCIM_TOKEN']?.trim() ?? '';
  const baseUrl = practice ? practiceUrl(env) : targetOf(destination, region).scimBaseUrl;
  if (token === '' || baseUrl === null) return null;
  redactor.learn(token);
  return connectOktopost({ baseUrl, token, hide: redactor.hide, fetch, clock });
}

function practiceUrl(env: Given['env']): string | null {
  const url = readUrl(env['OKTOPOST_SCIM_URL']?.trim() ?? '');
  return url !== null && isLoopback(url) ? url.href : null;
}
