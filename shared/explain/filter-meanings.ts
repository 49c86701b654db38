import { scim } from '../oktopost';
import type { Said } from './grammar';

const refusal =
  /\b(?:invalid\w*|unsupported|unknown|malformed|illegal|bad|wrong|only)\b|\b(?:not|cannot|can't|isn't|doesn't|unable|fail\w*)\b/i;
const space = String.raw`(?:\s|\+|%20)+`;
/** `email eq "ana@acme.com"`, also as part of an address. */
const condition = new RegExp(
  String.raw`(?<![\w.%])([a-z][\w.:$-]{0,120}(?:\[[^\]]{0,60}\](?:\.\w{1,40})?)?)${space}(?:eq|equals)(?=${space}|\W|$)`,
  'gi',
);
/** `Filtering by email is not supported`, `email is not a filterable attribute`, `unsupported filter attribute: email`. */
const named = [
  /\b(?:filter(?:s|ed|ing)?|search(?:es|ed|ing)?) (?:users? )?(?:by|on|for)(?: the)?(?: attribute| field| property)? ["'`“‘]?([a-z][\w.]{0,60})/i,
  /["'`“‘]?\b([a-z][\w.]{0,60})["'`”’]? (?:is|are) not (?:an? )?(?:(?:supported|valid|allowed) )?(?:filterable|searchable|filter|search)\b/i,
  /\bfilter (?:attribute|field|property|path|name|key)s?(?: name)?[:=]? ?["'`“‘]?([a-z][\w.]{0,60})/i,
  /\b(?:attribute|field|property|path) in (?:the )?filter[:=]? ?["'`“‘]?([a-z][\w.]{0,60})/i,
];
const filter = /filter|\bsearch/i;
/** That only the user name may be asked for, or the sentence of RFC 7644, section 3.12: the search by it is one that every server takes. */
const wantsUserName =
  /\bonly (?:(?:filter|search)(?:s|ing)? (?:by|on) |supports? )?(?:the )?["'`“‘]?userName\b|\battribute and filter comparison combination\b/i;
const isUserName = (name: string): boolean =>
  name.replace(/^.*:/, '').toLowerCase() === scim.uniqueIdentifier.toLowerCase();
/** Words that such a sentence has where it names no attribute. */
const noName =
  /^(?:is|are|was|not|the|this|that|it|an?|by|users?|attributes?|fields?|properties|property|value|filters?|eq|must|has)$/i;

/** Of a code such as `invalidFilter` the words are apart. */
const textOf = ({ failure, words }: Said): string => (words === '' ? failure : words);
const isRefused = (text: string): boolean => refusal.test(text.replace(/([a-z])(Filter)/g, '$1 $2'));

/** A search of Okta's was refused, by whatever attribute: no value of the person is at fault. */
export function refusesFilter(said: Said): boolean {
  const text = textOf(said);
  return isRefused(text) && (/filter/i.test(text) || !text.matchAll(condition).next().done);
}

/**
 * A search of Okta's was refused that asked by another attribute than the user name. `shown`: the filter itself is in the text; `told`: the
 * words say so. Null: neither.
 */
export function filtersByOther(said: Said): 'shown' | 'told' | null {
  const text = textOf(said);
  if (!filter.test(text) || !isRefused(text)) return null;
  const [first] = text.matchAll(condition);
  if (first !== undefined && !isUserName(first[1] ?? '')) return 'shown';
  if (wantsUserName.test(text)) return 'told';
  if (first !== undefined) return null;
  const [name] = named.flatMap((pattern) => pattern.exec(text)?.[1] ?? []);
  return name === undefined || noName.test(name) || isUserName(name) ? null : 'told';
}
