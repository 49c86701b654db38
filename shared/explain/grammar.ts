export type Phase = 'create' | 'verify' | 'update' | 'deactivate' | 'reactivate' | 'authenticate';

/** A failure text of Okta's, taken apart. Null: the text has no such part. */
export interface Said {
  /** What Okta was doing. */
  phase: Phase | null;
  /** The remote server's HTTP status, with the phrase of the standard. */
  http: { status: number; phrase: string } | null;
  /** What the remote server itself reported, without the closing dot. */
  detail: string | null;
  /**
   * The failure alone, without who and where: names and addresses of people and apps are taken out, so that no word of theirs
   * is mistaken for a cause.
   */
  failure: string;
}

const phrases: Record<number, readonly [string, ...string[]]> = {
  400: ['Bad Request'],
  401: ['Unauthorized'],
  403: ['Forbidden'],
  404: ['Not Found'],
  405: ['Method Not Allowed'],
  406: ['Not Acceptable'],
  408: ['Request Timeout'],
  409: ['Conflict'],
  412: ['Precondition Failed'],
  415: ['Unsupported Media Type'],
  422: ['Unprocessable Entity', 'Unprocessable Content'],
  429: ['Too Many Requests'],
  500: ['Internal Server Error'],
  501: ['Not Implemented'],
  502: ['Bad Gateway'],
  503: ['Service Unavailable'],
  504: ['Gateway Timeout', 'Gateway Time-out'],
};

const ends = String.raw`(?=$|[.,;:()\[\]-]|\s[(-])`;
const byPhrase = Object.entries(phrases).map(
  ([status, names]) => [Number(status), new RegExp(`^(?:${names.join('|')})${ends}`, 'i')] as const,
);
const byNumber =
  /^(?:(?:HTTP(?:\/\d(?:\.\d)?)?|status(?: code)?|error(?: code)?)[ :]*)?[([]?([45]\d\d)(?=$|[\s.,;)\]])/i;
const automatic = /^Automatic .*? failed:\s*/i;
const doing = /^Error (?:while |when )?(?:trying to )?([^:]*)(?::\s*|$)/i;
const remote = /Errors? reported by (?:the )?remote server\s*(?::|$)\s*/i;
/** Longer than any text of Okta's; keeps the reading of a runaway text short. */
const longest = 4000;

/**
 * Reads `<Okta error message>: <third-party message>`, as in `Automatic provisioning of user U to app A failed: Error while
 * creating user: <HTTP reason>. Errors reported by remote server: <detail>`. Every part may be missing. Never throws.
 * Source: failures list, "Grammar".
 */
export function readSaid(text: string): Said {
  const line = text.slice(0, longest).replace(/\s+/g, ' ').trim().replace(automatic, '');
  const clause = doing.exec(line);
  const phase = clause === null ? null : phaseOf(clause[1] ?? '');
  const rest = clause === null || phase === null ? line : line.slice(clause[0].length);
  const marker = remote.exec(rest);
  const head = marker === null ? rest : rest.slice(0, marker.index);
  const detail = marker === null ? '' : withoutDots(rest.slice(marker.index + marker[0].length));
  return {
    phase,
    http: httpOf(head),
    detail: detail === '' || detail.toLowerCase() === 'null' ? null : detail,
    failure: rest.replace(/[^\s"'<>()]+@[^\s"'<>()]+/g, '…'),
  };
}

function phaseOf(words: string): Phase | null {
  if (/^authenticat/i.test(words)) return 'authenticate';
  if (/verif|exists/i.test(words)) return 'verify';
  if (/^creat|^push(?:ing)? new/i.test(words)) return 'create';
  if (/^deactivat/i.test(words)) return 'deactivate';
  if (/^(?:re)?activat/i.test(words)) return 'reactivate';
  if (/^updat|^push/i.test(words)) return 'update';
  return null;
}

function httpOf(head: string): Said['http'] {
  for (const part of head.split(/:\s+/)) {
    const number = byNumber.exec(part)?.[1];
    const status =
      number === undefined ? byPhrase.find(([, pattern]) => pattern.test(part))?.[0] : Number(number);
    if (status !== undefined) return { status, phrase: phrases[status]?.[0] ?? `HTTP ${String(status)}` };
  }
  return null;
}

const withoutDots = (text: string): string => text.trim().replace(/[\s.]+$/, '');
