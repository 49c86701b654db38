import { largestPage } from './discovery';
import { attributeOf, badSyntax, badValue } from './scim-message';
import type { Selection } from './user-resource';

/** A list query, by URL or SearchRequest. */
export interface Query extends Selection {
  filter: string | null;
  startIndex: number;
  count: number;
}

const defaultPage = 100;

const names = (text: string | null): string[] =>
  (text ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);

export const selectionOf = (query: URLSearchParams): Selection => ({
  attributes: names(query.get('attributes')),
  excluded: names(query.get('excludedAttributes')),
});

/** Parses the query of a list URL. @throws ScimError 400 */
export const queryOf = (query: URLSearchParams): Query => ({
  filter: query.get('filter'),
  startIndex: startOf(integer(query.get('startIndex'), 'startIndex')),
  count: sizeOf(integer(query.get('count'), 'count')),
  ...selectionOf(query),
});

/** Out of range is clamped: RFC 7644, section 3.4.2.4. */
const startOf = (startIndex: number | null): number => Math.max(1, startIndex ?? 1);
const sizeOf = (count: number | null): number => Math.min(largestPage, Math.max(0, count ?? defaultPage));

function integer(text: string | null, name: string): number | null {
  if (text === null) return null;
  if (!/^[+-]?\d{1,9}$/.test(text)) throw badValue(`${name} must be an integer.`);
  return Number(text);
}

/** Parses a SearchRequest message. RFC 7644, section 3.4.3. @throws ScimError 400 */
export function searchOf(body: Record<string, unknown>): Query {
  const number = (name: string): number | null => {
    const value = attributeOf(body, name) ?? null;
    if (value !== null && (typeof value !== 'number' || !Number.isInteger(value))) {
      throw badValue(`${name} must be an integer.`);
    }
    return value;
  };
  const list = (name: string): string[] => {
    const value = attributeOf(body, name) ?? [];
    if (!Array.isArray(value)) throw badSyntax(`${name} must be a list.`);
    return value.map(String);
  };
  const filter = attributeOf(body, 'filter') ?? null;
  if (filter !== null && typeof filter !== 'string') throw badSyntax('filter must be a string.');
  return {
    filter,
    startIndex: startOf(number('startIndex')),
    count: sizeOf(number('count')),
    attributes: list('attributes'),
    excluded: list('excludedAttributes'),
  };
}
