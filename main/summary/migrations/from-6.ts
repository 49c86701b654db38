import { z } from 'zod';

/** Version 6: a rollout and the course of its rings were not noted. */
const version6Schema = z.looseObject({ version: z.literal(6) });

/** @throws ZodError for what is no summary of version 6. */
export function from6(json: unknown): unknown {
  return { ...version6Schema.parse(json), version: 7, rollout: null };
}
