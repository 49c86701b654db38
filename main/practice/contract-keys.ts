import { follow, resolvePointer } from './contract-operations';
import { isObject, record } from './people';

/** Keys of a request that the description does not name. Its schemas leave them be, Okta may not. */
export function unknownKeys(document: Record<string, unknown>, pointer: string, value: unknown): string[] {
  return walk(document, [record(resolvePointer(document, pointer))], value, '');
}

function walk(
  document: Record<string, unknown>,
  schemas: readonly Record<string, unknown>[],
  value: unknown,
  path: string,
): string[] {
  const all = flattened(document, schemas);
  if (Array.isArray(value)) {
    const items = all.flatMap(({ items: item }) => (isObject(item) ? [item] : []));
    return items.length === 0 ? [] : value.flatMap((entry, index) => walk(document, items, entry, `${path}/${index}`));
  }
  const closed = all.some(({ properties }) => isObject(properties));
  const open = all.some(({ additionalProperties }) => additionalProperties !== undefined && additionalProperties !== false);
  if (!isObject(value) || !closed || open) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const known = all.flatMap(({ properties }) => {
      const schema = record(properties)[key];
      return isObject(schema) ? [schema] : [];
    });
    if (known.length === 0) return [`${path}/${key} is not described`];
    return walk(document, known, inner, `${path}/${key}`);
  });
}

/** A schema with all that it is composed of. */
function flattened(
  document: Record<string, unknown>,
  schemas: readonly Record<string, unknown>[],
): Record<string, unknown>[] {
  const seen = new Set<Record<string, unknown>>();
  const queue = [...schemas];
  for (let schema = queue.pop(); schema !== undefined; schema = queue.pop()) {
    const target = follow(document, schema);
    if (seen.has(target)) continue;
    seen.add(target);
    for (const keyword of ['allOf', 'oneOf', 'anyOf']) {
      const parts = target[keyword];
      if (Array.isArray(parts)) queue.push(...parts.filter(isObject));
    }
  }
  return [...seen];
}
