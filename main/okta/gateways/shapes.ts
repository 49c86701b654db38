import { z } from 'zod';

/** Okta omits an empty field or sends null. */
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
/** A response whose body is not used. */
export const anything = z.unknown();
