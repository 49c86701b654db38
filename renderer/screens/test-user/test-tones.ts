import type { TestSnapshot } from '../../../shared/verification';
import { readRight, readWrong } from '../../components/known-tone';
import type { Tone } from '../../components/note';

/** The colour of a test's state, wherever it is shown. */
export const testTones: Record<TestSnapshot['state'], Tone> = {
  none: 'grey',
  following: 'blue',
  stopped: 'grey',
  passed: readRight,
  failed: readWrong,
  'timed-out': 'amber',
};
