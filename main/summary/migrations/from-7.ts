import { z } from 'zod';
import { listOf } from '../../../shared/bounded-json';

const version7Schema = z.looseObject({
  version: z.literal(7),
  settings: listOf(z.looseObject({ setting: z.unknown(), value: z.unknown(), expected: z.unknown() })),
});

/** Version 7: the API integration was called authenticated, of which Okta shows only that it is enabled. */
const named = (value: unknown): unknown => (value === 'authenticated' ? 'enabled' : value);

/** @throws ZodError for what is no summary of version 7. */
export function from7(json: unknown): unknown {
  const { settings, ...rest } = version7Schema.parse(json);
  return {
    ...rest,
    version: 8,
    settings: settings.map((row) =>
      row.setting === 'api-integration'
        ? { ...row, value: named(row.value), expected: named(row.expected) }
        : row,
    ),
  };
}
