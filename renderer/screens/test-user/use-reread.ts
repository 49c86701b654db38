import { useState } from 'react';
import type { TestSnapshot } from '../../../shared/verification';
import { useQuery } from '../../store/use-query';
import type { Reread } from './follow';

/** A test without success is read again by itself; any other once somebody asks. */
export function useReread(test: TestSnapshot, canRead: boolean): Reread & { onRetry: () => void } {
  const { user, state, assignedAt, endedAt } = test;
  const version = `${assignedAt ?? ''} ${endedAt ?? ''} ${state}`;
  const [asked, setAsked] = useState<string | null>(null);
  const wanted = state === 'failed' || state === 'timed-out' || asked === version;
  const { value, loading, again } = useQuery(
    'test.preCheck',
    canRead && wanted && state !== 'following' && user !== null ? { userId: user.id } : null,
    version,
  );
  return {
    check: value,
    loading,
    onAgain: () => {
      if (wanted) again();
      else setAsked(version);
    },
    onRetry: again,
  };
}
