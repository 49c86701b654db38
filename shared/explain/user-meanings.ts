import { says } from './meaning';
import type { Meaning } from './meaning';
import { matchesAny } from './patterns';

const person = /\b(?:user\w*|e-?mails?|accounts?|logins?|members?|persons?|people|profiles?|identit\w+)\b/i;
const otherThing =
  /\b(?:groups?|roles?|teams?|departments?|schemas?|sessions?|jobs?|requests?|domains?|organi[sz]ations?|workspaces?|tenants?|webhooks?|subscriptions?|files?|mappings?|polic(?:y|ies)|app(?:lication)?s?|connections?|licen[cs]es?|tags?|boards?|imports?|tasks?|events?|locks?|transactions?|tokens?|devices?|tickets?|managers?|channels?|integrations?|versions?|revisions?|e-?tags?|locales?)\b/i;
const existing = [
  /(?<!not )(?<!never )\balready (?:exists?|been (?:taken|used|registered)|taken|in use|used|registered|belongs|present|has an account|a (?:user|member))\b/i,
  /\b(?:exists|registered|taken|used|in use) already\b/i,
  /\b(?:e-?mail|user ?name|login|account)(?: address| name| id)? (?:is |has been |was )?(?:currently )?(?:in use|taken|used|registered|claimed)\b/i,
  /\b(?:user ?name|login|e-?mail)\b[^.]{0,40}\b(?:not available|unavailable)\b/i,
  /\bmust be unique\b/i,
  /\b(?:is|are) not unique\b/i,
  /\bnot a unique\b/i,
  /\bnon-?unique (?:user|e-?mail|value|login)/i,
  /\buniqueness\b/i,
  /\bunique ?(?:constraint|index|key|violation)\b/i,
  /\bduplicate (?:key|entry|value|user\w*|e-?mail|account|login|record|resource)\b/i,
  /\b(?:in use|used|taken|claimed|registered) by (?:another|a different|an existing|some other|someone)/i,
  /\b(?:belongs|assigned|linked|tied|registered) to (?:another|a different|an existing|some other|someone)/i,
  /\b(?:has been|is|was) (?:already )?taken\b/i,
  /\bconflicts? with (?:an |another )?existing\b/i,
  /\b(?:user|account|e-?mail|username|login|member)\b[^.]{0,60}\bexists\b(?!\.\w)/i,
];
const notExisting = [
  /\bno (?:such )?(?:user|account|member|matching)\b/i,
  /\bno longer exists?\b/i,
  /\b(?:if|whether) (?:the |a )?user (?:already )?exists\b/i,
  /\bnot (?:already |yet )?exists?\b/i,
  /\bnone exists\b/i,
];

/** Somebody has this user name, email or account already. */
export const exists: Meaning = ({ words }) =>
  matchesAny(words, existing) &&
  !matchesAny(words, notExisting) &&
  (person.test(words) || !otherThing.test(words));

/** Something that is no user exists already: a group, a session, a job. */
export const otherThingExists: Meaning = ({ words }) => otherThing.test(words) && !person.test(words);

/** The user exists under Okta's own id, or as an account that is not active. */
export const existsUnseen = says([
  /\bexternal[ _-]?id\b[^.]{0,60}\b(?:already|exists?|in use|used|taken|unique|duplicate)\b/i,
  /\bduplicate[^.]{0,30}\bexternal[ _-]?id\b/i,
  /\b(?:inactive|deactivated|disabled|archived|suspended|deleted|soft-deleted|deprovisioned)\b[^.]{0,50}\b(?:exists|already)\b/i,
  /\b(?:exists?|already)\b[^.]{0,50}\b(?:but|as|and|in an?|is|was|been) (?:is |it is |was |an? |has been )?(?:currently )?(?:inactive|deactivated|disabled|archived|suspended|deleted)\b/i,
]);

/** Two requests met each other. */
export const concurrent = says([
  /\bconcurren\w+\b/i,
  /\bsimultaneous\w*\b/i,
  /\bat the same time\b/i,
  /\b(?:another|other|previous) (?:request|operation|update|change|push)\b[^.]{0,60}\b(?:progress|running|pending|process\w*|same)\b/i,
  /\bbeing (?:processed|created|updated|modified) (?:by|in) another\b/i,
]);

