import { expect, it } from 'vitest';
import { labelOf } from './settings';
import { verdictOf } from './summary-verdict';
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
