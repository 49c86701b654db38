import { z } from 'zod';
import { destinationSchema, regionSchema } from './oktopost';
import { time } from './time';

/** Of a file that is opened at once, and of one part of a saved set-up. An exported summary has some 30 kB. In UTF-16 units. */
export const maxFileLength = 2 * 1024 * 1024;

/** Of a saved set-up, which is read in parts: some 250,000 changes in Okta. In UTF-16 units. */
export const maxSetupLength = 256 * 1024 * 1024;

/** Written into every saved set-up since the first version: older files must stay readable. */
export const savedSetupKind = 'oktopost-okta-hand-off';

/** Whether JSON claims to be a saved set-up, or the first line of one. */
export const isSavedSetup = (json: unknown): boolean =>
  z.looseObject({ kind: z.literal(savedSetupKind) }).safeParse(json).success;

/** A length as it is told, rounded. */
export const mebibytes = (length: number): string => Math.ceil(length / 1024 / 1024).toLocaleString('en');

/** Of whom and of when a file says it is; nothing of it is believed. Cleaned, so that it can be shown. */
const about = {
  file: z.string(),
  practice: z.boolean(),
  org: z.strictObject({ name: z.string().nullable(), url: z.string() }),
  destination: destinationSchema,
  region: regionSchema,
  appLabel: z.string().nullable(),
  at: time,
  by: z.string().nullable(),
};

/** A file that was opened, as it is shown before anything follows from it. */
export const openedSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('summary'),
    ...about,
    /** What a set-up in another org takes from it as a template. */
    taken: z.array(z.strictObject({ what: z.string(), value: z.string() })),
    /** What it does not take, each with the reason. */
    notTaken: z.array(z.string()),
  }),
  z.strictObject({
    kind: z.literal('saved-setup'),
    ...about,
    /** Changes in Okta that its journal tells of. */
    changes: z.number().int(),
    /** The last of them let go of the app integration. */
    isUndone: z.boolean(),
    /** Lines of the journals that it came from that were no entry: what they told is not in the file. */
    skippedLines: z.number().int(),
    /** It is of the set-up that is open here: nothing begins with it. */
    isOpenHere: z.boolean(),
  }),
]);
export type Opened = z.infer<typeof openedSchema>;
