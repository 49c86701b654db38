import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readChangeDetails } from './change-details';

describe('what a log event tells of changed values', () => {
  const details = { from: { create_users: false, label: 'A' }, to: { create_users: true, label: 'A' } };

  it('is what differs, under Okta’s name `from` and under the SDK’s `_from`', () => {
    const changes = [{ name: 'create_users', from: 'false', to: 'true' }];
    expect(readChangeDetails(details)).toEqual(changes);
    expect(readChangeDetails({ _from: details.from, to: details.to })).toEqual(changes);
  });

  it('is read from the map of properties too, and where one side is missing', () => {
    expect(readChangeDetails({ to: { app_instance_properties: { username_format: 'EMAIL' } } })).toEqual([
      { name: 'username_format', from: null, to: 'EMAIL' },
    ]);
    expect(readChangeDetails({ from: { label: 'A' }, to: null })).toEqual([
      { name: 'label', from: 'A', to: null },
    ]);
  });

  it('is whole, so that long values differ though both begin in the same way', () => {
    const [from, to] = ['a', 'b'].map((end) => `${'x'.repeat(600)}${end}`);
    expect(readChangeDetails({ from: { note: from }, to: { note: to } })).toEqual([
      { name: 'note', from, to },
    ]);
  });

  it('is nothing for anything else, and never throws', () => {
    for (const odd of [undefined, null, '', 'changed', 7, [], { from: 'a', to: 'b' }, { to: { a: [1] } }]) {
      expect(readChangeDetails(odd)).toEqual([]);
    }
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (from, to) => {
        for (const { from: before, to: after } of readChangeDetails({ from, to })) {
          expect(before).not.toBe(after);
        }
      }),
    );
  });
});
