import { readFileSync, statSync } from 'node:fs';
import type { z } from 'zod';
import { decodedOrNull } from '../../shared/bounded-json';
import type { JsonLimits } from '../../shared/bounded-json';

/** What a file of the assistant's folder holds; null where there is none, or it is too long or not of this shape. */
export function keptIn<T extends z.ZodType>(file: string, schema: T, limits: JsonLimits): z.output<T> | null {
  try {
    if (statSync(file).size > limits.length) return null;
    return schema.safeParse(decodedOrNull(readFileSync(file, 'utf8'), limits)).data ?? null;
  } catch {
    return null;
  }
}
