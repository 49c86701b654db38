import { attributeIn } from './attribute';
import { httpAtHead, httpWithin } from './http';
import type { HttpReason } from './http';
import { visibleText } from './markup';
import { masked } from './mask';
import { phaseOfOpening, phaseOfSentence, phaseOfTitle, phaseOfWords } from './phase';
import type { Phase } from './phase';

/** A complaint that an answer is no JSON: a web page was sent, another text, or nothing that tells which. */
export type Complaint = 'web-page' | 'other';

/** A failure text of Okta's, taken apart. Null: the text has no such part. */
export interface Said {
  /** What Okta was doing. */
  phase: Phase | null;
  /** The remote server's HTTP status, with the phrase of the standard. */
  http: HttpReason | null;
  /** What the remote server itself reported, without the closing dot; of a JSON error its own sentence. */
  detail: string | null;
  /** The name of the attribute that the text is about. */
  attribute: string | null;
  complaint: Complaint | null;
  /** The result that is written beside an event's title: `Sync user in external application FAILURE`. */
  logged: { title: string; result: 'failure' | 'success' } | null;
  /**
   * The failure alone, without who and where: names and addresses of people and apps are taken out, so that no word of theirs
   * is mistaken for a cause.
   */
  failure: string;
  /**
   * What the remote server reported, where it did, else `failure`; without addresses of people as well, and with codes such as
   * `seat_limit_exceeded` and `UserAlreadyExists` in words.
   */
  words: string;
}

/** A request's header, pasted before the answer to it: `Authorization: Bearer … 401 Unauthorized`. */
const header = /^authorization: (?:bearer|basic|ssws) [^ ]+[ ,;>→-]+/i;

/** Longer than any text of Okta's; keeps the reading of a runaway text short. */
const longest = 4000;

const opening =
  /^(?:(?:automatic|manual) |(?=(?:user |profile |group )?(?:push|provisioning|deprovisioning|deactivation|reactivation|import)\b[^:]{0,300} to app ))/i;
/** As the tab Push Groups shows failures. */
const dated = /^failed on [\w /.-]{4,30}(?:[ :]\d\d){2,3} ?(?:[ap]m)? ?[a-z]{0,5}: /i;
const shortOpening = /^[a-z ]{3,60} failed: (?=error )/i;
const titled =
  /^((?:[a-z]+ ){1,8}(?:in|to|from) (?:an |the )?external application)\s?[-:]?\s?(failure|failed|success)?\b\s?[-:]?\s?/i;
const doing =
  /^(?:(?:an? )?(?:error|exception|failure|problem)(?: occurred| happened)?(?: while| when| during| in| on)?(?: trying)?(?: to)?\s+([^:]{1,300})(?::\s*|$)|(?:failed|unable|could not|couldn't|failure)(?: while| when)?(?: to)?\s+([^:]{1,300}):\s)/i;
const remote = /\berrors? reported by (?:the )?remote (?:server|system|application|app)\s?(?::|$)\s?/i;
const innerText =
  /"(?:detail|message|error_description|errorMessage|description|title)"\s?:\s?"((?:[^"\\]|\\.){1,600})"/;
const innerStatus = /"(?:status|statusCode|code)"\s?:\s?"?([45]\d\d)\b/;

/**
 * Reads `<Okta error message>: <third-party message>`, as in `Automatic provisioning of user U to app A failed: Error while
 * creating user: <HTTP reason>. Errors reported by remote server: <detail>`. Every part may be missing. Never throws; its time
 * grows with the text's length, of which it reads the first 4000 UTF-16 units.
 * Source: failures list, "Grammar"; messages, head.
 */
export function readSaid(text: string): Said {
  // What looks like a secret is masked before it is taken for something else, such as the name of an attribute.
  const line = unwrapped(unquoted(masked(text).slice(0, longest).replace(/\s+/g, ' ').trim()));
  const opened = afterOpening(line.replace(header, ''));
  const { logged, phase: phaseByTitle, rest: untitled } = afterTitle(opened.rest);
  const { phase: phaseByClause, rest } = afterClauses(untitled);
  const marker = remote.exec(rest);
  const head = marker === null ? rest : rest.slice(0, marker.index);
  const detail = marker === null ? '' : withoutDots(innerOf(rest.slice(marker.index + marker[0].length)));
  const complaint = complaintIn(rest);
  const inner = marker === null ? innerOf(rest) : detail;
  const vendors = complaint === 'web-page' ? visibleText(inner) : inner;
  const phase =
    phaseByClause ?? phaseByTitle ?? opened.phase ?? phaseOfSentence(rest) ?? phaseOfSentence(vendors);
  return {
    phase,
    http:
      httpAtHead(head) ??
      statusInside(rest) ??
      (marker === null && inner !== rest ? httpAtHead(inner) : null) ??
      httpWithin(marker === null ? head : detail),
    detail: detail === '' || detail.toLowerCase() === 'null' ? null : detail,
    // Of a page nothing names an attribute: neither its tags nor its own sentences.
    attribute:
      complaint === 'web-page'
        ? null
        : (attributeIn(attributeText(vendors)) ?? attributeIn(attributeText(rest))),
    complaint,
    logged,
    failure: withoutPeople(rest),
    words: inWords(withoutPeople(vendors === '' ? rest : vendors)),
  };
}

