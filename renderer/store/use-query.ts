import { useEffect, useEffectEvent, useState } from 'react';
import type { Payload, Value } from '../../shared/api';
import type { CallName } from '../../shared/call-names';
import { useApp } from './context';

interface Query<T> {
  /** The answer to exactly this payload, or null. */
  value: T | null;
  loading: boolean;
  again: () => void;
  /** Replaces the shown answer by one that came another way, unless it was asked again since this was rendered. */
  replace: (value: T) => void;
}

/**
 * Queries main while the component is mounted: at once, when the payload or `version` changes, and by `again`. A null payload
 * queries nothing. Late answers to an older payload are dropped; a failure is kept by the store for the screen.
 */
export function useQuery<N extends CallName>(
  name: N,
  payload: Payload<N> | null,
  version: string | null = null,
): Query<Value<N>> {
  const call = useApp((state) => state.call);
  const [attempt, setAttempt] = useState(0);
  const [answer, setAnswer] = useState<{ key: string; attempt: number; value: Value<N> | null } | null>(null);
  const key = payload === null ? null : JSON.stringify([name, payload, version]);

  // `key` replaces `payload` as a dependency: the payload's identity changes at every render.
  const ask = useEffectEvent(() => (payload === null ? null : call(name, payload)));

  useEffect(() => {
    if (key === null) return undefined;
    let dropped = false;
    void ask()?.then((result) => {
      if (!dropped) setAnswer({ key, attempt, value: result.ok ? result.value : null });
    });
    return () => {
      dropped = true;
    };
  }, [key, attempt]);

  const same = answer !== null && answer.key === key;
  return {
    value: same ? answer.value : null,
    loading: key !== null && !(same && answer.attempt === attempt),
    again: () => {
      setAttempt((before) => before + 1);
    },
    replace: (value) => {
      setAnswer((shown) =>
        shown !== null && shown.key === key && shown.attempt === attempt ? { ...shown, value } : shown,
      );
    },
  };
}
