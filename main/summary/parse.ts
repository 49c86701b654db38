import { z } from 'zod';
import { AppFailure } from '../../shared/errors';
import { knownBySchema, summarySchema, summarySettingSchema } from '../../shared/summary';
import type { Summary } from '../../shared/summary';

const headSchema = z.looseObject({ kind: z.literal('oktopost-okta-summary'), version: z.number() });

const newest = summarySchema.shape.version.value;

/** Version 1 noted neither who stated something, nor who did what, nor the sign-ins, nor which versions were at work. */
const version1Schema = summarySchema
  .omit({ by: true, evidence: true, systemLog: true, featuresShowScim: true, signOn: true, versions: true })
  .extend({
    version: z.literal(1),
    assistant: z.string(),
    settings: z.array(
      summarySettingSchema.extend({
        known: z.union([
          z.strictObject({ how: z.literal('stated'), at: z.iso.datetime() }).transform((known) => ({
            ...known,
            by: null,
          })),
          knownBySchema,
        ]),
      }),
    ),
  })
  .transform(({ assistant, ...rest }): Summary => ({
    ...rest,
    version: newest,
    by: null,
    evidence: [],
    systemLog: 'cannot-be-read',
    featuresShowScim: null,
    signOn: null,
    versions: { assistant, oktaSdk: null, journal: null },
  }));

/** @throws AppFailure `bad-input` */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (cause) {
    throw badSummary('The file is no JSON.', cause);
  }
}

/** Reads an exported summary of any version up to this one: hostile input. @throws AppFailure `bad-input`, `newer-version`. */
export function parseSummary(json: unknown): Summary {
  const head = headSchema.safeParse(json);
  if (!head.success) throw badSummary('The file is JSON, but no file that this assistant exported.');
  const { version } = head.data;
  if (version > newest) throw newerSummary();
  if (version !== 1 && version !== newest) {
    throw badSummary('The summary has a version that this assistant does not know.');
  }
  const read = (version === 1 ? version1Schema : summarySchema).safeParse(json);
  if (!read.success) {
    const places = read.error.issues.slice(0, 3).map(({ path }) => placeOf(path));
    throw badSummary(`The summary is damaged or was changed by hand (at ${places.join(', ')}).`);
  }
  const names = new Set(read.data.settings.map(({ area, setting }) => `${area}\n${setting}`));
  if (names.size !== read.data.settings.length) throw badSummary('The summary names a setting twice.');
  return read.data;
}

const placeOf = (path: readonly PropertyKey[]): string => (path.length === 0 ? 'the top' : path.join('.'));

export function badSummary(message: string, cause?: unknown): AppFailure {
  return new AppFailure(
    {
      code: 'bad-input',
      message,
      owner: 'okta-admin',
      next: 'Export the summary as JSON from the assistant again and give that file.',
    },
    { cause },
  );
}

const newerSummary = (): AppFailure =>
  new AppFailure({
    code: 'newer-version',
    message: 'The summary was exported by a newer version of this assistant.',
    owner: 'okta-admin',
    next: 'Open it with that version, or export the summary again with this one.',
  });
