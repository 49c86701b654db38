import { useEffect, useState } from 'react';
import type { ScreenId } from '../../shared/screens';
import { useApp, useStep } from './context';

/**
 * Goes to the next screen once what was asked of main succeeded: `goOn(ok)`. The snapshot that makes the next screen reachable may come
 * after main's answer.
 */
export function useGoOn(from: ScreenId): (ok: boolean) => void {
  const go = useApp((state) => state.go);
  const { next, nextReachable } = useStep(from);
  const [isDone, setDone] = useState(false);
  useEffect(() => {
    if (isDone && nextReachable && next !== null) void go(next);
  }, [isDone, nextReachable, next, go]);
  return setDone;
}
