import {
  destinationIds,
  longestLabel,
  regions,
  regionIds,
  suggestedLabels,
  targetOf,
} from '../../../shared/oktopost';
import type { Destination, Region } from '../../../shared/oktopost';
import { CheckChoice, Choices, RadioChoice } from '../../components/choice';
import { Field } from '../../components/field';
import { Note } from '../../components/note';
import { Screen } from '../../components/screen';
import { Section } from '../../components/section';
import { SubmitButton } from '../../components/submit-button';
import { useApp, useDraft, usePending, useSnapshot } from '../../store/context';
import { Comparison } from './comparison';
import { nameField } from './name-field';
import { words } from './words';

const formId = 'destination-form';
const ticked = 'ticked';

export function DestinationScreen() {
  const snapshot = useSnapshot();
  const call = useApp((state) => state.call);
  const field = useApp(({ errors }) => errors.destination?.field);
  const pending = usePending('destination.choose');
  const [draftDestination, setDestination, destinationSent] = useDraft(
    'destination',
    snapshot.destination ?? 'board',
  );
  const [draftRegion, setRegion, regionSent] = useDraft('region', snapshot.region ?? '');
  const [label, setLabel, labelSent] = useDraft(nameField, snapshot.label);
  const [tick, setTick, tickSent] = useDraft(
    'undocumented-target',
    snapshot.confirmedUndocumentedTarget ? ticked : 'open',
  );
  // The app integration has its addresses: main takes no other choice any more.
  const isFixed = snapshot.app !== null;
  const destination =
    destinationIds.find((id) => id === (isFixed ? snapshot.destination : draftDestination)) ?? 'board';
  const region = regionIds.find((id) => id === (isFixed ? snapshot.region : draftRegion)) ?? null;
  const confirmedUndocumentedTarget = tick === ticked;
  const target = region === null ? null : targetOf(destination, region);
  const outside = target !== null && !target.inArticle;
  // The pre-built app is not named here.
  const isNamed = target?.app !== 'catalogue';
  const fault = labelFault(label);
  const { oktopost } = snapshot;
  const hasToken = oktopost.state === 'accepted' || oktopost.state === 'unchecked';
  const isOther = region !== snapshot.region || destination !== snapshot.destination;
  const ready = region !== null && !(isNamed && fault !== null) && (!outside || confirmedUndocumentedTarget);

  const chooseDestination = (chosen: Destination): void => {
    // A name that the admin entered is kept.
    if (label === suggestedLabels[destination]) setLabel(suggestedLabels[chosen]);
    setDestination(chosen);
  };

  return (
    <Screen
      id="destination"
      title={words.title}
      lead={words.lead}
      state={
        region === null
          ? words.state.open
          : outside && !confirmedUndocumentedTarget
            ? words.state.outside
            : words.state[(isNamed && fault) || 'chosen']
      }
      primary={
        <SubmitButton form={formId} canSubmit={ready} isPending={pending}>
          {words.action}
        </SubmitButton>
      }
    >
      <Comparison />
      <form
        id={formId}
        className="screen-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (region === null || !ready) return;
          void call('destination.choose', {
            destination,
            region,
            label: fault === null ? label : suggestedLabels[destination],
            confirmedUndocumentedTarget: outside && confirmedUndocumentedTarget,
          }).then(({ ok }) => {
            if (!ok) return;
            destinationSent();
            regionSent();
            labelSent();
            tickSent();
          });
        }}
      >
        <Choices title={words.destination.title} hint={isFixed ? words.fixed : undefined}>
          {destinationIds.map((option) => (
            <RadioChoice
              key={option}
              group="destination"
              title={words.destination.names[option].title}
              isSelected={destination === option}
              isDisabled={isFixed && destination !== option}
              onChange={() => {
                chooseDestination(option);
              }}
            >
              {words.destination.names[option].text}
            </RadioChoice>
          ))}
        </Choices>
        <Choices title={words.region.title} hint={words.region.hint}>
          {regionIds.map((option) => (
            <RadioChoice
              key={option}
              group="region"
              title={regions[option].name}
              isSelected={region === option}
              isDisabled={isFixed && region !== option}
              onChange={() => {
                setRegion(option);
              }}
            >
              <RegionFacts destination={destination} region={option} />
            </RadioChoice>
          ))}
        </Choices>
        {hasToken && isOther && (
          <Note tone="grey">
            <p>{words.aside}</p>
          </Note>
        )}
        {outside && (
          <Section title={words.outside.title}>
            <Note tone="amber">
              <p>{words.outside.text}</p>
              <p>{words.outside.offered}</p>
            </Note>
            <CheckChoice
              title={words.outside.tick}
              isSelected={confirmedUndocumentedTarget}
              onChange={(isTicked) => {
                setTick(isTicked ? ticked : 'open');
              }}
            >
              {words.outside.tickText}
            </CheckChoice>
          </Section>
        )}
        {isNamed && (
          <Field
            label={words.label.title}
            hint={words.label.hint[destination]}
            fault={fault === 'too-long' ? words.label.tooLong(label.trim().length) : undefined}
          >
            {(input) => (
              <input
                {...input}
                className="input"
                name={nameField}
                value={label}
                onChange={(event) => {
                  setLabel(event.target.value);
                }}
                aria-invalid={field === 'label' || input['aria-invalid']}
              />
            )}
          </Field>
        )}
      </form>
    </Screen>
  );
}

function labelFault(label: string): 'unnamed' | 'too-long' | null {
  const { length } = label.trim();
  return length === 0 ? 'unnamed' : length > longestLabel ? 'too-long' : null;
}

function RegionFacts({ destination, region }: { destination: Destination; region: Region }) {
  const { app, acsUrl, scimBaseUrl, inArticle } = targetOf(destination, region);
  if (app === 'catalogue') return <span>{words.region.prebuilt}</span>;
  return (
    <>
      {!inArticle && <span>{words.region.outside}</span>}
      <span>
        {words.region.acs} <code>{acsUrl}</code>
      </span>
      <span>
        {words.region.scim} <code>{scimBaseUrl}</code>
      </span>
    </>
  );
}
