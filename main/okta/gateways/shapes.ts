import { z } from 'zod';
import { listOf } from '../../../shared/bounded-json';

/** Okta omits an empty field or sends null. */
export const text = z
  .string()
  .nullish()
  .transform((value) => value ?? null);
/** As `text`, where a value of another type says as little as none. */
export const looseText = z
  .unknown()
  .optional()
  .transform((value) => (typeof value === 'string' ? value : null));
/** An object; null for anything else. */
export const loosePart = <T extends z.ZodRawShape>(shape: T) => z.looseObject(shape).nullable().catch(null);
export const list = <T extends z.ZodType>(item: T) =>
  listOf(item)
    .nullish()
    .transform((value) => value ?? []);
export const record = z
  .record(z.string(), z.unknown())
  .nullish()
  .transform((value) => value ?? {});
/** A response whose body is not used. */
export const anything = z.unknown();
