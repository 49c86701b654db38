import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { api } from '../../shared/api';
import { bodyLimitOf } from './body-limit';

type JsonSchema = z.core.JSONSchema._JSONSchema;
const unbounded = Number.POSITIVE_INFINITY;

/** Most bytes of a value as JSON: three for each UTF-16 unit of a text, one for each of base64. */
function mostBytes(schema: JsonSchema | undefined): number {
  if (schema === undefined || typeof schema === 'boolean') return unbounded;
  const { type, properties = {}, items, maxLength = unbounded, maxItems = unbounded } = schema;
  const either = schema.anyOf ?? schema.oneOf;
  if (either !== undefined) return Math.max(...either.map(mostBytes));
  const listed = schema.enum ?? (schema.const === undefined ? undefined : [schema.const]);
  if (listed !== undefined) return Math.max(...listed.map((value) => JSON.stringify(value).length));
  switch (type) {
    case 'string':
      return 2 + (schema.format === 'base64' ? 1 : 3) * maxLength;
    case 'array':
      return 2 + maxItems * (1 + mostBytes(Array.isArray(items) ? undefined : items));
    case 'object':
      return Object.entries(properties).reduce(
        (sum, [key, value]) => sum + key.length + 4 + mostBytes(value),
        2,
      );
    default:
      // A number, a boolean or null.
      return /string|array|object|undefined/.test(String(type)) ? unbounded : 24;
  }
}

describe('how long the body of a call may be', () => {
  it.each(Object.entries(api))('%s: its longest payload fits', (name, { payload }) => {
    const most = mostBytes(z.toJSONSchema(payload, { io: 'input' }));
    expect(most).toBeLessThan(bodyLimitOf(name));
    expect(bodyLimitOf(name) > 1024 * 1024).toBe(most > 64 * 1024);
  });

  it('a name that is no call has the short limit', () => {
    expect(bodyLimitOf('constructor')).toBe(64 * 1024);
  });
});
