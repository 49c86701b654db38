import { z } from 'zod';

export const time = z.iso.datetime();

/** A date that others wrote, as `time` takes it; null for what is none, or lies outside the years 0 to 9999. */
export function timeIn(text: string): string | null {
  const at = new Date(text);
  if (Number.isNaN(at.getTime())) return null;
  return time.safeParse(at.toISOString()).data ?? null;
}
