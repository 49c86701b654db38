import type { Piece } from './gathered';
import { httpAtHead } from './http';

/** Mail programs and terminals wrap at 72 to 80 columns. */
const [shortestWrap, longestWrap] = [71, 80];
/** UTF-16 units: nothing behind them is read of a message. */
const longestJoined = 4000;
/** How a message of Okta's begins, whatever the line before was. */
const begins =
  /^\s*(?:(?:automatic|manual) (?:\w+ ){1,3}of user\b|error (?:while|authenticating|importing)\b|push .{3,40} external application|sync user in external|\d{4}-\d\d-\d\dT|failed on \d)/i;
const reported = /^\s*([\w /()-]{2,40})\. errors? reported by/i;

/** A line that begins as a message of Okta's does. Of “Not Found”, “Found” alone can stand in the next line. */
export function beginsMessage(line: string): boolean {
  const status = reported.exec(line)?.[1] ?? '';
  return begins.test(line) || (!/^found$/i.test(status) && httpAtHead(status) !== null);
}

/**
 * Joins the lines of a message that was wrapped: each is nearly full, so that the next one's first word had no room. A longer line among
 * neighbours means that nothing was wrapped there. Pure, in time that grows with the length alone.
 */
export function unwrappedLines(pieces: readonly Piece[]): Piece[] {
  const joined: Piece[] = [];
  for (const paragraph of paragraphsOf(pieces)) {
    const isWrapped = paragraph.every(
      ({ text, solid }) => solid === true || text.trim().length <= longestWrap,
    );
    let before: string | null = null;
    for (const piece of paragraph) {
      const last = joined.at(-1);
      if (isWrapped && before !== null && isJoinable(last) && goesOn(before, piece.text)) {
        joined[joined.length - 1] = {
          ...piece,
          at: last.at,
          text: `${last.text.trimEnd()} ${piece.text.trimStart()}`,
        };
      } else joined.push(piece);
      before = piece.solid === true ? null : piece.text;
    }
  }
  return joined;
}

const isJoinable = (last: Piece | undefined): last is Piece =>
  last !== undefined && last.text.length < longestJoined;

function goesOn(line: string, next: string): boolean {
  const [full, following] = [line.trim(), next.trim()];
  const [word = ''] = following.split(' ', 1);
  if (full === following || full.length + 1 + word.length <= shortestWrap) return false;
  return full.endsWith(':') || !beginsMessage(following);
}

/** Lines that follow each other without a blank one. */
function paragraphsOf(pieces: readonly Piece[]): Piece[][] {
  const paragraphs: Piece[][] = [];
  for (const piece of pieces) {
    const current = paragraphs.at(-1);
    const last = current?.at(-1);
    const isNext = last !== undefined && isLine(last) && isLine(piece) && piece.at === last.end + 1;
    if (current !== undefined && isNext) current.push(piece);
    else paragraphs.push([piece]);
  }
  return paragraphs;
}

/** As it was pasted: no JSON value, no page and nothing that was quoted. */
export const isLine = ({ value, from }: Piece): boolean => value === undefined && from === undefined;
