import { decodeJson, jsonLimits } from '../bounded-json';
import { visibleText } from './markup';

/** What was pasted, in order: a line, or what spans several and is one thing. `at` and `end`: the first and last line of it, from 0. */
export interface Piece {
  at: number;
  end: number;
  text: string;
  /** What a JSON value over several lines is; undefined for all others. */
  value?: unknown;
  from?: 'page' | 'prose';
  /** Its last part spans lines by itself, however long they are. */
  solid?: true;
}

const pageStart =
  /<(?:!doctype|html|head|body|\?xml|(?:[a-z0-9]{1,12}:)?(?:(?:authn|logout)?response|entitydescriptor))(?=[\s>])/i;
const pageEnd = /<\/(?:html|(?:[a-z0-9]{1,12}:)?(?:(?:authn|logout)?response|entitydescriptor))\s*>/i;
/** UTF-16 units of a JSON value over several lines, and how many openings without an end are tried. */
const [longestValue, mostTried] = [64 * 1024, 50];

/**
 * Puts together what spans lines: a web page, or a SAML message, and JSON as tools print it. Blank lines are
 * left out; it ends with more than `most` pieces. Pure, never throws.
 */
export function gathered(given: readonly string[], most: number): Piece[] {
  const lines = [...given];
  const ends = nextPageEnds(lines);
  const pieces: Piece[] = [];
  let tried = 0;
  let at = 0;
  const take = (piece: Piece, after: string): void => {
    const last = pieces.at(-1);
    const isQuoted = last !== undefined && last.end === piece.at - 1 && announces.test(last.text);
    if (isQuoted) pieces[pieces.length - 1] = { ...announced(last, piece, lines), solid: true };
    else pieces.push(piece);
    lines[piece.end] = after;
    at = after.trim() === '' ? piece.end + 1 : piece.end;
  };
  while (at < lines.length && pieces.length <= most) {
    const line = lines[at] ?? '';
    const page = pageStart.exec(line);
    const json = page === null && tried < mostTried ? jsonAt(lines, at) : null;
    const found = page === null ? null : pageAt(lines, at, page.index, ends[at] ?? null);
    if (found !== null) take(found.piece, found.after);
    else if (json !== null && json !== 'no-end') take(json.piece, json.after);
    else {
      if (json === 'no-end') tried += 1;
      if (line.trim() !== '') pieces.push({ at, end: at, text: line });
      at += 1;
    }
  }
  return pieces;
}

/** Okta's words before a server's own, wrapped before them. */
const announces = /\b(?:server|system|app(?:lication)?|failed|user|group|exists|authenticating) ?:\s*$/i;

function announced(last: Piece, { at, end, text, value, from }: Piece, lines: readonly string[]): Piece {
  const raw = from === 'page' ? lines.slice(at, end + 1).join('\n') : text;
  return {
    at: last.at,
    end,
    text: `${last.text.trimEnd()} ${value === undefined ? raw : JSON.stringify(value)}`,
  };
}

/** For each line, the first from it on in which a page ends. */
function nextPageEnds(lines: readonly string[]): (number | null)[] {
  const ends: (number | null)[] = [];
  let next: number | null = null;
  for (let at = lines.length - 1; at >= 0; at -= 1) {
    if (pageEnd.test(lines[at] ?? '')) next = at;
    ends[at] = next;
  }
  return ends;
}

interface Found {
  piece: Piece;
  /** What follows in the last line. */
  after: string;
}

/** A page alone is read by what is seen of it; one that Okta quotes stays in Okta's message. Null: the quoted page has no end. */
function pageAt(lines: readonly string[], at: number, start: number, end: number | null): Found | null {
  const line = lines[at] ?? '';
  const before = line.slice(0, start).trim();
  if (end === null && before !== '') return null;
  const last = end ?? lines.length - 1;
  const parts = [line.slice(start), ...lines.slice(at + 1, last + 1)];
  const lastPart = parts.pop() ?? '';
  const closing = pageEnd.exec(lastPart);
  const length = closing === null ? lastPart.length : closing.index + closing[0].length;
  const page = [...parts, lastPart.slice(0, length)].join('\n');
  const after = lastPart.slice(length);
  if (before !== '') return { piece: { at, end: last, text: `${before} ${page}`, solid: true }, after };
  return { piece: { at, end: last, text: visibleText(page) || page.slice(0, 600), from: 'page' }, after };
}

/** Null: no JSON value begins in the line that ends in a later one. `no-end`: one begins, and never ends. */
function jsonAt(lines: readonly string[], at: number): Found | null | 'no-end' {
  const first = lines[at] ?? '';
  const start = /^\s*\[/.test(first) ? first.indexOf('[') : first.indexOf('{');
  if (start === -1) return null;
  const depth = { open: 0, inString: false };
  let length = 0;
  for (let last = at; last < lines.length && length <= longestValue; last += 1) {
    const line = lines[last] ?? '';
    const close = closeIn(line, last === at ? start : 0, depth);
    length += line.length + 1;
    if (close === null) continue;
    if (last === at) return null;
    const parts = [first.slice(start), ...lines.slice(at + 1, last), line.slice(0, close + 1)];
    const value = valueOf(parts.join('\n')) ?? valueOf(parts.join(' '));
    if (value === undefined) return 'no-end';
    const before = first.slice(0, start);
    const after = line.slice(close + 1);
    const piece = { at, end: last };
    if (before.trim() === '') return { piece: { ...piece, text: '', value }, after };
    return { piece: { ...piece, text: `${before}${JSON.stringify(value)}${after}`, solid: true }, after: '' };
  }
  return 'no-end';
}

/** Index of the bracket that closes the value, or null; `depth` goes on in the next line. */
function closeIn(line: string, start: number, depth: { open: number; inString: boolean }): number | null {
  for (let at = start; at < line.length; at += 1) {
    const character = line[at];
    if (character === '"') depth.inString = !depth.inString;
    else if (depth.inString) at += character === '\\' ? 1 : 0;
    else if (character === '{' || character === '[') depth.open += 1;
    else if (character === '}' || character === ']') {
      depth.open -= 1;
      if (depth.open <= 0) return at;
    }
  }
  return null;
}

function valueOf(text: string): unknown {
  const read = decodeJson(text, jsonLimits.log);
  return read.ok ? read.value : undefined;
}
