import { z } from 'zod';
import type { CallName } from '../call-names';
import { maxExplainedBytes } from '../explained';

/** Each call with a schema for its payload and one for its result. */
export type Calls = Partial<Record<CallName, { payload: z.ZodType; result: z.ZodType }>>;

export const nothing = z.strictObject({});
export const done = z.null();
export const shortId = z.string().max(64);
export const index = z.number().int().nonnegative();
/** The bytes of a file, as base64. */
export const fileBytes = z.base64().max(Math.ceil(maxExplainedBytes / 3) * 4);

/**
 * Electron saves by dialog (`savedAs`, null when cancelled); browser mode hands the text over as a download, and in place of a
 * PDF the page that the browser is to print.
 */
export const exported = z.strictObject({
  savedAs: z.string().nullable(),
  download: z.strictObject({ name: z.string(), type: z.string(), text: z.string() }).nullable(),
  print: z.string().nullable(),
});

export const documentFormats = ['markdown', 'html', 'pdf'] as const;
