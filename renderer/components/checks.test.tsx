import { describe, expect, it } from 'vitest';
import { renderPart } from '../testing/render';
import { sameCheck } from '../../shared/testing/plans';
import { snapshotAt } from '../../shared/testing/snapshots';
import { Checks } from './checks';
import { labelOf, labelWithin, mappingOf } from '../../shared/settings';
import type { Check } from '../../shared/plan';

const unmapped = (attribute: string, change: Partial<Check> = {}): Check => ({
  ...sameCheck,
  setting: mappingOf(attribute),
  expected: 'not mapped',
  actual: 'not mapped',
  ...change,
});
const names = ['title', 'locale', 'timezone', 'division', 'costCenter'];

/** The settings of each table, in page order. */
const tables = (checks: readonly Check[]): string[][] =>
  renderPart(<Checks caption="Read back" checks={checks} labels={labelWithin} />, snapshotAt('mapping'))
    .split('<table')
    .slice(1)
    .map((table) => [...table.matchAll(/<th scope="row">([^<]+)</g)].map(([, name = '']) => name));

describe('Checks', () => {
  it('shows what differs or could not be read, and on request what is as expected', () => {
    const different = unmapped('email', { actual: 'user.email', state: 'different' });
    const unread = unmapped('userType', { actual: null, state: 'cannot-be-read' });
    expect(tables([different, ...names.map((name) => unmapped(name)), unread])).toEqual([
      ['email', 'userType'],
      names,
    ]);
  });

  it('says of which side the values were read: Oktopost has the accounts', () => {
    const account: Check = { ...sameCheck, setting: 'account:00u1', actual: null, state: 'cannot-be-read' };
    const different = unmapped('email', { actual: 'user.email', state: 'different' });
    const heads = (checks: readonly Check[]): string =>
      renderPart(<Checks caption="Read back" checks={checks} />, snapshotAt('undo'));
    expect(heads([different])).toContain('>In Okta<');
    expect(heads([account])).toContain('>At Oktopost<');
    const both = heads([different, account]);
    expect(both).toContain('>In Okta or at Oktopost<');
    expect(both).toContain('>not read<');
    expect(both).not.toContain('not reported by Okta');
  });

  it('has one table where all are as expected', () => {
    const checks = [sameCheck, ...names.map((name) => unmapped(name))];
    expect(tables(checks)).toEqual([[labelOf(sameCheck.setting), ...names]]);
  });
});
