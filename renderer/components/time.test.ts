import { describe, expect, it } from 'vitest';
import { ago, span } from './time';

const at = '2026-11-24T02:00:00.000Z';
const after = (milliseconds: number): number => Date.parse(at) + milliseconds;

describe('ago', () => {
  it.each([
    [0, 'just now'],
    [-5000, 'just now'],
    [12_400, '12 s ago'],
    [60_000, '1 min ago'],
    [3_599_000, '59 min ago'],
    [7_200_000, '2 h ago'],
    [86_400_000, '1 day ago'],
    [4 * 86_400_000, '4 days ago'],
  ])('%i ms later is "%s"', (passed, words) => {
    expect(ago(at, after(passed))).toBe(words);
  });
});

describe('span', () => {
  it('never goes below zero', () => {
    expect(span(-1)).toBe('0 s');
  });
});
