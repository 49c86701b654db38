import { describe, expect, it } from 'vitest';
import { labelOf } from './settings';
import { verdictOf } from './summary-verdict';
import type { LeftItem } from './left-to-do';
import type { SettingId } from './settings';
import { exampleSetting, exampleSummary } from './testing/summary';

it('names the first five settings that differ, and how many more', () => {
  const ids = [
    'scim',
    'app.name',
    'user-names',
    'sign-on.audience',
    'to-app.create',
    'to-app.update',
  ] as const;
  const differing = (count: number) =>
    verdictOf({
      ...exampleSummary,
      settings: ids.slice(0, count).map((setting) => ({ ...exampleSetting, setting, value: 'another' })),
    });
  const five = ids.slice(0, 5).map((id) => labelOf(id));
  expect(differing(5)).toContain(`These differ: ${five.join(', ')}. `);
  expect(differing(6)).toContain(`These differ: ${five.join(', ')} and 1 more. `);
});

describe('the faults that are left beside the settings that differ', () => {
  const fault = (text: string, settings: readonly SettingId[] = []): LeftItem => ({
    ...{ step: null, kind: 'fault', text, link: null, statement: null, settings: [...settings] },
  });
  const verdict = (differing: readonly SettingId[], left: readonly LeftItem[]): string =>
    verdictOf({
      ...exampleSummary,
      settings: differing.map((setting) => ({ ...exampleSetting, setting, value: 'another' })),
      left: [...left],
    });
  const attributes = ['mapping:a', 'mapping:b', 'mapping:c'] as const;
  const others = [fault('Another app integration conflicts.'), fault('The test of one user failed.')];

  it('are counted where one item names several attributes', () => {
    expect(verdict(attributes, [fault('3 attributes', attributes), ...others])).toMatch(
      /^These differ: .*\. 2 more faults are left to mend\. /,
    );
    expect(verdict(attributes, [fault('3 attributes', attributes)])).toMatch(/^These differ: /);
  });

  it('are counted where what differs is no fault', () => {
    // The admin left these attributes as they are.
    expect(verdict(attributes, others)).toMatch(/^These differ: .*\. 2 more faults are left to mend\. /);
    expect(verdict(attributes, others.slice(1))).toContain('. One more fault is left to mend. ');
  });

  it('are not beside a word that nothing differs', () => {
    expect(verdict([], others)).toMatch(/^2 faults are left to mend\. The test of /);
    expect(verdict([], [])).toMatch(/^Done\. No setting is known to differ\. /);
  });

  it('are none where each is a setting that differs', () => {
    expect(
      verdict(['scim', 'user-names'], [fault('SCIM', ['scim']), fault('Names', ['user-names'])]),
    ).toMatch(/^These differ: /);
  });
});
