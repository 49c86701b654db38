import { expect, it } from 'vitest';
import { driftRow } from './testing/drift';
import { rowsWith, wrongAsThenWords } from './drift-words';

const certificate = { setting: 'sign-on.certificate' } as const;
const settings = [{ setting: 'app.name' }, { setting: 'scim' }, { setting: 'app.status' }] as const;
const [, scim] = settings;

it.each([
  [[...settings, certificate], '3 settings and the certificate match'],
  [[scim, certificate], '1 setting and the certificate match'],
  [[scim], '1 setting matches'],
  [[certificate], 'the certificate matches'],
  [[], '0 settings match'],
])('counts settings as a summary does, and names the certificate beside them', (rows, words) => {
  expect(rowsWith(rows, ['matches', 'match'])).toBe(words);
});

it('says among how many settings', () => {
  const all = [...settings, certificate];
  expect(rowsWith([scim], ['drifted', 'drifted'], all)).toBe('1 of 3 settings drifted');
  expect(rowsWith([scim, certificate], ['drifted', 'drifted'], all)).toBe(
    '1 of 3 settings and the certificate drifted',
  );
  expect(rowsWith([certificate], ['drifted', 'drifted'], all)).toBe('the certificate drifted');
});

it('tells apart what was wrong already from what was not known then', () => {
  const [wrong, known] = [
    { ...driftRow, state: 'same' },
    { ...driftRow, state: 'cannot-be-read' },
  ] as const;
  expect(wrongAsThenWords([wrong])).toBe(
    '1 setting is not as it should be, and was not then: Single sign-on URL.',
  );
  expect(wrongAsThenWords([wrong, known, { ...known, actual: null }])).toBe(
    '1 setting is not as it should be, and was not then: Single sign-on URL. 1 setting is not as it should be, and was not known then: Single sign-on URL.',
  );
  expect(wrongAsThenWords([{ ...known, expected: 'not known' }])).toBeNull();
});
