import { optionalEmail, relayStateSchema } from '../../shared/oktopost';
import type { RelayState } from '../../shared/oktopost';
import { mappingOf } from '../../shared/settings';
import type { MappingChoice } from '../../shared/snapshot';
import type { Summary } from '../../shared/summary';
import { relayStateWords } from '../steps/app-integration/settings';
import { wantedMapping } from '../steps/mapping/wanted';
import { mappingWords } from '../steps/mapping/words';

/** The relay state that a summary asks for; null when Oktopost knows none like that. */
export function relayStateOf({ settings }: Summary): RelayState | null {
  const asked = settings.find(({ setting }) => setting === 'sign-on.relay-state')?.expected;
  return relayStateSchema.options.find((option) => relayStateWords(option) === asked) ?? null;
}

/** The choice of the mapping step shows in what the summary expects of the work email. */
export function mappingChoiceOf({ settings }: Summary): MappingChoice {
  const kept: MappingChoice = { keepWorkEmail: true, deleteSchemaAttributes: false };
  const workEmail = mappingOf(optionalEmail.name);
  const keptEmail = mappingWords(wantedMapping(kept)[optionalEmail.name]);
  const email = settings.find(({ setting }) => setting === workEmail);
  return { ...kept, keepWorkEmail: email !== undefined && email.expected === keptEmail };
}