const letGo = String.raw`(?:de-?activat|suspend|remov|delet|disabl|de-?provision|demot|archiv)\w*`;
const guarded = String.raw`(?:owner|last (?:remaining )?(?:[a-z]+ )?admin\w*|only (?:remaining )?(?:[a-z]+ )?(?:admin\w*|owner)|(?:primary|root|super|global|organi[sz]ation|workspace|billing|account|company|site)[- ]?(?:admin\w*|owner|contact)|admin(?:istrator)?s?|api user|integration user|service account|yourself|own (?:account|user)|current user|token owner)`;
/** The account cannot be deactivated for what it is. */
export const isProtected = says(
  [
    String.raw`\b(?:can ?not|can'?t|could not|couldn'?t|not (?:allowed|permitted|possible)|unable|may not|must not|forbidden)\b[^.]{0,30}\b${letGo}[^.]{0,60}\b${guarded}\b`,
    String.raw`\b${guarded}\b[^.]{0,40}\b(?:can ?not|can't|could not|may not|must not) be ${letGo}`,
    String.raw`\bthis user is (?:the|an?) (?:api user|owner|[a-z]+ owner|last [a-z]+|service account)\b`,
    String.raw`\bat least one (?:active )?(?:owner|admin\w*)\b`,
  ].map((source) => new RegExp(source, 'i')),
);

/** More users than one fit. */
export const duplicates = says([
  /\bmore than one (?:active |matching )?(?:user|account|match|resource|record|member|result|person)\b/i,
  /\bmultiple (?:active |matching )?(?:users|accounts|matches|records|resources|entries|members|results)\b/i,
  /\b(?:found|returned|got|matched|matches) (?:[2-9]|\d\d+|several|two|too many) (?:matching (?:users|accounts|records)|matches|(?:users|accounts|records|results) (?:matching|with|for|that|instead|where))\b/i,
  /\b(?:several|two) (?:users|accounts|matches) (?:were )?(?:found|match)/i,
  /\bnon-?unique result\b/i,
  /\btoo many (?:matching )?(?:users|matches|accounts) (?:were )?(?:found|match)/i,
  /\bambiguous (?:user|match|account)\b/i,
  /\bduplicate (?:users|accounts)\b[^.]{0,20}\b(?:found|exist)/i,
]);

const someone = String.raw`(?:user|account|member|person|resource|record|profile|identity|employee)`;
const which = String.raw`(?: (?:with|having|for|by) [^.]{1,80}?| id| record| account)?(?: ["'“#(]?[\w-]*(?:\d|…)[\w.…-]*["'”)]?| ["'“][^"'”]{1,80}["'”])?`;
/** The account that was meant is not there. */
export const isGone = says(
  [
    String.raw`\bno ${someone} (?:was |were )?(?:returned|found|exists?|matches|matching|with)\b`,
    String.raw`\b${someone}${which} (?:was |is |were |could |can ?|has )?not (?:be |been )?found\b`,
    String.raw`\b(?:no such|unknown|nonexistent|non-existent|missing) ${someone}\b`,
    String.raw`\b${someone}${which}(?: \([^)]{1,60}\))? (?:does not|doesn't|did not|do not) (?:seem to )?exist\b`,
    String.raw`\b${someone}${which} (?:no longer exists?|has been (?:permanently )?(?:deleted|removed)|was (?:permanently )?(?:deleted|removed)|is deleted)\b`,
    String.raw`\b(?:can ?not|could not|couldn't|unable to|failed to|can't) (?:find|locate) (?:the |a |an |any )?${someone}\b`,
    String.raw`\bno user\.?$`,
  ].map((source) => new RegExp(source, 'i')),
);
/** The account is there, and not active. */
export const isInactive = says([
  /\buser(?:'s|’s)? (?:account )?(?:is|has been) (?:currently )?(?:inactive|not active|deactivated|disabled|suspended)\b/i,
  /\binactive user\b/i,
]);
