import { useEffect, useState } from 'react';
import { words } from '../words/common';

export { date, dateTime } from '../../shared/date-time';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** `12 s ago`. Times are ISO strings, `now` milliseconds since the epoch. */
export function ago(at: string, now: number): string {
  const passed = now - Date.parse(at);
  return passed < 2 * second ? words.time.justNow : words.time.ago(span(passed));
}

/** `12 s`, `3 min`, `2 h`, `4 days`: rounded down, so that a countdown ends at `0 s`. */
export function span(milliseconds: number): string {
  const passed = Math.max(0, milliseconds);
  if (passed < minute) return `${Math.floor(passed / second)} s`;
  if (passed < hour) return `${Math.floor(passed / minute)} min`;
  if (passed < day) return `${Math.floor(passed / hour)} h`;
  const days = Math.floor(passed / day);
  return days === 1 ? '1 day' : `${days} days`;
}

/** The reader's own clock: `14:03:05`. */
export function clockTime(at: string): string {
  return new Date(at).toLocaleTimeString('en-GB');
}

/** Now, in milliseconds, updated every second. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => {
      setNow(Date.now());
    }, second);
    return () => {
      clearInterval(timer);
    };
  }, []);
  return now;
}
