import { useState } from 'react';
import { relayStateSchema, relayStates } from '../../../shared/oktopost';
import type { RelayState } from '../../../shared/oktopost';
import { CheckChoice, Choices, RadioChoice } from '../../components/choice';
import { Details } from '../../components/details';
import { useApp, usePending, useSnapshot, useTarget } from '../../store/context';
import { words } from './words';

/** Choices that change the plan below them. */
export function PlanOptions({ disabled }: { disabled: boolean }) {
  // The pre-built app has its own setting for where a sign-in lands.
  const kind = useTarget()?.app ?? 'custom';
  const { appChoice, planOnly } = useSnapshot();
  const call = useApp((state) => state.call);
  const pending = usePending('app.choose', 'session.planOnly');
  // Optimistic; main's answer follows with the snapshot.
  const [only, setOnly] = useState(planOnly);
  const [relayState, setRelayState] = useState(appChoice.relayState);
  const choose = (chosen: RelayState | null): void => {
    setRelayState(chosen);
    void call('app.choose', { ...appChoice, relayState: chosen }).then(({ ok }) => {
      if (!ok) setRelayState(appChoice.relayState);
    });
  };
  const turn = (on: boolean): void => {
    setOnly(on);
    void call('session.planOnly', { on }).then(({ ok }) => {
      if (!ok) setOnly(planOnly);
    });
  };
  const off = disabled || pending;
  return (
    <div className="stack">
      <CheckChoice title={words.planOnly.title} isSelected={only} isDisabled={off} onChange={turn}>
        {words.planOnly.text}
      </CheckChoice>
      {kind === 'custom' && (
        <Details title={words.relay.summary(relayState)}>
          <Choices title={words.relay.title} hint={words.relay.hint}>
            <RadioChoice
              group="relay-state"
              title={words.relay.unset}
              isSelected={relayState === null}
              isDisabled={off}
              onChange={() => {
                choose(null);
              }}
            >
              {words.relay.unsetText}
            </RadioChoice>
            {relayStateSchema.options.map((option) => (
              <RadioChoice
                key={option}
                group="relay-state"
                title={words.relay.options[option].title}
                isSelected={relayState === option}
                isDisabled={off}
                onChange={() => {
                  choose(option);
                }}
              >
                <span>
                  {words.relay.value} <code>{relayStates[option] ?? words.relay.none}</code>
                </span>
                <span>{words.relay.options[option].text}</span>
              </RadioChoice>
            ))}
          </Choices>
        </Details>
      )}
    </div>
  );
}
