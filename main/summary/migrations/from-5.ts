import { z } from 'zod';

/** Version 5: the app integration was not noted as a tool needs it that manages it as code. */
const version5Schema = z.looseObject({ version: z.literal(5) });

/** @throws ZodError for what is no summary of version 5. */
export function from5(json: unknown): unknown {
  return { ...version5Schema.parse(json), version: 6, integration: null };
}
