import { expect, it } from 'vitest';
import { AppFailure } from '../../shared/errors';
import type { RunState } from '../plans/run-state';
import { requireNoRun } from './approval';

it('says of a ring that is being taken back to wait for it, since nothing stops that', () => {
  const said = (kind: 'ring' | 'ring-back'): string => {
    const run: RunState = {
      ...{ id: 'r', scope: { kind, ring: 0 }, planOnly: false, state: 'running', changes: [], checks: [] },
      ...{ wait: null, error: null, long: null, finished: 0, failed: [], firstRefusal: null },
    };
    try {
      requireNoRun({ engine: { run } });
    } catch (error) {
      return error instanceof AppFailure ? error.error.next : String(error);
    }
    return 'nothing';
  };
  expect(said('ring')).toBe('Stop it first, or wait until it has ended.');
  expect(said('ring-back')).toMatch(/^Wait until it has ended/);
});
