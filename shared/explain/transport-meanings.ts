import type { Said } from './grammar';
import { matchesAny } from './patterns';

/** What HTTP clients say of the way to a server. Okta's own words only: inside a vendor's answer they are about the vendor. */
const noAnswer = [
  /\b(?:read|response|request|operation|call) (?:has |was )?timed[- ]?out\b/i,
  /\bread timeout/i,
  /\bsocket ?timeout/i,
  /\bdid not (?:answer|respond|reply) (?:in time|within)/i,
  /\btimeout of \d+ ?ms exceeded/i,
  /\btime-?out (?:expired|exceeded|waiting|while waiting|reached)/i,
  /(?<!\bconnection )\btimed out (?:waiting|after|while reading|awaiting)/i,
  /^timed out/i,
  /\brequest (?:to .{1,80} )?took too long/i,
  /\b(?:server|app|application|endpoint) (?:is |was )?(?:too slow|took too long)/i,
];
const noWay = [
  /\bconnect(?:ion)?(?: attempt)? (?:to [^ ]{1,200}(?: \[[^\]]{0,200}\])? )?(?:was |has been )?(?:timed out|timeout|refused|reset|failed|closed|aborted|terminated|shut ?down|dropped)/i,
  /\b(?:could not|couldn't|can ?not|can't|unable to|failed to) (?:be )?(?:establish (?:a )?|open (?:a )?|make (?:a )?)?(?:connect|reach|resolve)\b/i,
  /\bunknown ?host/i,
  /\bname or service not known/i,
  /\bname resolution\b/i,
  /\bNXDOMAIN\b/i,
  /\bgetaddrinfo\b/i,
  /\b(?:ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EPIPE|ECONN[A-Z]+)\b/i,
  /\bno route to host/i,
  /\b(?:host|network|server) (?:is )?unreachable/i,
  /\bDNS (?:lookup|resolution|name|error|failure|query|server)/i,
  /\bPKIX\b/i,
  /\bfatal alert\b/i,
  /\b(?:SSL|TLS)\b[^.]{0,30}\b(?:message|failed|failure|unsupported|not supported)\b/i,
  /\bSSL(?:Handshake|Peer|Protocol)?Exception/i,
  /\b(?:SSL|TLS)[ _-]?(?:handshake|error|alert|negotiation|certificate|connection|routines|protocol version|version)/i,
  /\bhandshake[_ ](?:failure|failed|error|timeout|alert)/i,
  /\bremote host (?:closed|terminated)/i,
  /\bcertificate\b.{0,100}?\b(?:expired|not trusted|untrusted|unknown|self[- ]signed|mismatch|does not match|doesn't match|verify failed|validation|not valid|invalid|revoked|path)\b/i,
  /\b(?:self[- ]signed|untrusted|expired|invalid) certificate\b/i,
  /\btarget server failed to respond/i,
  /\bserver failed to respond/i,
  /\bfailed to respond\b/i,
  /\bsocket (?:hang up|closed|exception|error)/i,
  /\bSocketException\b/i,
  /\bConnectException\b/i,
  /\bNoHttpResponse/i,
  /\bbroken pipe\b/i,
  /\bunexpected end of (?:file|stream)\b/i,
  /\bpremature (?:end|EOF|close)/i,
  /\bunable to tunnel through proxy/i,
  /\bno (?:response|answer) (?:was )?(?:received|from)/i,
];

const fromOkta = ({ http, detail }: Said): boolean => http === null && detail === null;

