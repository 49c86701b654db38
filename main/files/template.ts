import { destinations, regions, relayStates, suggestedLabels } from '../../shared/oktopost';
import type { Opened } from '../../shared/files';
import { labelOf } from '../../shared/settings';
import type { Summary } from '../../shared/summary';
import type { Session } from '../storage/session';
import { mappingChoiceOf, relayStateOf } from '../summary/choices';
import { checkedLabel, shown } from './clean';

type Template = Pick<Session, 'destination' | 'region' | 'label' | 'appChoice'> & {
  mappingChoice: Session['mapping']['choice'];
} & Pick<Extract<Opened, { kind: 'summary' }>, 'taken' | 'notTaken'>;

/**
 * What a set-up in another org takes from a summary: choices that this assistant knows, and the validated label. No other text
 * of the file reaches a plan.
 */
export function templateOf(summary: Summary): Template {
  const { destination, region, app, settings } = summary;
  const label = checkedLabel(app.label);
  const suggested = suggestedLabels[destination];
  const { relayState } = relayStateOf(summary);
  const { keepWorkEmail } = mappingChoiceOf(summary);
  const asked = settings.find(({ setting }) => setting === 'sign-on.relay-state')?.expected;
  const chosen = relayState === null || relayState === 'none' ? null : relayState;
  return {
    destination,
    region,
    label: label ?? suggested,
    appChoice: { relayState: chosen },
    mappingChoice: { keepWorkEmail, deleteSchemaAttributes: false },
    taken: [
      { what: 'Destination', value: destinations[destination].name },
      { what: 'Region', value: regions[region].name },
      ...(label === null ? [] : [{ what: 'App name', value: label }]),
      {
        what: labelOf('sign-on.relay-state'),
        value: chosen === null ? 'none, as Oktopost’s article says' : (relayStates[chosen] ?? 'none'),
      },
      { what: 'Work email', value: keepWorkEmail ? 'stays mapped' : 'is not mapped, as the article says' },
    ],
    notTaken: [
      'Org, tokens and ids: the other org has its own, and no summary holds a token.',
      'What was done by hand in Okta, and the test user: both belong to that org.',
      'Whether attributes of the app user profile are deleted: that is chosen again.',
      ...(label === null
        ? [`The app name: it is not a name that Okta accepts. "${suggested}" is used instead.`]
        : []),
      ...(relayState === null && asked !== undefined
        ? [`${labelOf('sign-on.relay-state')} "${shown(asked)}": Oktopost knows no such value.`]
        : []),
      ...settings
        .filter(({ value, expected, known }) => value !== expected && known.how !== 'unknown')
        .slice(0, 20)
        .map(
          ({ setting, value }) =>
            `${shown(labelOf(setting))}: it was "${shown(value)}" there, which is not as it should be.`,
        ),
    ],
  };
}
