import { z } from 'zod';

/** Version 8: whom a plan left with another user name was not noted, and nothing was proven by what Okta sent. */
const version8Schema = z.looseObject({ version: z.literal(8) });

/** @throws ZodError for what is no summary of version 8. */
export function from8(json: unknown): unknown {
  return { ...version8Schema.parse(json), version: 9, keptUserNames: [] };
}
