import { expect, it } from 'vitest';
import type { LifeCycleFact } from '../../../shared/life-cycle';
import { snapshotAt } from '../../../shared/testing/snapshots';
import { renderPart, wordsOf } from '../../testing/render';
import { FactsTable } from './facts-table';

const unread: LifeCycleFact = {
  where: 'oktopost',
  what: 'active',
  expected: 'true',
  actual: null,
  state: 'cannot-be-read',
};

it.each([
  ['admin-application', unread, 'not asked'],
  ['admin-application', { ...unread, where: 'okta' }, 'not read'],
  ['admin-application', { ...unread, state: 'different' }, 'none'],
  ['board', unread, 'not read'],
] as const)('of %s says why there is no value (%#)', (destination, fact, said) => {
  const table = <FactsTable caption="Phase" facts={[fact]} />;
  const shown = wordsOf(renderPart(table, snapshotAt('life-cycle', { destination, region: 'us' })));
  for (const why of ['not asked', 'not read', 'none']) expect(shown.includes(why)).toBe(why === said);
});
