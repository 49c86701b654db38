import { z } from 'zod';

const version9Schema = z.looseObject({ version: z.literal(9), people: z.looseObject({}).nullable() });

/** Version 9: for how many people the last push had failed was not noted. @throws ZodError for what is no summary of version 9. */
export function from9(json: unknown): unknown {
  const { people, ...rest } = version9Schema.parse(json);
  return { ...rest, version: 10, people: people === null ? null : { ...people, failed: null } };
}
