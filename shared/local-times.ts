import { dateTime } from './date-time';

/**
 * A sentence of files and commands, whose times are in UTC (`minute` in `main/export/document.ts`), for a screen: its times as those
 * beside it. Takes any text.
 */
export const localTimes = (text: string): string =>
  text.replace(/(\d{4}-\d\d-\d\d) (\d\d:\d\d) UTC/g, (utc: string, day: string, time: string) => {
    const at = `${day}T${time}Z`;
    return Number.isNaN(Date.parse(at)) ? utc : dateTime(at);
  });
