import { z } from 'zod';
import { decodeJson, jsonLimits, listOf } from '../../shared/bounded-json';
import { AppFailure, type AppError, type OktaEvidence } from '../../shared/errors';
import { shortened } from '../../shared/shortened';
import type { TextResponse } from '../net/fetch-text';
import { challengeOf, shownOf } from './challenge';
import type { Challenge } from './challenge';

/** Okta's error body. Source: Okta facts, section 2, "Errors". */
const oktaErrorSchema = z.looseObject({
  errorCode: z.string(),
  errorSummary: z.string().nullish(),
  errorId: z.string().nullish(),
  errorCauses: listOf(z.looseObject({ errorSummary: z.string().nullish() })).nullish(),
});

/** A request without its query and headers, e.g. `{ method: 'POST', path: '/api/v1/apps', write: true }`. */
export interface RequestInfo {
  method: string;
  path: string;
  write: boolean;
  /** Whose rights the request has: the token's owner where it is not said. */
  holder?: string;
}

/** Of Okta's texts in a message: what is longer is no sentence for people. */
const maxCauses = 10;
const longestCause = 1000;

type FailureText = Pick<AppError, 'code' | 'message' | 'owner' | 'next'> &
  Partial<Pick<AppError, 'retry' | 'field'>>;

/** The failure that a non-2xx response means, with Okta's error as evidence. `hide` redacts secrets in Okta's texts. */
export function failureOfResponse(
  request: RequestInfo,
  answer: TextResponse,
  hide: (text: string) => string,
): AppFailure {
  const body = readErrorBody(answer.text);
  const errorId = body?.errorId ?? answer.headers.get('x-okta-request-id');
  const okta: OktaEvidence = {
    request: `${request.method} ${request.path}`,
    status: answer.status,
    errorCode: body === null ? null : hide(body.errorCode).slice(0, 50),
    errorId: errorId === null ? null : hide(errorId).slice(0, 100),
    causes:
      body === null
        ? []
        : summaries(body)
            .slice(0, maxCauses)
            .map((text) => shortened(hide(text), longestCause)),
  };
  const oktaText = okta.causes.join(' ');
  const challenge = challengeOf(answer.headers);
  if (challenge !== null && body === null) {
    const said = shownOf(challenge, hide);
    return new AppFailure({
      ...challengeText(said),
      okta: {
        ...okta,
        errorCode: said.error.slice(0, 50),
        causes: said.description === null ? [] : [said.description],
      },
    });
  }
  if (body === null && isHtml(answer)) return new AppFailure({ ...htmlFailureText(answer.status), okta });
  return new AppFailure({ ...failureText(answer.status, okta.errorCode, oktaText, request), okta });
}

/** An HTML page instead of JSON: the response of a proxy, a captive portal or a sign-in page. */
export function isHtml(answer: TextResponse): boolean {
  return (
    (answer.headers.get('content-type') ?? '').includes('html') || /^\s*<(?:!doctype|html)/i.test(answer.text)
  );
}

export function htmlFailure(request: RequestInfo, status: number): AppFailure {
  return new AppFailure({ ...htmlFailureText(status), okta: evidence(request, status) });
}

/** A response that is not JSON or does not have the documented shape. `detail` names the first invalid field. */
export function unreadable(request: string, detail: string): AppFailure {
  return new AppFailure({
    code: 'unreadable-answer',
    message: `Okta answered ${request} with something that cannot be read: ${detail}.`,
    owner: 'network',
    next: 'Try again; if it stays, a proxy may be changing answers, or Okta has changed: keep this message for support.',
    retry: true,
    okta: { request, status: null, errorCode: null, errorId: null, causes: [] },
  });
}

/** A write whose response was lost, so that its outcome is unknown. The caller reads before it retries. */
export function answerLost(request: RequestInfo, status: number | null, why: string): AppFailure {
  return new AppFailure({
    code: 'answer-lost',
    message: `Okta’s answer to ${request.method} ${request.path} was lost (${why}): the change may or may not have been made.`,
    owner: 'network',
    next: 'The assistant looks in Okta before it repeats anything; continue when the connection is back.',
    retry: true,
    okta: evidence(request, status),
  });
}

const evidence = (request: RequestInfo, status: number | null): OktaEvidence => ({
  request: `${request.method} ${request.path}`,
  status,
  errorCode: null,
  errorId: null,
  causes: [],
});

function readErrorBody(text: string): z.infer<typeof oktaErrorSchema> | null {
  const body = decodeJson(text, jsonLimits.okta);
  return body.ok ? (oktaErrorSchema.safeParse(body.value).data ?? null) : null;
}

function summaries(body: z.infer<typeof oktaErrorSchema>): string[] {
  const causes = (body.errorCauses ?? []).map((cause) => cause.errorSummary);
  return [body.errorSummary, ...causes].filter(
    (text): text is string => typeof text === 'string' && text !== '',
  );
}

const htmlFailureText = (status: number): FailureText => ({
  code: status === 200 ? 'unreadable-answer' : 'unreachable',
  message: `A web page answered in Okta’s place (HTTP ${status}): a proxy, a sign-in portal or a wrong address.`,
  owner: 'network',
  next: 'Open the org in a browser on this computer, pass any sign-in page of your network, then try again.',
  retry: true,
});

