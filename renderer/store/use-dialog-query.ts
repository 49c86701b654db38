import { useEffect, useEffectEvent } from 'react';
import type { Payload, Value } from '../../shared/api';
import type { CallName } from '../../shared/call-names';
import { useQuery } from './use-query';

/** What a dialog shows; null while it is read. Where it cannot be read the dialog closes: the screen behind it says why. */
export function useDialogQuery<N extends CallName>(
  name: N,
  payload: Payload<N>,
  onClose: () => void,
): Value<N> | null {
  const { value, loading } = useQuery(name, payload);
  const isRefused = value === null && !loading;
  const close = useEffectEvent(onClose);
  useEffect(() => {
    if (isRefused) close();
  }, [isRefused]);
  return value;
}
