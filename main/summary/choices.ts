import { optionalEmail, targetOf } from '../../shared/oktopost';
import { mappingOf } from '../../shared/settings';
import type { SettingId } from '../../shared/settings';
import type { AppChoice, MappingChoice } from '../../shared/snapshot';
import type { Summary } from '../../shared/summary';
import { fieldWords, shownField, wordsOfStatements } from '../steps/app-integration/fields';
import type { Identity } from '../steps/app-integration/checks';
import { namingOfNote } from '../steps/app-integration/identity';
import { relayStateChoice } from '../steps/app-integration/settings';
import { wantedMapping } from '../steps/mapping/wanted';
import { mappingWords } from '../steps/mapping/words';
import { openSettings } from './settings';

const expectedOf = ({ settings }: Summary, id: SettingId): string | null =>
  settings.find(({ setting }) => setting === id)?.expected ?? null;

/** What a summary asks for as the relay state. */
export const relayStateOf = (summary: Summary): AppChoice =>
  relayStateChoice(expectedOf(summary, 'sign-on.relay-state'));

/** What is expected of the app integration's name, and of all else that its creation or adoption set, where the file has it. */
export function identityIn(summary: Summary): Identity {
  const label = expectedOf(summary, 'app.name') ?? summary.app.label;
  const note = expectedOf(summary, 'app.admin-note');
  const naming = note === null ? null : namingOfNote(note);
  if (note === null || naming === null) return { label, note: null };
  // The pattern of Okta's names tells a custom app without the subdomain.
  return naming === 'created' ? { label, note, subdomain: '' } : { label, note };
}

/** Settings of single sign-on that the article leaves open, as the summary has them: their rows, else Okta's answer of that day. */
export function keptIn({
  settings,
  integration,
  destination,
  region,
}: Summary): ReadonlyMap<SettingId, string> {
  const { app } = targetOf(destination, region);
  const open = openSettings[app];
  const kept = new Map<SettingId, string>();
  if (integration !== null && app === 'custom') {
    const { honorForceAuthn, attributeStatements } = integration.signOn;
    const statements = wordsOfStatements(attributeStatements);
    kept.set('sign-on.force-authn', shownField('settings.signOn.honorForceAuthn', honorForceAuthn));
    kept.set('sign-on.attribute-statements', fieldWords(statements));
    const hasLogout = integration.notDescribed.includes('single-logout');
    kept.set('sign-on.single-logout', shownField('settings.signOn.slo.enabled', hasLogout));
  }
  for (const { setting, expected } of settings) if (open.includes(setting)) kept.set(setting, expected);
  return kept;
}

/** The choice of the mapping step shows in what the summary expects of the work email. */
export function mappingChoiceOf(summary: Summary): MappingChoice {
  const kept: MappingChoice = { keepWorkEmail: true, deleteSchemaAttributes: false };
  const keptEmail = mappingWords(wantedMapping(kept)[optionalEmail.name]);
  return { ...kept, keepWorkEmail: expectedOf(summary, mappingOf(optionalEmail.name)) === keptEmail };
}
