import { z } from 'zod';
import { listOf } from '../../../shared/bounded-json';

/** Version 1: neither who stated something, nor who did what, nor the sign-ins, nor which versions were at work. */
const version1Schema = z.strictObject({
  kind: z.unknown(),
  version: z.literal(1),
  practice: z.unknown(),
  org: z.unknown(),
  app: z.unknown(),
  destination: z.unknown(),
  region: z.unknown(),
  made: z.unknown(),
  assistant: z.string(),
  settings: listOf(z.looseObject({ known: z.looseObject({ how: z.string() }) })),
  test: z.unknown(),
  left: z.unknown(),
});

/** @throws ZodError for what is no summary of version 1. */
export function from1(json: unknown): unknown {
  const { assistant, settings, ...rest } = version1Schema.parse(json);
  return {
    ...rest,
    version: 2,
    by: null,
    featuresShowScim: null,
    settings: settings.map(({ known, ...setting }) => ({
      ...setting,
      known: known.how === 'stated' ? { by: null, ...known } : known,
    })),
    evidence: [],
    systemLog: 'cannot-be-read',
    signOn: null,
    versions: { assistant, oktaSdk: null, journal: null },
  };
}
