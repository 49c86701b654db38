import { AppFailure, assertNever } from '../../shared/errors';
import { securityHeaders } from '../shell/security-headers';

export type RefusalKind =
  | 'wrong-host'
  | 'wrong-origin'
  | 'wrong-method'
  | 'no-session'
  | 'no-session-page'
  | 'link-used'
  | 'link-unknown'
  | 'not-found'
  | 'not-json'
  | 'too-large';

export interface Refusal {
  status: number;
  headers: Record<string, string>;
  body: string;
}

const newLink =
  'For a new link press Enter in the terminal where the assistant runs, or start it again with npm start.';

/** Answers requests that are not served: a page for people, an error result for scripts. */
export function refusal(kind: RefusalKind): Refusal {
  switch (kind) {
    case 'wrong-host':
      return page(421, 'Wrong address', 'The assistant answers only at the address that it printed.');
    case 'no-session-page':
      return page(401, 'This browser is not connected to the assistant', newLink);
    case 'link-used':
      return page(410, 'This link was used already', `Each link works once. ${newLink}`);
    case 'link-unknown':
      return page(404, 'This link does not belong to the assistant that runs now', newLink);
    case 'not-found':
      return page(404, 'Not found', 'The assistant has no such page.');
    case 'wrong-method':
      return page(405, 'Not like this', 'The assistant does not answer this kind of request here.');
    case 'no-session':
      return result(401, 'This page is not connected to the assistant any more.', newLink);
    case 'wrong-origin':
      return result(
        403,
        'The request did not come from the page of the assistant.',
        'Use the page of the assistant.',
      );
    case 'not-json':
      return result(415, 'The request is not readable JSON.', 'Reload the page.');
    case 'too-large':
      return result(413, 'The request is larger than the assistant accepts.', 'Send less at once.');
    default:
      return assertNever(kind);
  }
}

/**
 * Continues to the app. A page instead of a redirect: a request that began with a link on another site would arrive without the
 * SameSite=Strict cookie that was just set.
 */
export function linkPage(): Refusal {
  const forward = '<meta http-equiv="refresh" content="0;url=/">';
  return page(200, 'Opening the assistant', '<a href="/">Continue</a>', forward);
}

function page(status: number, title: string, text: string, head = ''): Refusal {
  const body = `<!doctype html><html lang="en"><head><meta charset="utf-8">${head}<title>${title}</title></head><body><h1>${title}</h1><p>${text}</p></body></html>\n`;
  return { status, headers: headersOf('text/html; charset=utf-8'), body };
}

function result(status: number, message: string, next: string): Refusal {
  const { error } = new AppFailure({ code: 'not-ready', message, owner: 'assistant', next });
  return { status, headers: headersOf('application/json'), body: JSON.stringify({ ok: false, error }) };
}

const headersOf = (type: string): Record<string, string> => ({
  ...securityHeaders('self', null),
  'content-type': type,
});
