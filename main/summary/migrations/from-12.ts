import { z } from 'zod';

const version12Schema = z.looseObject({ version: z.literal(12), rollout: z.looseObject({}).nullable() });

/**
 * Version 12: lines of the journal that are no entry were not noted, and of a rollout it was not noted whom somebody else had unassigned, who had arrived before, nor whose account was active before the
 * set-up. @throws ZodError for what is no summary of version 12.
 */
export function from12(json: unknown): unknown {
  const { rollout, ...rest } = version12Schema.parse(json);
  return {
    ...rest,
    version: 13,
    journalSkipped: null,
    rollout:
      rollout === null ? null : { ...rollout, unassigned: null, arrivedBefore: null, activeBefore: null },
  };
}
