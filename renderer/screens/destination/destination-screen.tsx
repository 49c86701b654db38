import { useState } from 'react';
import { Input, Label, RadioGroup, Text, TextField } from 'react-aria-components';
import { regions, regionSchema } from '../../../shared/oktopost';
import type { Region } from '../../../shared/oktopost';
import { Button } from '../../components/button';
import { RadioChoice } from '../../components/choice';
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
        <RadioGroup className="choices" defaultValue="board">
          <Label className="label">{words.destination.title}</Label>
          <RadioChoice value="board" title={words.destination.board}>
            {words.destination.boardText}
          </RadioChoice>
          <RadioChoice value="admin" title={words.destination.admin} isDisabled>
            {words.destination.adminText}
          </RadioChoice>
        </RadioGroup>
        <RadioGroup
          className="choices"
          value={region}
          isInvalid={field === 'region'}
          onChange={(value) => {
            setRegion(regionSchema.parse(value));
          }}
        >
          <Label className="label">{words.region.title}</Label>
          <Text slot="description" className="hint">
            {words.region.hint}
          </Text>
          {regionSchema.options.map((option) => (
            <RadioChoice key={option} value={option} title={regions[option].name}>
              <span>
                {words.region.acs} <code>{regions[option].acsUrl}</code>
              </span>
              <span>
                {words.region.scim} <code>{regions[option].boardScimBaseUrl}</code>
              </span>
            </RadioChoice>
          ))}
        </RadioGroup>
        <TextField
          className="field"
          value={label}
          onChange={setLabel}
          isInvalid={field === 'label'}
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
