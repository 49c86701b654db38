import { expect, it } from 'vitest';
import { agreed, allOf, counted, firstOf } from './counted';

it('a noun and a verb agree with their count', () => {
  expect([0, 1, 2000].map((count) => counted(count, 'second'))).toEqual([
    '0 seconds',
    '1 second',
    '2,000 seconds',
  ]);
  expect([0, 1, 2].map((count) => counted(count, 'person', 'people'))).toEqual([
    '0 people',
    '1 person',
    '2 people',
  ]);
  expect([1, 2].map((count) => agreed(count, 'loses', 'lose'))).toEqual(['loses', 'lose']);
});

it.each([
  [2, 'Both rings'],
  [1200, 'All 1,200 rings'],
])('tells of all %i', (count, words) => {
  expect(allOf(count, 'rings')).toBe(words);
});

it('names the first of many, and counts those beside them', () => {
  const names = ['Ana', 'Bruno', 'Chiara'];
  expect([2, 3].map((most) => firstOf(names, most))).toEqual(['Ana, Bruno and 1 more', 'Ana, Bruno, Chiara']);
  expect(firstOf(names, 2, 1999)).toBe('Ana, Bruno and 2,000 more');
  expect(firstOf(names, 3, 1)).toBe('Ana, Bruno, Chiara and 1 more');
});
