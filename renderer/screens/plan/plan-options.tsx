import { useState } from 'react';
import { relayStateIds, relayStates } from '../../../shared/oktopost';
import type { RelayState } from '../../../shared/oktopost';
import { CheckChoice, Choices, RadioChoice } from '../../components/choice';
import { Details } from '../../components/details';
import { useApp, usePending, useSnapshot, useTarget } from '../../store/context';
import { usePlanOnly } from '../../store/use-plan-only';
import { words } from './words';

interface Props {
  disabled: boolean;
  /** The plan is about an existing app integration, which has a relay state, or none, already. */
  existing: boolean;
}

/** Choices that change the plan below them. */
export function PlanOptions({ disabled, existing }: Props) {
  // The pre-built app has its own setting for where a sign-in lands.
  const kind = useTarget()?.app ?? 'custom';
  const pending = usePending('app.choose', 'session.planOnly');
  const [only, turn] = usePlanOnly();
  const off = disabled || pending;
  return (
    <div className="stack">
      {kind === 'custom' && <RelayStateChoice disabled={off} existing={existing} />}
      <CheckChoice title={words.planOnly.title} isSelected={only} isDisabled={off} onChange={turn}>
        {words.planOnly.text}
      </CheckChoice>
    </div>
  );
}

/** Where a sign-in from the tile ends. Without a choice a new app integration gets none, and an existing one keeps its own. */
function RelayStateChoice({ disabled, existing }: Props) {
  const { appChoice, destination } = useSnapshot();
  const target = useTarget();
  const call = useApp((state) => state.call);
  const [relayState, setRelayState] = useState(appChoice.relayState);
  const choose = (chosen: RelayState | null): void => {
    setRelayState(chosen);
    void call('app.choose', { ...appChoice, relayState: chosen }).then(({ ok }) => {
      if (!ok) setRelayState(appChoice.relayState);
    });
  };
  const { relay } = words;
  // Platform users have no board to be taken to.
  const offered = relayStateIds.filter(
    (option) => option !== 'board' || destination === 'board' || relayState === 'board',
  );
  return (
    <>
      <Choices title={relay.title}>
        {existing && (
          <RadioChoice
            group="relay-state"
            title={relay.unset}
            isSelected={relayState === null}
            isDisabled={disabled}
            onChange={() => {
              choose(null);
            }}
          >
            {relay.unsetText}
          </RadioChoice>
        )}
        {offered.map((option) => (
          <RadioChoice
            key={option}
            group="relay-state"
            title={
              option === 'none' && target?.inArticle === false ? relay.none : relay.options[option].title
            }
            isSelected={relayState === option || (!existing && relayState === null && option === 'none')}
            isDisabled={disabled}
            onChange={() => {
              choose(option);
            }}
          >
            <span>
              {relay.value(relayStates[option] ?? null)}. {relay.options[option].text}
            </span>
          </RadioChoice>
        ))}
      </Choices>
      <Details title={relay.more.title}>
        <p>{relay.more.text}</p>
      </Details>
    </>
  );
}
