import { counted } from '../../shared/counted';
import { AppFailure } from '../../shared/errors';

/** What Oktopost answered outside 2xx, other than 401. `detail`: its own words, without secrets. */
export interface Refusal {
  status: number;
  detail: string;
  /** The address that was asked, without its query. */
  address: string;
  /** Seconds to wait, where the server says so. */
  retryAfter: number | null;
}

/** 5xx and 429 may pass; everything else is answered in the same way again. */
export function refused({ status, detail, address, retryAfter }: Refusal): AppFailure {
  const said = detail === '' ? `HTTP ${status}` : `HTTP ${status}: ${detail}`;
  if (status === 429) {
    const wait = retryAfter === null ? 'a minute' : counted(retryAfter, 'second');
    return new AppFailure({
      code: 'rate-limited',
      message: `Oktopost limits how often it may be asked (${said}).`,
      owner: 'oktopost',
      next: `Wait ${wait}, then try again.`,
      retry: true,
    });
  }
  const failure = (message: string, next: string): AppFailure =>
    new AppFailure({
      code: 'oktopost-refused',
      message,
      owner: 'oktopost',
      next,
      retry: status >= 500 && status !== 501,
    });
  if (status === 404) {
    return failure(
      `There is no SCIM server at ${address} (${said}).`,
      'Ask your Oktopost account manager whether SCIM is switched on for this account, and whether this is its address.',
    );
  }
  const message = `Oktopost refused the request (${said}).`;
  if (status === 403) {
    return failure(
      message,
      'Ask your Oktopost account manager whether SCIM is switched on for this account.',
    );
  }
  return status >= 500 && status !== 501
    ? failure(message, 'Try again in a minute; if it stays, contact Oktopost support with this message.')
    : failure(
        message,
        'Contact Oktopost support with this message: the same request is answered in the same way again.',
      );
}

export const tokenRefused = (host: string): AppFailure =>
  new AppFailure({
    code: 'token-refused',
    message: `Oktopost (${host}) does not accept the token: it is wrong or revoked, or the account is in the other region or for the other destination (advocacy board, admin application).`,
    owner: 'okta-admin',
    next: 'Check the destination and the region of your Oktopost account; then create a new token (Settings > Security > Provisioning) and paste it.',
    field: 'oktopost-token',
  });

/** A page for people where SCIM was asked for. */
export const webPage = (host: string): AppFailure =>
  new AppFailure({
    code: 'unreadable-answer',
    message: `A web page answered in Oktopost’s place (${host}): a sign-in page of your network, a proxy, or no SCIM server at this address.`,
    owner: 'network',
    next: 'Open this address in a browser on this computer and pass any sign-in page of your network, then try again.',
    retry: true,
  });

/** An answer that is no JSON at all. */
export const notJson = (host: string): AppFailure =>
  new AppFailure({
    code: 'unreadable-answer',
    message: `${host} answered with something that is not SCIM (no JSON).`,
    owner: 'network',
    next: 'Try again; a proxy or a sign-in page of your network may be answering in its place.',
    retry: true,
  });

/** JSON that is none of SCIM's. `detail`: what is wrong with it. */
export const notScim = (host: string, detail: string): AppFailure =>
  new AppFailure({
    code: 'unreadable-answer',
    message: `${host} answered with something that is not SCIM (${detail}).`,
    owner: 'oktopost',
    next: 'Contact Oktopost support with this message.',
  });

export const badToken = (): AppFailure =>
  new AppFailure({
    code: 'bad-input',
    message: 'This is no token of Oktopost: it is empty, or holds spaces or letters that a token never has.',
    owner: 'okta-admin',
    next: 'Copy the token again, whole and alone, and paste it.',
    field: 'oktopost-token',
  });
