import { z } from 'zod';
import { listOf } from '../../../shared/bounded-json';

const version13Schema = z.looseObject({
  version: z.literal(13),
  settings: listOf(z.looseObject({ setting: z.unknown(), value: z.unknown(), expected: z.unknown() })),
  signOn: z.looseObject({ checks: listOf(z.looseObject({})) }).nullable(),
});

const ofToken = 'a token made in Oktopost (not part of this summary)';

const renamed = (text: unknown): unknown =>
  text === ofToken ? 'a token made in Oktopost (Okta shows it to nobody)' : text;

/**
 * Version 13: who said what became of a sign-in, who left the mapping as it is, and lines that stayed behind where a saved set-up came
 * from were not noted, and the SCIM token was said to be no part of the summary. @throws ZodError for what is no summary of version 13.
 */
export function from13(json: unknown): unknown {
  const { signOn, settings, ...rest } = version13Schema.parse(json);
  return {
    ...rest,
    version: 14,
    settings: settings.map((row) => ({ ...row, value: renamed(row.value), expected: renamed(row.expected) })),
    mappingLeft: null,
    journalSkippedElsewhere: null,
    signOn:
      signOn === null
        ? null
        : { ...signOn, checks: signOn.checks.map((check) => ({ ...check, decidedBy: null })) },
  };
}
