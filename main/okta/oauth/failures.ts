import { z } from 'zod';
import { decodeJson, jsonLimits } from '../../../shared/bounded-json';
import { AppFailure } from '../../../shared/errors';
import type { AppError } from '../../../shared/errors';
import { shortened } from '../../../shared/shortened';
import type { TextResponse } from '../../net/fetch-text';
import { htmlFailure, isHtml, unreadable } from '../failures';

export const tokenPath = '/oauth2/v1/token';
const request = `POST ${tokenPath}`;
const errorSchema = z.looseObject({ error: z.string(), error_description: z.string().nullish() });

type Told = Pick<AppError, 'code' | 'message' | 'owner' | 'next'> &
  Partial<Pick<AppError, 'retry' | 'field'>>;

/** Why Okta gave no access token, by the name of the error. `hide` redacts what Okta quotes. */
export function tokenFailure(answer: TextResponse, hide: (text: string) => string): AppFailure {
  const read = readError(answer.text);
  if (read === null) return isHtml(answer) ? pageInstead(answer.status) : unexplained(answer.status);
  const name = hide(read.error).slice(0, 50);
  const said = shortened(hide(read.error_description ?? ''), 500);
  return new AppFailure({
    ...told(name, said === '' ? name : `${name}: ${said}`),
    okta: {
      request,
      status: answer.status,
      errorCode: name,
      errorId: answer.headers.get('x-okta-request-id'),
      causes: said === '' ? [] : [said],
    },
  });
}

/** The error's name where Okta asks for a nonce. */
export const nonceNeeded = (text: string): boolean => readError(text)?.error === 'use_dpop_nonce';

function readError(text: string): z.infer<typeof errorSchema> | null {
  const body = decodeJson(text, jsonLimits.okta);
  return body.ok ? (errorSchema.safeParse(body.value).data ?? null) : null;
}

/** Names: RFC 6749, section 5.2; RFC 9449, section 5; `consent_required` as in okta-sdk-java, issue 822. */
function told(name: string, quote: string): Told {
  const owner = 'okta-admin';
  switch (name) {
    case 'invalid_client':
      // The key is right, the time is not: that is no reason to forget it.
      if (/expir/i.test(quote)) return wrongClock(quote);
      return {
        code: 'token-refused',
        message: `Okta does not know this service app by its client ID and key (${quote})`,
        owner,
        next: 'Compare the client ID, and that the public key shown here is the active one of the app: General tab, Client Credentials, Public key / Private key.',
        field: 'client-id',
      };
    case 'unauthorized_client':
    case 'unsupported_grant_type':
      return {
        code: 'token-refused',
        message: `This app may not ask for access tokens by itself (${quote})`,
        owner,
        next: 'Create the app as “API Services”: only those have the grant type Client Credentials.',
        field: 'client-id',
      };
    case 'consent_required':
    case 'access_denied':
      return {
        code: 'missing-right',
        message: `The service app was granted none of the scopes that are needed (${quote})`,
        owner,
        next: 'In Okta, open the app’s tab Okta API Scopes and grant the scopes listed here; only a super administrator can.',
      };
    case 'invalid_scope':
      return {
        code: 'missing-right',
        message: `Okta does not know a scope that the assistant asks for (${quote})`,
        owner,
        next: 'Use an API token instead, and send us this message: this org offers fewer scopes.',
      };
    case 'invalid_dpop_proof':
    case 'use_dpop_nonce':
      return {
        code: 'okta-refused',
        message: `Okta did not take the proof of possession (${quote})`,
        owner,
        next: 'Check that the clock of this computer is right, then try again. If it stays, switch “Proof of possession” off in the app’s General tab.',
        retry: true,
      };
    default:
      return {
        code: 'okta-refused',
        message: `Okta gave no access token (${quote})`,
        owner,
        next: 'Read what Okta said; correct what it names in the service app and try again.',
        retry: true,
      };
  }
}

const wrongClock = (quote: string): Told => ({
  code: 'okta-refused',
  message: `To Okta, what this computer signed is of another time (${quote})`,
  owner: 'okta-admin',
  next: 'Set the clock of this computer right, then try again.',
  retry: true,
});

const pageInstead = (status: number): AppFailure =>
  htmlFailure({ method: 'POST', path: tokenPath, write: false }, status);

function unexplained(status: number): AppFailure {
  if (status === 429) {
    return new AppFailure({
      code: 'rate-limited',
      message: 'Okta limits how often access tokens are given out.',
      owner: 'okta-admin',
      next: 'Wait a minute, then try again.',
      retry: true,
    });
  }
  if (status < 500) return unreadable(request, `HTTP ${status}`);
  return new AppFailure({
    code: 'unreachable',
    message: `Okta has a problem of its own and gave no access token (HTTP ${status}).`,
    owner: 'network',
    next: 'Wait a minute and try again; status.okta.com tells of known outages.',
    retry: true,
  });
}
