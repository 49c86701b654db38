import { expect, it } from 'vitest';
import { minute } from './document';
import { dateTime } from '../../shared/date-time';
import { localTimes } from '../../shared/local-times';

it('times that files have in UTC are those of the screen, wherever they stand', () => {
  const [one, other] = ['2026-11-24T02:03:04.567Z', '2026-06-30T23:59:00.000Z'];
  expect(localTimes(`Between ${minute(one)} and ${minute(other)}.`)).toBe(
    `Between ${dateTime(one)} and ${dateTime(other)}.`,
  );
});

it('what is no time stays as it is', () => {
  for (const text of ['2026-13-45 99:99 UTC', '2026-11-24', 'at 02:03 UTC', ''])
    expect(localTimes(text)).toBe(text);
});
