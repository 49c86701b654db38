import { says } from './meaning';
import type { Meaning } from './meaning';

const otherToken =
  /\b(?:reset|invit\w+|csrf|xsrf|verification|activation|device|push|sync|page|paging|continuation|unexpected|unrecogni[sz]ed|filter|json|pars\w+|character|syntax|recaptcha|signup)\b/i;
/** The access that Okta was given is refused: token, key, credentials. */
export const badToken = says(
  [
    /\btoken\b (?:(?:that )?(?:you |was |is )?(?:provided|supplied|sent|used|given) )?(?:(?:is|was|has|been|have|or|either|already|now|no longer|could) ){0,4}(?:invalid|not valid|no longer valid|expired|revoked|missing|unknown|rejected|denied|disabled|deleted|malformed|incorrect|wrong|inactive|valid anymore|not (?:be )?(?:recogni[sz]ed|accepted|found|provided|present|verified|validated))\b/i,
    /(?<!not )\b(?:invalid|expired|revoked|missing|unknown|bad|wrong|incorrect|malformed|no)(?: (?:or|and) (?:expired|missing|invalid|revoked|unknown))? (?:[a-z]+ ){0,2}?(?:token|api[ _-]?key|credentials?|authorization|access key|client secret)\b/i,
    /\btoken (?:validation|verification|authentication) (?:has )?failed\b/i,
    /\bunauthenticated\b/i,
    /\bnot authed\b/i,
    /\b(?:login|log-?in|sign-?in) (?:is )?required\b/i,
    /\b(?:missing|insufficient|invalid) (?:required )?(?:o-?auth )?scopes?\b/i,
    /\bnot (?:been )?authenticated\b/i,
    /\bauthentication (?:has )?(?:failed|failure|required|error|unsuccessful|is required|was not successful)\b/i,
    /\bfailed authentication\b/i,
    /\b(?:could not|can ?not|can't|unable to|failed to) (?:be )?authenticated?\b/i,
    /\b(?:api|access|secret) ?key\b[^.]{0,30}\b(?:invalid|not valid|expired|revoked|missing|incorrect|disabled|not found|unknown|wrong)\b/i,
    /\bcredentials\b[^.]{0,30}\b(?:invalid|not valid|expired|incorrect|wrong|missing|rejected|not provided|not accepted)\b/i,
    /\bjwt (?:is )?(?:expired|malformed|invalid)\b/i,
    /\bauthorization header\b[^.]{0,30}\b(?:missing|required|invalid|not)\b/i,
    /\btoken\b[^.]{0,40}\b(?:lacks?|does not have|doesn't have|without|insufficient)\b[^.]{0,40}\b(?:scopes?|permissions?|privileges?|rights?)\b/i,
  ],
  [otherToken],
);
/** The remote server's whole answer is that it does not know who asks. */
export const saysUnauthorized: Meaning = ({ detail }) =>
  detail !== null &&
  /^["'([]?(?:(?:http )?401\b[\s:-]*)?(?:un-?authori[sz]ed|unauthenticated)[\s."')\]!]*$/i.test(detail);

/** The access was given in the browser and ended. */
export const badGrant = says([
  /\bcredentials used to connect to the API were invalid/i,
  /\binvalid[_ ](?:grant|client)\b/i,
  /\brefresh token\b[^.]{0,40}\b(?:expired|invalid|revoked)\b/i,
  /\bre-?authenticate\b[^.]{0,40}\b(?:app|application|integration|connection)\b/i,
]);

export const tooMany = says([
  /(?<!not )(?:\btoo many (?:requests|calls)\b|\brate[- ]?limit(?:s|ed|ing)?\b|\bthrottl(?:ed|ing)\b)/i,
  /\b(?:request|api|call)s? (?:quota|limit|rate)\b[^.]{0,30}\b(?:exceeded|reached|hit)\b/i,
  /\bexceeded\b[^.]{0,40}\b(?:requests|calls|api)\b/i,
  /\brequests? per (?:second|minute|hour|day)\b/i,
]);

const seatWords = String.raw`(?:licen[cs]es?|seats?|subscriptions?)`;
const people = String.raw`(?:users?|members?|accounts?|employees?|advocates?|people|team)`;
const notSeats = [
  /\bcharacters?\b/i,
  /\blength\b/i,
  /\blong(?:er)?\b/i,
  /\b(?:storage|disk|mailbox|file|attachment|message|bandwidth|groups?|sessions?|login|password|retry|retries|time|size|upload|image|photo|requests?|api|rate|field|attribute|value|driver'?s?|driving)\b.{0,20}\b(?:limits?|quota|licen[cs]e)\b/i,
  /\blicen[cs]e ?(?:plate|number|agreement|file|terms|key)\b/i,
  /\bseat ?(?:number|no\b|map|row)/i,
  /\b(?:not|never|n't|under|below|within)\b[^.]{0,12}\b(?:reached|exceeded|limits?|full)\b/i,
];
const seats = [
  String.raw`\b${seatWords}\b[^.]{0,50}?\b(?:limit|exceed\w*|reached|used up|exhausted|no more|maximum|max|full|not enough|insufficient|unavailable|none|quota|capacity|ran out|run out|in use|taken|consumed|depleted|required|left|already assigned)\b`,
  String.raw`\b(?:no|not enough|insufficient|out of|all|maximum|max|limit|exceed\w*|zero|0|purchase|buy|lacks?|without|requires?|needs?)\b[^.]{0,40}?\b${seatWords}\b`,
  String.raw`\b(?:do not|don't|does not|doesn't) have (?:enough|any|sufficient|more)\b[^.]{0,30}\b${seatWords}\b`,
  String.raw`\b${people} (?:limit|quota|cap|count|maximum|allowance)\b[^.]{0,40}\b(?:reached|exceed\w*|hit|full|over|max)\b`,
  String.raw`\b(?:limit|maximum|max|quota|cap)\b[^.]{0,30}?\b(?:of|for|on|number of)? ?(?:[a-z]+ ){0,2}?${people}\b[^.]{0,40}\b(?:reached|exceed\w*|hit|allowed)\b`,
  String.raw`\b(?:reached|exceed\w*|hit)\b[^.]{0,30}\b${people} (?:limit|quota|cap|count|maximum|allowance)\b`,
  String.raw`\b(?:reached|exceed\w*|hit|over)\b[^.]{0,40}\b(?:limit|maximum|max|quota|cap|number)\b[^.]{0,20}\b${people}\b`,
  String.raw`\bupgrade (?:your|the) (?:plan|subscription|account|licen[cs]e)\b`,
  String.raw`\b(?:plan|account)\b[^.]{0,20}\b(?:allows?|limited to|includes) (?:only |up to )?\d+ ${people}\b`,
  String.raw`\bquota\b[^.]{0,20}\b(?:exceeded|reached|full|exhausted)\b`,
  String.raw`(?:^|[.:] )(?:the )?(?:limit|maximum|plan limit) (?:has been |was |is )?(?:reached|exceeded)\b`,
  String.raw`\bpayment (?:is )?required\b`,
].map((source) => new RegExp(source, 'i'));
/** No seat is free, or none is paid for. */
export const noSeat = says(seats, notSeats);

/** Something on the way stopped the request. */
export const stopped = says([
  /\bip(?: ?address)?\b.{0,60}?\b(?:not (?:been )?(?:allowed|permitted|authori[sz]ed|white-?listed|allow-?listed|in|on|accepted)|blocked|denied|restricted|rejected|banned|black-?listed)\b/i,
  /\b(?:ip|host|network|origin|caller|client|source)\b[^.]{0,40}\b(?:allow|white)[- ]?list/i,
  /\b(?:allow|white)[- ]?list\b[^.]{0,30}\b(?:ip|address(?:es)?|network)\b/i,
  /\bip (?:restriction|filter)/i,
  /\bfirewall\b/i,
  /\bweb application firewall\b/i,
  /\bWAF\b/i,
  /\bunrecogni[sz]ed token ['"](?:access|blocked|request|host|ip)\b/i,
  /\b(?:cloudflare|akamai|imperva|incapsula|zscaler)\b/i,
  /\b(?:request|access|connection) (?:was |has been |is )?blocked\b/i,
  /\bnetwork (?:zone|polic)/i,
  /\bgeo-?block/i,
  /\bproxy (?:authentication|denied|refused)/i,
  /\bsecurity (?:policy|rules?|gateway) (?:has )?(?:blocked|denied)/i,
]);