/** Okta waited for an answer until it gave up. */
export const answersLate = (said: Said): boolean => fromOkta(said) && matchesAny(said.failure, noAnswer);
/** Okta found no way to the server, or lost it. */
export const isUnreachable = (said: Said): boolean => fromOkta(said) && matchesAny(said.failure, noWay);
/** Nothing at all stands where the reason would be. Source: messages, M4. */
export const saysNull = ({ failure }: Said): boolean => /^["'(]?null[)"']?[. ]*$/i.test(failure);
/** An answer came without a body. Source: messages, M1. */
export const isEmptyAnswer = ({ failure }: Said): boolean =>
  matchesAny(failure, [
    /\breturned (?:an? )?(?:empty|null|blank) (?:user|body|response|answer|object|result)/i,
    /\b(?:empty|blank|null) (?:response|body|answer|entity|payload|content)\b/i,
    /\b(?:response|body|answer|payload) (?:body )?(?:is|was) (?:empty|null|blank|missing)(?! \w)/i,
    /\bno content to map\b/i,
    /\buser\b[^.]{0,40}\breturned\b[^.]{0,30}\b(?:is|was) (?:empty|null)\b/i,
    /\bend-of-input\b/i,
    /\bunexpected end of (?:json|input)/i,
    /\bwithout (?:a |any )?(?:body|content)\b/i,
    /\bno (?:response )?(?:body|content)\b/i,
  ]);
/** A search was answered without a list of users. Source: messages, M5. */
export const hasNoResults = ({ failure }: Said): boolean =>
  matchesAny(failure, [
    /\bno results? (?:for|of) [a-z]+ (?:was |were )?returned/i,
    /\bno results? (?:was |were )?returned/i,
    /\breturned no (?:results?|resources|list)/i,
    /\b(?:missing|no|without|lacks?|null) (?:the )?["']?(?:Resources|ListResponse|totalResults)\b/i,
    /\b(?:Resources|totalResults)["']? (?:array |list |attribute |element |field )?(?:is|was|were) (?:missing|null|absent|empty|not)/i,
  ]);
/** Okta read an answer and did not understand it. Source: failures list, row 12; messages, M25. */
export const isUnreadable = ({ failure, complaint }: Said): boolean =>
  !/\brequest\b/i.test(failure) &&
  (complaint === 'other' ||
    matchesAny(failure, [
      /\bcontent[- ]?type\b/i,
      /\bmedia[- ]?type\b/i,
      /\bmalformed (?:response|answer|json)/i,
      /\b(?:can ?not|could not|unable to|failed to) (?:read|understand|interpret|map|convert|construct) (?:the |an? )?(?:instance|response|answer|body|entity|value)/i,
      /\b(?:response|answer)\b[^.]{0,40}\b(?:invalid|malformed|unreadable|not (?:be )?(?:read|parsed|understood|valid|conform)|missing (?:the )?(?:schemas?|id)|no (?:schemas?|id)|lacks?|without (?:schemas?|an? id))\b/i,
      /\b(?:invalid|unexpected|unreadable) (?:scim )?(?:response|answer)\b/i,
    ]));
/** Something before the server speaks: its words, or the statuses of Cloudflare. Source: messages, M8. */
export const speaksAsProxy = ({ http, words }: Said): boolean =>
  http !== null &&
  ((http.status >= 520 && http.status <= 530) ||
    /\b(?:upstream|proxy|error code: 5\d\d|nginx|envoy|haproxy|cloudflare|load balancer)\b/i.test(words));
/** A media type was refused. Source: messages, M25. */
export const refusesMediaType = ({ failure }: Said): boolean =>
  matchesAny(failure, [
    /\b(?:unsupported|unacceptable|unknown|invalid|not (?:supported|acceptable|accepted|allowed))\b[^.]{0,40}\b(?:media|content)[- ]?type\b/i,
    /\b(?:media|content)[- ]?type\b[^.]{0,60}\b(?:not (?:supported|acceptable|accepted|allowed)|unsupported|must be|should be)\b/i,
    /\bapplication\/scim\+json\b[^.]{0,40}\bnot\b/i,
    /\bnot (?:support|accept)\w*[^.]{0,30}\bapplication\/scim\+json\b/i,
    /\bacceptable representation\b/i,
    /\baccept header\b[^.]{0,40}\b(?:not|unsupported|must)\b/i,
  ]);
