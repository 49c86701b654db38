import { useState } from 'react';
import { useApp, useSnapshot } from './context';

/** “Plan only” and the function that turns it: shown at once, and taken back where main refuses. */
export function usePlanOnly(): [isOn: boolean, turn: (on: boolean) => void] {
  const { planOnly } = useSnapshot();
  const call = useApp((state) => state.call);
  const [isOn, setOn] = useState(planOnly);
  const turn = (on: boolean): void => {
    setOn(on);
    void call('session.planOnly', { on }).then(({ ok }) => {
      if (!ok) setOn(planOnly);
    });
  };
  return [isOn, turn];
}
