import { expect, it } from 'vitest';
import { shortened } from './shortened';

it.each([
  ['as it is', 8, 'as it is'],
  ['cut off', 3, 'cut…'],
  ['', 0, ''],
  ['a\u{1F600}b', 2, 'a…'],
  ['a\u{1F600}b', 3, 'a\u{1F600}…'],
])('says of %j in %i units that there is more: %j', (text, longest, shown) => {
  expect(shortened(text, longest)).toBe(shown);
});
