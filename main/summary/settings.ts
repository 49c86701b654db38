import { oktaFeatures, regions, scim, toAppOptions } from '../../shared/oktopost';
import type { Region } from '../../shared/oktopost';
import type { Check, GuidedStepId, MappingChoice } from '../../shared/setup';
import type { SummarySetting } from '../../shared/summary';
import type { App, Okta } from '../okta/types';
import { checksOf } from '../setup/steps/app-integration';
import { hasScimAttributes, mappingChecks } from '../setup/steps/mapping';
import { readToApp } from '../setup/steps/to-app';

/** One setting as Okta shows it now, beside what it has to be. */
export interface ReadSetting extends Pick<SummarySetting, 'area' | 'setting' | 'expected' | 'source'> {
  /** Null: Okta does not show it. */
  actual: string | null;
  /** The guided step whose word counts where Okta shows nothing; null when there is none. */
  step: GuidedStepId | null;
}

/** Reads every setting of the app integration afresh; only reads. @throws AppFailure when Okta cannot be asked. */
export async function readSettings(
  okta: Okta,
  app: App,
  region: Region,
  choice: MappingChoice,
): Promise<ReadSetting[]> {
  const [{ boxes }, mapping, schema] = await Promise.all([
    readToApp(okta, app),
    okta.mapping(app.id),
    okta.appUserSchema(app.id),
  ]);
  const scimOn = app.features.includes(oktaFeatures.scim) || hasScimAttributes(schema);
  return [
    ...checksOf(app, region).map((check) =>
      fromCheck(check, check.setting === 'Status' ? 'app' : 'single-sign-on'),
    ),
    {
      area: 'provisioning',
      setting: 'Provisioning',
      expected: 'SCIM',
      actual: scimOn ? 'SCIM' : null,
      source: 'article',
      step: 'scim-on',
    },
    ...connectionSettings(region),
    ...toAppOptions.map((setting, index): ReadSetting => {
      const box = boxes?.[index];
      const actual = box === undefined ? null : box ? 'on' : 'off';
      return { area: 'to-app', setting, expected: 'on', actual, source: 'article', step: 'to-app' };
    }),
    ...mappingChecks(mapping, schema, choice).map((check) => fromCheck(check, 'mapping')),
  ];
}

/** Okta's public API shows none of these. Source: Okta facts, section 1. */
function connectionSettings(region: Region): ReadSetting[] {
  const settings = [
    ['SCIM connector base URL', regions[region].boardScimBaseUrl],
    ['Unique identifier field for users', scim.uniqueIdentifier],
    ['Supported provisioning actions', scim.supportedActions.join(', ')],
    ['Authentication Mode', scim.authenticationMode],
    ['Authorization', 'a token made in Oktopost (not part of this summary)'],
  ] as const;
  return settings.map(([setting, expected]) => ({
    area: 'provisioning',
    setting,
    expected,
    actual: null,
    source: 'article',
    step: 'connection',
  }));
}

function fromCheck({ setting, expected, actual }: Check, area: SummarySetting['area']): ReadSetting {
  return { area, setting, expected, actual, source: sourceOf(setting, area), step: null };
}

const articleSettings = ['Single sign-on URL', 'Audience URI (SP Entity ID)', 'Default RelayState'];
const helpPageSettings = ['Name ID', 'Name ID format', 'Application username format'];

function sourceOf(setting: string, area: SummarySetting['area']): SummarySetting['source'] {
  if (area === 'mapping' || articleSettings.includes(setting)) return 'article';
  return helpPageSettings.includes(setting) ? 'help pages' : 'okta default';
}
