import { z } from 'zod';

/** Okta leaves a field out or sends null for "nothing". */
export const text = z
  .string()
  .nullish()
  .transform((value) => value ?? null);
export const list = <T extends z.ZodType>(item: T) =>
  z
    .array(item)
    .nullish()
    .transform((value) => value ?? []);
export const record = z
  .record(z.string(), z.unknown())
  .nullish()
  .transform((value) => value ?? {});
/** An answer without anything in it that we read. */
export const anything = z.unknown();
