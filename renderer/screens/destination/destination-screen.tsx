import { useState } from 'react';
import { Input, Label, Text, TextField } from 'react-aria-components';
import { regions, regionSchema } from '../../../shared/oktopost';
import type { Region } from '../../../shared/oktopost';
import { Button } from '../../components/button';
import { Choices, RadioChoice } from '../../components/choice';
import { Screen } from '../../components/screen';
import { useApp, usePending, useSnapshot } from '../../store/context';
import { words } from './words';

const formId = 'destination-form';

export function DestinationScreen() {
  const snapshot = useSnapshot();
  const call = useApp((state) => state.call);
  const field = useApp(({ errors }) => errors.destination?.field);
  const pending = usePending('destination.choose');
  const [region, setRegion] = useState<Region | null>(snapshot.region);
  const [label, setLabel] = useState(snapshot.label);
  const ready = region !== null && label.trim() !== '';

  return (
    <Screen
      id="destination"
      title={words.title}
      lead={words.lead}
      state={region === null ? words.state.open : words.state.chosen}
      primary={
        <Button kind="primary" type="submit" form={formId} isDisabled={!ready} isPending={pending}>
          {words.action}
        </Button>
      }
    >
      <form
        id={formId}
        className="screen-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (region !== null) void call('destination.choose', { destination: 'board', region, label });
        }}
      >
        <Choices title={words.destination.title}>
          <RadioChoice
            group="destination"
            title={words.destination.board}
            isSelected
            onChange={() => undefined}
          >
            {words.destination.boardText}
          </RadioChoice>
          <RadioChoice
            group="destination"
            title={words.destination.admin}
            isSelected={false}
            isDisabled
            onChange={() => undefined}
          >
            {words.destination.adminText}
          </RadioChoice>
        </Choices>
        <Choices title={words.region.title} hint={words.region.hint}>
          {regionSchema.options.map((option) => (
            <RadioChoice
              key={option}
              group="region"
              title={regions[option].name}
              isSelected={region === option}
              onChange={() => {
                setRegion(option);
              }}
            >
              <span>
                {words.region.acs} <code>{regions[option].acsUrl}</code>
              </span>
              <span>
                {words.region.scim} <code>{regions[option].boardScimBaseUrl}</code>
              </span>
            </RadioChoice>
          ))}
        </Choices>
        <TextField
          className="field"
          value={label}
          onChange={setLabel}
          isInvalid={field === 'label'}
          validationBehavior="aria"
          maxLength={100}
        >
          <Label>{words.label.title}</Label>
          <Input className="input" />
          <Text slot="description" className="hint">
            {words.label.hint}
          </Text>
        </TextField>
      </form>
    </Screen>
  );
}
