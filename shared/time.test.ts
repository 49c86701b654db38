import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { time, timeIn } from './time';

describe('a date that others wrote', () => {
  it('is taken in any form that names a moment', () => {
    expect(timeIn('2026-11-28T12:00:00+02:00')).toBe('2026-11-28T10:00:00.000Z');
    expect(timeIn('Nov 28 10:00:00 2026 GMT')).toBe('2026-11-28T10:00:00.000Z');
  });

  it.each([
    '',
    'never',
    '2026-13-45T99:99:99Z',
    '9999-12-31T23:59:59-23:59',
    '+275760-09-13T00:00:00Z',
    '+275760-09-14T00:00:00Z',
    '-000001-01-01T00:00:00Z',
    'Bad time value',
  ])('is none in “%s”', (text) => {
    expect(timeIn(text)).toBeNull();
  });

  it('throws for no text at all, and gives what a snapshot takes', () => {
    const odd = fc.oneof(
      fc.string(),
      fc.date({ noInvalidDate: false }).map(String),
      fc
        .tuple(fc.date({ noInvalidDate: true }), fc.string({ maxLength: 3 }))
        .map(([at, end]) => `${at.toISOString()}${end}`),
    );
    fc.assert(
      fc.property(odd, (text) => {
        const read = timeIn(text);
        if (read !== null) expect(time.safeParse(read).success).toBe(true);
      }),
    );
  });
});
