import { z } from 'zod';
import { listOf } from '../../../shared/bounded-json';

/** Version 4: what is left to do were sentences; the verdict, statements and the number of people were not noted. */
const version4Schema = z.looseObject({ version: z.literal(4), left: listOf(z.string()) });

/** @throws ZodError for what is no summary of version 4. */
export function from4(json: unknown): unknown {
  const { left, ...rest } = version4Schema.parse(json);
  const items = left.map((text) => ({ step: null, kind: 'open', text, link: null, statement: null }));
  return { ...rest, version: 5, left: items, verdict: null, stated: [], people: null };
}
