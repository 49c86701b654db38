import { z } from 'zod';
import { listOf } from '../../../shared/bounded-json';
import { settingOfLabel } from '../../storage/migrations/setting-labels';
import { unknownSetting } from '../failures';

/** Version 2: a setting was named by its label in an area. Its first exports had neither `signOn` nor `featuresShowScim`. */
const version2Schema = z.looseObject({
  version: z.literal(2),
  featuresShowScim: z.unknown().optional(),
  signOn: z.unknown().optional(),
  settings: listOf(
    z.looseObject({
      area: z.enum(['app', 'single-sign-on', 'provisioning', 'to-app', 'mapping']),
      setting: z.string(),
    }),
  ),
});

/** One row for two settings, which the first exports of version 1 had: it tells of neither which one was proven. */
const bothActions = 'Supported provisioning actions';

/** @throws ZodError for what is no summary of version 2, AppFailure `bad-input` for a label that no version wrote. */
export function from2(json: unknown): unknown {
  const { settings, featuresShowScim = null, signOn = null, ...rest } = version2Schema.parse(json);
  return {
    ...rest,
    version: 3,
    featuresShowScim,
    signOn,
    settings: settings
      .filter(({ setting }) => setting !== bothActions)
      .map(({ area, setting: label, ...row }) => {
        const setting = settingOfLabel(label, area === 'mapping');
        if (setting === null) throw unknownSetting();
        return { ...row, setting };
      }),
  };
}
