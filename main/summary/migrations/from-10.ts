import { z } from 'zod';
import { listOf } from '../../../shared/bounded-json';

/** Version 10: which settings an item of the list is about was not noted, nor what the creation of an app integration sets. */
const version10Schema = z.looseObject({ version: z.literal(10), left: listOf(z.looseObject({})) });

/** @throws ZodError for what is no summary of version 10. */
export function from10(json: unknown): unknown {
  const { left, ...rest } = version10Schema.parse(json);
  return { ...rest, version: 11, left: left.map((item) => ({ ...item, settings: [] })) };
}
