import { decodeJson, jsonLimits } from '../bounded-json';
import type { Piece } from './gathered';
import { readSaid } from './grammar';
import { explainMessage } from './message';
import { beginsMessage, isLine, unwrappedLines } from './wrapped';

const header = /^\s*(?:from|to|cc|bcc|subject|sent|date|reply-to|von|an|betreff|gesendet)\s?: \S/i;
const greeting =
  /^\s*(?:hi|hello|dear|hey|good (?:morning|afternoon|evening)|hallo|guten tag)\b[^.:?]{0,60}[,!.]?\s*$/i;
const quoteHead =
  /^\s*-{3,}.{0,40}(?:original|forwarded).{0,40}$|^\s*begin forwarded message:|^\s*on .{5,120} wrote:\s*$|^\s*am .{5,120} schrieb.{0,80}:\s*$/i;
const signature =
  /^\s*(?:--|(?:(?:many|kind|best|warm|with best) )?(?:thanks|thank you|thx|regards|cheers|best|best wishes|sincerely|br|vg|mfg|viele grüße|danke)(?: (?:and|a lot|in advance|so much|for).{0,40})?[,.!]?)\s*$/i;
/** Somebody speaks of themselves, of others, or asks. */
const personal =
  /\b(?:i|i'm|i've|we|we're|my|our|us|me|you|your|he|she|they|them|please|thanks|colleagues?|somebody|someone)\b|\?/i;
const quotes = /“([^”]{3,600})”|"([^"]{3,600})"|«([^»]{3,600})»|„([^“”]{3,600})[“”]/g;

/** The messages of a mail, and how many lines of it are none. */
interface ReadMail {
  pieces: Piece[];
  prose: number;
}

/** Whether somebody writes to somebody: two headers of a mail, the line above what is quoted, or a greeting and, below it, a closing. */
export function isMail(pieces: readonly Piece[]): boolean {
  if (pieces.filter(({ text }) => header.test(text)).length > 1) return true;
  const greeted = pieces.findIndex(({ text }) => greeting.test(text));
  return (
    pieces.some(({ text }) => quoteHead.test(text)) ||
    (greeted >= 0 && pieces.slice(greeted + 1).some(({ text }) => signature.test(text)))
  );
}

/**
 * Reads a mail. Headers, greetings and signatures are left out; of what is left a line is a message where Okta's or a server's own form
 * shows, and a sentence where it is known, alone or in quotation marks: that is likely at most. Pure, never throws.
 */
export function readMail(pieces: readonly Piece[]): ReadMail {
  const kept: Piece[] = [];
  let prose = 0;
  let isSigned = false;
  for (const piece of pieces) {
    const { text } = piece;
    const isHead = header.test(text) || greeting.test(text) || quoteHead.test(text);
    if (isHead) isSigned = false;
    else if (isLine(piece) && signature.test(text)) isSigned = true;
    if (!isLine(piece) || beginsMessage(text)) kept.push(piece);
    else if (isHead || isSigned) prose += 1;
    else kept.push(piece);
  }
  const read = unwrappedLines(kept).map((piece) => ({ piece, messages: messagesIn(piece) }));
  for (const { piece, messages } of read) if (messages.length === 0) prose += piece.end - piece.at + 1;
  return { pieces: read.flatMap(({ messages }) => messages), prose };
}

function messagesIn(piece: Piece): Piece[] {
  const { text } = piece;
  if (!isLine(piece) || beginsMessage(text) || isObject(text)) return [piece];
  const { phase, detail, logged, http } = readSaid(text);
  const isReported = detail !== null || logged !== null;
  const isSaid = (): boolean => !personal.test(text) && (phase !== null || http !== null || isKnown(text));
  if (isReported || isSaid()) return [{ ...piece, from: 'prose' }];
  return [...text.matchAll(quotes)]
    .map((quoted) => quoted.slice(1).find((words) => words !== undefined) ?? '')
    .filter(isKnown)
    .map((words) => ({ ...piece, text: words, from: 'prose' }));
}

/** A whole JSON object, which nobody writes in a sentence. */
const isObject = (text: string): boolean => /^\s*\{/.test(text) && decodeJson(text, jsonLimits.log).ok;

const isKnown = (text: string): boolean =>
  !['unknown', 'none'].includes(explainMessage({ text, event: null, from: 'prose' }).cause);
