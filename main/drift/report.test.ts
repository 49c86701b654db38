import { expect, it } from 'vitest';
import type { KnownBy } from '../../shared/summary';
import { lastKnown } from './report';

const at = '2026-11-28T10:00:00.000Z';
const user = 'oktopost-test-ab12cd@acme.example';

it.each<[KnownBy, string]>([
  [{ how: 'proven-by-life-cycle', user, at }, `last proven by the life-cycle test of ${user} at ${at}`],
  [{ how: 'proven-by-test', user: 'kim@acme.example', at }, `last proven by kim@acme.example at ${at}`],
  [{ how: 'stated', by: null, at }, `last stated by an admin at ${at}`],
  [{ how: 'read-back', at }, `last read at ${at}`],
  [{ how: 'unknown' }, 'never proven'],
])('says how a setting that Okta does not show was known: $0.how', (known, words) => {
  expect(lastKnown(known)).toBe(words);
});
