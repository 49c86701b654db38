import { dateTime } from '../components/time';

/** The words of what an admin states, on every screen. */
export const statementWords = {
  looked: 'I looked, it is so',
  takeBack: 'Take it back',
  stated: (by: string | null, at: string) => `Stated${by === null ? '' : ` by ${by}`}, ${dateTime(at)}.`,
} as const;
