import { useState } from 'react';
import type { PreCheck, TestSnapshot } from '../../../shared/verification';
import { useQuery } from '../../store/use-query';
import type { Reread } from './follow';

/** A test without success is read again by itself; any other once somebody asks. */
export function useReread(test: TestSnapshot, canRead: boolean): Reread & { onRetry: () => void } {
  const { user, state, assignedAt, endedAt } = test;
  const version = `${assignedAt ?? ''} ${endedAt ?? ''} ${state}`;
  const [asked, setAsked] = useState<string | null>(null);
  const [last, setLast] = useState<{ check: PreCheck; assignedAt: string | null } | null>(null);
  const wanted = state === 'failed' || state === 'timed-out' || asked === version;
  const { value, loading, again } = useQuery(
    'test.preCheck',
    canRead && wanted && state !== 'following' && user !== null ? { userId: user.id } : null,
    version,
  );
  if (value !== null && last?.check !== value) setLast({ check: value, assignedAt });
  return {
    check: value,
    earlier: last?.assignedAt === assignedAt ? last.check : null,
    loading,
    onAgain: () => {
      if (wanted) again();
      else setAsked(version);
    },
    onRetry: again,
  };
}