function afterOpening(whole: string): { phase: Phase | null; rest: string } {
  const line = whole.replace(dated, '');
  const [short] = shortOpening.exec(line) ?? [];
  if (short !== undefined) return { phase: phaseOfOpening(short), rest: line.slice(short.length) };
  if (!opening.test(line)) return { phase: null, rest: line };
  const app = line.search(/ to app\b/i);
  const lower = line.toLowerCase();
  const end = lower.indexOf(' failed:', Math.max(app, 0));
  if (end < 0) return { phase: null, rest: line };
  const [what = ''] = line.split(/ of /i, 1);
  return { phase: phaseOfOpening(what.slice(0, end)), rest: line.slice(end + ' failed:'.length).trim() };
}

function afterTitle(line: string): Pick<Said, 'logged' | 'phase'> & { rest: string } {
  const found = titled.exec(line);
  if (found === null) return { logged: null, phase: null, rest: line };
  const [whole, title = '', result] = found;
  return {
    logged: result === undefined ? null : { title, result: /^success/i.test(result) ? 'success' : 'failure' },
    phase: phaseOfTitle(title),
    rest: line.slice(whole.length),
  };
}

/** "Error while creating user: Error authenticating: …": the first clause names the phase. */
function afterClauses(line: string): { phase: Phase | null; rest: string } {
  let phase: Phase | null = null;
  let rest = line;
  for (let clauses = 0; clauses < 3; clauses++) {
    const found = doing.exec(rest);
    const here = found === null ? null : phaseOfWords(found[1] ?? found[2] ?? '');
    if (found === null || here === null) break;
    phase = phase ?? here;
    rest = rest.slice(found[0].length);
  }
  return { phase, rest };
}

/** A whole message of Okta's inside a JSON object is read as the message alone. */
function unwrapped(line: string): string {
  if (!line.startsWith('{')) return line;
  const inner = innerOf(line);
  return remote.test(inner) || opening.test(inner) || titled.test(inner) || doing.test(inner) ? inner : line;
}

/** Of a JSON error the sentence in it, else the text itself. */
function innerOf(text: string): string {
  const inner = /[{[]/.test(text) ? innerText.exec(text)?.[1] : undefined;
  return inner === undefined ? text : inner.replace(/\\(["\\/])/g, '$1').replace(/\\[bfnrtu]/g, ' ');
}

function statusInside(text: string): HttpReason | null {
  const status = text.includes('{') ? innerStatus.exec(text)?.[1] : undefined;
  return status === undefined ? null : httpAtHead(`HTTP ${status}`);
}

function complaintIn(text: string): Complaint | null {
  if (/\(code 60\)|<!doctype|<html\b|\btext\/html\b/i.test(text)) return 'web-page';
  if (/(?:character|token|symbol|with|got|found|json)\b:? ?[('"]{0,2}<(?![a-z]+>)/i.test(text))
    return 'web-page';
  return /\binvalid json\b|\bunexpected (?:character|token|end)|\bunrecogni[sz]ed token|\bnot (?:a )?valid json|\bjson ?(?:parse|mapping|syntax)|\bmalformed json|\b(?:can ?not|could not|couldn't|unable to|failed to|error) (?:de-?seriali[sz]e?|pars)/i.test(
    text,
  )
    ? 'other'
    : null;
}

/** Without what names no attribute: people, and SCIM's code of the error. */
const attributeText = (text: string): string =>
  withoutPeople(text.replace(/"?scimType"?\s?[:=]\s?"?\w{1,40}"?/, ''));

/** Every word that holds an `@` becomes `…`. */
function withoutPeople(text: string): string {
  return text.includes('@')
    ? text
        .split(/([\s"'<>()]+)/)
        .map((word) => (word.includes('@') ? '…' : word))
        .join('')
    : text;
}

/** `seat_limit_exceeded`, `UserAlreadyExists`: codes speak as sentences do. */
const inWords = (text: string): string =>
  text
    .replace(/(?<=[a-z])_(?=[a-z])/gi, ' ')
    .replace(/\b(?:[A-Z][a-z]{1,20}){3,6}\b/g, (code) => code.replace(/(?<=[a-z])(?=[A-Z])/g, ' '));

function withoutDots(text: string): string {
  let end = text.length;
  while (end > 0 && (text[end - 1] === '.' || text[end - 1] === ' ')) end -= 1;
  return text.slice(0, end).trimStart();
}

function unquoted(line: string): string {
  const [first = ''] = line;
  return line.length > 1 && '"“'.includes(first) && /["”]$/.test(line) ? line.slice(1, -1).trim() : line;
}
