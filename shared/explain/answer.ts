import type { Piece } from './gathered';
import { beginsMessage, isLine } from './wrapped';

/** `HTTP/1.1 409 Conflict`, as `curl -i` prints it and, behind a `<`, `curl -v`. */
const statusLine = /^\s*(?:< ?)?(HTTP\/\d(?:\.\d)? [1-5]\d\d\b.{0,100})$/;
const requestLine = /^\s*(?:> ?)?(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|CONNECT) \S{1,2000} HTTP\/\d/;
/** A name without a hyphen is one of HTTP's own: `Error: …` is a message. */
const headerLine =
  /^\s*(?:[<>] ?)?(?:[a-z0-9]{1,30}-[a-z0-9-]{1,60}|accept|age|allow|authorization|connection|cookie|date|etag|expires|host|link|location|nel|pragma|server|upgrade|vary|via|warning): ?.*$|^\s*[<>]\s*$/i;
const verbose = /^\s*< ?HTTP\//;
/** What `curl -v` tells of itself. */
const remark = /^\s*(?:\* |[{}] \[\d+ bytes data\]|\d+ {2,}\d)/;

/**
 * An HTTP answer with its headers, as a tool prints it, is one message: its status and its body. Its headers are left out, and what the tool
 * tells of the request before it. Pure, never throws.
 */
export function answersIn(given: readonly Piece[]): readonly Piece[] {
  if (!given.some((piece) => statusOf(piece) !== null)) return given;
  const isVerbose = given.some(({ text }) => verbose.test(text));
  const pieces = isVerbose ? given.filter((piece) => !isLine(piece) || !remark.test(piece.text)) : given;
  const kept: Piece[] = [];
  let at = 0;
  for (let piece = pieces[at]; piece !== undefined; piece = pieces[at]) {
    const status = statusOf(piece);
    if (status === null && !isRequest(piece)) {
      kept.push(piece);
      at += 1;
      continue;
    }
    const end = afterHeaders(pieces, at + 1);
    const body = status === null ? null : bodyAt(pieces, end, end > at + 1);
    if (status !== null) kept.push(body === null ? { ...piece, text: status } : whole(status, piece, body));
    at = body === null ? end : end + 1;
  }
  return kept;
}

const statusOf = (piece: Piece): string | null =>
  (isLine(piece) ? statusLine.exec(piece.text)?.[1]?.trim() : undefined) ?? null;
const isRequest = (piece: Piece): boolean => isLine(piece) && requestLine.test(piece.text);

/** The first piece from `from` on that is no header: nothing stands between headers. */
function afterHeaders(pieces: readonly Piece[], from: number): number {
  let at = from;
  for (;;) {
    const [before, piece] = [pieces[at - 1], pieces[at]];
    const isNext = before !== undefined && piece !== undefined && piece.at === before.end + 1;
    if (!isNext || !isLine(piece) || statusOf(piece) !== null || !headerLine.test(piece.text)) return at;
    at += 1;
  }
}

/** What was answered: JSON, a page, or a line that stands behind headers and no message of its own. */
function bodyAt(pieces: readonly Piece[], at: number, hasHeaders: boolean): Piece | null {
  const [before, body] = [pieces[at - 1], pieces[at]];
  if (before === undefined || body === undefined || body.at > before.end + 2) return null;
  if (/"eventType"/.test(body.value === undefined ? body.text : JSON.stringify(body.value))) return null;
  if (body.value !== undefined || body.from === 'page') return body;
  if (statusOf(body) !== null || isRequest(body) || beginsMessage(body.text)) return null;
  return hasHeaders || /^\s*[{[]/.test(body.text) ? body : null;
}

function whole(status: string, { at }: Piece, { end, text, value, from }: Piece): Piece {
  const body = value === undefined ? text.trim() : JSON.stringify(value);
  return { at, end, text: `${status} ${body}`, solid: true, ...(from === undefined ? {} : { from }) };
}
