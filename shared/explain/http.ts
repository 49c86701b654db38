/** An HTTP status with the phrase of the standard; a status of which no phrase is known is called `HTTP 418`. */
export interface HttpReason {
  status: number;
  phrase: string;
}

/** RFC 9110 and its predecessors, RFC 6585, and the 52x of Cloudflare, whose pages stand before many servers. */
const phrases: Readonly<Record<number, readonly [string, ...string[]]>> = {
  200: ['OK'],
  201: ['Created'],
  202: ['Accepted'],
  204: ['No Content'],
  300: ['Multiple Choices'],
  301: ['Moved Permanently'],
  302: ['Found', 'Moved Temporarily'],
  303: ['See Other'],
  304: ['Not Modified'],
  307: ['Temporary Redirect'],
  308: ['Permanent Redirect'],
  400: ['Bad Request'],
  401: ['Unauthorized', 'Unauthorised'],
  402: ['Payment Required'],
  403: ['Forbidden'],
  404: ['Not Found'],
  405: ['Method Not Allowed'],
  406: ['Not Acceptable'],
  407: ['Proxy Authentication Required'],
  408: ['Request Timeout', 'Request Time-out'],
  409: ['Conflict'],
  410: ['Gone'],
  411: ['Length Required'],
  412: ['Precondition Failed'],
  413: ['Request Entity Too Large', 'Payload Too Large', 'Content Too Large', 'Request Too Large'],
  414: ['Request-URI Too Long', 'Request-URI Too Large', 'URI Too Long'],
  415: ['Unsupported Media Type'],
  421: ['Misdirected Request'],
  422: ['Unprocessable Entity', 'Unprocessable Content'],
  423: ['Locked'],
  424: ['Failed Dependency'],
  428: ['Precondition Required'],
  429: ['Too Many Requests'],
  431: ['Request Header Fields Too Large'],
  451: ['Unavailable For Legal Reasons'],
  500: ['Internal Server Error'],
  501: ['Not Implemented'],
  502: ['Bad Gateway'],
  503: ['Service Unavailable', 'Service Temporarily Unavailable'],
  504: ['Gateway Timeout', 'Gateway Time-out'],
  505: ['HTTP Version Not Supported'],
  507: ['Insufficient Storage'],
  508: ['Loop Detected'],
  511: ['Network Authentication Required'],
  520: ['Web server is returning an unknown error'],
  521: ['Web server is down'],
  522: ['Connection timed out'],
  523: ['Origin is unreachable'],
  524: ['A timeout occurred'],
  525: ['SSL handshake failed'],
  526: ['Invalid SSL certificate'],
};

/** These are ordinary sentences too, and count with their number only. */
const onlyByNumber = [520, 521, 522, 523, 524, 525, 526];
/** Ordinary words: they count only when nothing else follows in their sentence. */
const alone = ['OK', 'Created', 'Accepted', 'Found', 'Gone', 'Locked', 'No Content'];

const ends = String.raw`(?=$|[.,;:()\[\]"'-]|\s[(-])`;
const endsAlone = String.raw`(?=\s*[.)\]"']*\s*$|\.\s)`;
const escaped = (name: string): string => name.replace('-', '[- ]').replaceAll(' ', String.raw`\s`);
const byPhrase = Object.entries(phrases)
  .filter(([status]) => !onlyByNumber.includes(Number(status)))
  .map(([status, names]) => {
    const alternatives = names.map((name) => `${escaped(name)}${alone.includes(name) ? endsAlone : ends}`);
    return [Number(status), new RegExp(`^["'(\\[]?(?:${alternatives.join('|')})`, 'i')] as const;
  });

/** `HTTP 401`, `status code: 409`, `error code: 502`, at the start of a clause. */
const labelled =
  /^["'([]?(?:HTTP(?:\/\d(?:\.\d)?)?(?:[ -]?(?:status|response|error))?(?: code)?|(?:response |error |http )?status(?: ?code)?|(?:error|response|return) code)[ :=#-]{0,3}["'([]?([2-5]\d\d)(?![\w.]\w)/i;
/** `401`, `(409)`, `[404]`, `409 - text`: a number alone; `500 users` is none. */
const bare =
  /^["']?(?:\(([345]\d\d)\)|\[([345]\d\d)\]|([345]\d\d))(?=\s*$|\s*[.,;:)\]"'](?!\d)|\s+[-–]\s|\s*\/)/;
const numberBefore = /^["'([]?([45]\d\d)[)\]]?\s+/;
/** `500 users` counts something. */
const counted =
  /^(?:users?|seats?|licen[cs]es?|members?|accounts?|results?|records?|rows?|characters?|chars|bytes|items?|requests?|m?s|milliseconds|seconds|minutes|days|max|out|of|per)\b/i;
/** Inside a sentence, as HTTP libraries word it. */
const within =
  /\b(?:status(?: ?code)?|HTTP(?: error)?|error code|response code)["']?(?: (?:was|is|of))?[ :=]{0,3}["'([]?([345]\d\d)(?![\w.]\w)|\b(?:responded|returned|answered|replied|received|failed)(?: with)?(?: an?)?(?: HTTP)?(?: status)?(?: code)?:? ["'([]?([345]\d\d)(?! (?:users?|results?|records?|rows?|items?|ms|seconds?)\b)(?![\w.]\w)/i;

/** The HTTP reason that Okta put at the head of a clause of `text`. Null: there is none. */
export function httpAtHead(text: string): HttpReason | null {
  for (const clause of text.split(/:\s+/)) {
    const status = statusOf(clause.trim());
    if (status !== null) return reasonOf(status);
  }
  return null;
}

/** The HTTP status that a vendor's or a library's own words name, anywhere in `text`. Null: there is none. */
export function httpWithin(text: string): HttpReason | null {
  const atHead = httpAtHead(text);
  if (atHead !== null) return atHead;
  const [, labelledAs, said] = within.exec(text) ?? [];
  const number = labelledAs ?? said;
  return number === undefined ? null : reasonOf(Number(number));
}

function statusOf(clause: string): number | null {
  const [, plain] = labelled.exec(clause) ?? [];
  const [, round, square, naked] = bare.exec(clause) ?? [];
  const number = plain ?? round ?? square ?? naked;
  if (number !== undefined) return Number(number);
  const before = numberBefore.exec(clause);
  const words = before === null ? clause : clause.slice(before[0].length);
  const found = byPhrase.find(([, pattern]) => pattern.test(words))?.[0] ?? null;
  return before === null || found !== null || counted.test(words) ? found : Number(before[1]);
}

const reasonOf = (status: number): HttpReason => ({
  status,
  phrase: phrases[status]?.[0] ?? `HTTP ${String(status)}`,
});
