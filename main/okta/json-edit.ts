import { applyEdits, modify } from 'jsonc-parser';
import { isObject } from './json';

type Path = (string | number)[];

/**
 * Applies `change` to the JSON text of an object. Whatever it does not touch stays byte for byte: key order, nulls, the spelling
 * of numbers and escapes. A value set to undefined, or deleted, is removed.
 * @throws SyntaxError when the text is not JSON, TypeError when it is not an object.
 */
export function editJson(text: string, change: (value: Record<string, unknown>) => void): string {
  const before: unknown = JSON.parse(text);
  if (!isObject(before)) throw new TypeError('not a JSON object');
  const after = structuredClone(before);
  change(after);
  return differences(before, after, []).reduce(
    (edited, { path, value }) => applyEdits(edited, modify(edited, path, value, {})),
    text,
  );
}

/** The innermost paths at which two values differ; arrays are compared as a whole. */
function differences(before: unknown, after: unknown, path: Path): { path: Path; value: unknown }[] {
  if (isObject(before) && isObject(after)) {
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) =>
      differences(before[key], after[key], [...path, key]),
    );
  }
  return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ path, value: after }];
}
