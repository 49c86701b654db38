import { applyEdits, modify } from 'jsonc-parser';
import { isObject } from './json';

type Path = (string | number)[];

/**
 * The JSON text of an object with `change` made in it. What the change leaves alone stays byte for byte as it came: order,
 * nulls, the way numbers and escapes are written. A value that is set to undefined or deleted is taken out.
 * @throws SyntaxError when the text is no JSON, TypeError when it is no object.
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

/** The smallest places at which two values differ; a list is one place. */
function differences(before: unknown, after: unknown, path: Path): { path: Path; value: unknown }[] {
  if (isObject(before) && isObject(after)) {
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) =>
      differences(before[key], after[key], [...path, key]),
    );
  }
  return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ path, value: after }];
}
