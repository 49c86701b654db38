let format: Intl.DateTimeFormat | null = null;

/** A day for a screen, in this computer's zone: `24 Nov 2026`. Takes an ISO time. */
export const date = (at: string): string =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' }).format(new Date(at));

/** A time for a screen, in this computer's zone: `24 Nov 2026, 14:03`. Takes an ISO time. */
export function dateTime(at: string): string {
  // Making one takes a millisecond, and times on the screen are written anew each second.
  format ??= new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
  return format.format(new Date(at));
}
