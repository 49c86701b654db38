import { z } from 'zod';
import { listOf } from '../../../shared/bounded-json';

/** Version 3: who set a value in Okta was not noted. */
const version3Schema = z.looseObject({
  version: z.literal(3),
  settings: listOf(z.looseObject({})),
});

/** @throws ZodError for what is no summary of version 3. */
export function from3(json: unknown): unknown {
  const { settings, ...rest } = version3Schema.parse(json);
  return { ...rest, version: 4, settings: settings.map((setting) => ({ ...setting, change: null })) };
}
