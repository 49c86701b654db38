import { linkUsed, newLinkHint } from '../../shared/browser-session';
import { AppFailure, assertNever } from '../../shared/errors';
import type { Owner } from '../../shared/errors';
import { securityHeaders } from '../shell/security-headers';

export type RefusalKind =
  | 'wrong-host'
  | 'wrong-origin'
  | 'wrong-method'
  | 'no-session'
  | 'link-used'
  | 'link-unknown'
  | 'not-found'
  | 'not-sealed'
  | 'too-large';

export interface Refusal {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** Answers requests that are not served: a page for people, an error result for scripts. */
export function refusal(kind: RefusalKind): Refusal {
  switch (kind) {
    case 'wrong-host':
      return page(421, 'Wrong address', 'The assistant answers only at the address that it printed.');
    case 'not-found':
      return page(404, 'Not found', 'The assistant has no such page.');
    case 'wrong-method':
      return page(405, 'Not like this', 'The assistant does not answer this kind of request here.');
    case 'no-session':
      return result(401, 'This page is not connected to the assistant any more.', newLinkHint, 'okta-admin');
    case 'link-used':
      return result(linkUsed.status, linkUsed.message, `Each link works once. ${newLinkHint}`, 'okta-admin');
    case 'link-unknown':
      return result(
        404,
        'This link does not belong to the assistant that runs now.',
        newLinkHint,
        'okta-admin',
      );
    case 'wrong-origin':
      return result(
        403,
        'The request did not come from the page of the assistant.',
        'Use the page of the assistant.',
      );
    case 'not-sealed':
      return result(415, 'The request is not readable.', 'Reload the page.');
    case 'too-large':
      return result(413, 'The request is larger than the assistant accepts.', 'Send less at once.');
    default:
      return assertNever(kind);
  }
}

function page(status: number, title: string, text: string): Refusal {
  const body = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title></head><body><h1>${title}</h1><p>${text}</p></body></html>\n`;
  return { status, headers: headersOf('text/html; charset=utf-8'), body };
}

function result(status: number, message: string, next: string, owner: Owner = 'assistant'): Refusal {
  const { error } = new AppFailure({ code: 'not-ready', message, owner, next });
  return { status, headers: headersOf('application/json'), body: JSON.stringify({ ok: false, error }) };
}

const headersOf = (type: string): Record<string, string> => ({
  ...securityHeaders('self'),
  'content-type': type,
});
