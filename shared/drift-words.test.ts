import { expect, it } from 'vitest';
import { rowsWith } from './drift-words';

const [name, certificate] = [{ setting: 'app.name' }, { setting: 'sign-on.certificate' }] as const;
const settings = [{ setting: 'scim' }, { setting: 'app.status' }] as const;
const [scim] = settings;

it.each([
  [[...settings, name, certificate], '2 settings, the name and the certificate match'],
  [[scim, name], '1 setting and the name match'],
  [[scim], '1 setting matches'],
  [[certificate], 'the certificate matches'],
  [[], '0 settings match'],
])('counts settings as a summary does, and names what it has beside them', (rows, words) => {
  expect(rowsWith(rows, ['matches', 'match'])).toBe(words);
});

it('says among how many settings', () => {
  const all = [...settings, name];
  expect(rowsWith([scim], ['drifted', 'drifted'], all)).toBe('1 of 2 settings drifted');
  expect(rowsWith([scim, name], ['drifted', 'drifted'], all)).toBe('1 of 2 settings and the name drifted');
  expect(rowsWith([name], ['drifted', 'drifted'], all)).toBe('the name drifted');
});