/** Error codes: Okta facts, section 2, "Errors". */
function failureText(
  status: number,
  errorCode: string | null,
  oktaText: string,
  request: RequestInfo,
): FailureText {
  const quote = oktaText === '' ? `HTTP ${status}` : oktaText;
  const admin = { owner: 'okta-admin' } as const;
  if (status === 400 && /profile mastering enabled apps/i.test(oktaText)) {
    return {
      ...admin,
      code: 'okta-refused',
      message: `The app integration is a profile source of this org (“profile mastering”), and Okta does not let the mapping of a profile source be changed: ${quote}`,
      next: 'Oktopost is no source of profiles: in Okta, Provisioning tab, To Okta, switch off that this app sources Okta users, or look under Directory > Profile Sources. Then preview the mapping again.',
    };
  }
  switch (errorCode) {
    case 'E0000006':
      return missingRight(quote, request.holder);
    case 'E0000007':
      return notFound(request, quote);
    case 'E0000011':
      return tokenRefused;
    case 'E0000015':
      return {
        ...admin,
        code: 'okta-refused',
        message: `Okta says that a feature is not enabled in this org: ${quote}`,
        next: 'Ask Okta support to enable the feature, or use a plan of Okta that has it.',
      };
    case 'E0000047':
      return rateLimited;
    case 'E0000056':
      return {
        ...admin,
        code: 'okta-refused',
        message: `Okta does not delete what is still active: ${quote}`,
        next: 'Deactivate the app integration first, then delete it.',
      };
    case 'E0000062':
      return {
        ...admin,
        code: 'conflict',
        message: `The user is already assigned to this app integration: ${quote}`,
        next: 'Look at the assignment; nothing needs to be assigned again.',
      };
    case 'E0000075':
      return {
        ...admin,
        code: 'okta-refused',
        message: `Okta does not let a mapped attribute be set on the assignment: ${quote}`,
        next: 'Change the value in the Okta profile or in the attribute mapping instead.',
      };
    case 'E0000117':
      return {
        ...admin,
        code: 'okta-refused',
        message: `Okta refused the assignment: ${quote}`,
        next: 'Activate the user in Okta (Directory > People), or choose another user.',
      };
    default:
      return failureTextForStatus(status, quote, request);
  }
}

function failureTextForStatus(status: number, quote: string, request: RequestInfo): FailureText {
  if (status === 401) return tokenRefused;
  if (status === 403) return missingRight(quote, request.holder);
  if (status === 404) return notFound(request, quote);
  if (status === 429) return rateLimited;
  if (status === 409) {
    return {
      code: 'conflict',
      message: `Okta sees a conflict with what is there already: ${quote}`,
      owner: 'okta-admin',
      next: 'Look at what is there already, then try again.',
    };
  }
  if (status >= 500) {
    return {
      code: 'unreachable',
      message: `Okta has a problem of its own and answered ${quote}.`,
      owner: 'network',
      next: 'Wait a minute and try again; status.okta.com tells of known outages.',
      retry: true,
    };
  }
  return {
    code: 'okta-refused',
    message: `Okta refused ${request.method} ${request.path}: ${quote}`,
    owner: 'okta-admin',
    next: 'Read what Okta said; correct the setting that it names and try again.',
  };
}

const tokenRefused: FailureText = {
  code: 'token-refused',
  message: 'Okta does not accept the API token: it is wrong, expired, revoked, or of another org.',
  owner: 'okta-admin',
  next: 'Create a token in this org (Security > API > Tokens) and paste it; an unused token dies after 30 days.',
};

/** An access token that was refused, or does not reach far enough. Okta names both in a header alone. */
function challengeText({ error, scope, description }: Challenge): FailureText {
  const owner = 'okta-admin';
  const quote = description === null ? error : `${error}: ${description}`;
  switch (error) {
    case 'insufficient_scope':
      return {
        owner,
        code: 'missing-right',
        message: `The service app lacks the scope ${scope ?? 'of this call'} (${quote})`,
        next: 'In Okta, grant it on the app’s tab Okta API Scopes; then “Check again” on “Connect Okta”, so that a new access token holds it.',
      };
    case 'invalid_dpop_proof':
    case 'use_dpop_nonce':
      return {
        owner,
        code: 'okta-refused',
        message: `Okta did not take the proof of possession (${quote})`,
        next: 'Check that the clock of this computer is right, then try again.',
        retry: true,
      };
    default:
      return {
        owner,
        code: 'token-refused',
        message: `Okta does not accept the service app’s access token (${quote})`,
        next: 'Look in Okta whether the app is still active and has its key and admin role; then connect again.',
        field: 'client-id',
      };
  }
}

const rateLimited: FailureText = {
  code: 'rate-limited',
  message: 'Okta’s rate limit stayed exceeded although the assistant waited.',
  owner: 'okta-admin',
  next: 'Something else is using up the limit of this org: wait some minutes, then try again.',
  retry: true,
};

const tokenOwner = 'The token’s owner';
const missingRight = (quote: string, holder = tokenOwner): FailureText => ({
  code: 'missing-right',
  message: `${holder} may not do this in Okta: ${quote}`,
  owner: 'okta-admin',
  next:
    holder === tokenOwner
      ? 'Use a token made by an admin who has this right (a super admin, or an app admin for this app integration).'
      : 'In Okta, assign the app an admin role that has this right: its tab Admin roles. A scope alone permits nothing.',
});

const notFound = (request: RequestInfo, quote: string): FailureText => ({
  code: 'not-found',
  message: `Okta has no such thing (any more): ${request.path}: ${quote}`,
  owner: 'okta-admin',
  next: 'It may have been deleted meanwhile, or the assistant may not see it: look in the Admin Console.',
});
