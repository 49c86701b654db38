import { z } from 'zod';
import { time } from './time';

/** A change of one setting as Okta's System Log tells it, in the words of the setting's value. */
export const loggedChangeSchema = z.strictObject({
  at: time,
  /** A login, or the name that Okta gives; null when Okta does not report it. */
  who: z.string().nullable(),
  /** Null: Okta does not tell. */
  from: z.string().nullable(),
  to: z.string(),
  eventId: z.string(),
});
export type LoggedChange = z.infer<typeof loggedChangeSchema>;

/** `off → on`, or `now on` where Okta does not tell what it was before. */
export const fromTo = ({ from, to }: Pick<LoggedChange, 'from' | 'to'>): string =>
  from === null ? `now ${to}` : `${from} → ${to}`;
