import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from './run';
import { claimsOf, claimsShown, claimsShownBy, guardsOf, isTest, withTests } from './security-claims';

const page = readFileSync(join(root, 'docs/security.md'), 'utf8');

it('docs/security.md names the tests that say what they show', async () => {
  await expect(await withTests(page, claimsShown())).toMatchFileSnapshot('../docs/security.md');
});

it('each claim of it is shown by a test, and no test shows one that is not there', () => {
  const claims = claimsOf(page);
  expect(claims.length).toBeGreaterThan(25);
  expect([...new Set(claimsShown().map(([claim]) => claim))].sort()).toEqual([...claims].sort());
});

it('a test says what it shows by a comment above it', () => {
  const tag = '// Shows:';
  const text = `
${tag} all is well
it('is well', () => {

  ${tag} a group
  describe('the group', () => {
    ${tag} one of many
    it.each(['a'])('%s', () => {
    ${tag} a long one
    it(
      'has its title below',
      { timeout: 1 },
`;
  expect(claimsShownBy('a.test.ts', text)).toEqual([
    ['all is well', '`a.test.ts` “is well”'],
    ['a group', '`a.test.ts` “the group”'],
    ['one of many', '`a.test.ts`'],
    ['a long one', '`a.test.ts` “has its title below”'],
  ]);
});

/** What is wrong with the last cell of a guard's row, in words. */
function problemsOf(shownBy: string): string[] {
  const named = [...shownBy.matchAll(/`([^`]+)`(?: “([^”]+)”)?/g)].flatMap(([, path = '', title]) =>
    isTest(path) ? [{ path, title }] : [],
  );
  if (named.length === 0) return ['no test is named'];
  return named.flatMap(({ path, title }) => {
    const files = filesOf(path);
    if (files.length === 0) return [`${path} is not there`];
    const hasTitle = title === undefined || files.some((file) => readFileSync(file, 'utf8').includes(title));
    return hasTitle ? [] : [`${path} has no test “${title}”`];
  });
}

/** `*` stands for any name in its folder. */
function filesOf(path: string): string[] {
  const folder = join(root, dirname(path));
  if (!existsSync(folder)) return [];
  const [before = '', after] = basename(path).split('*');
  return readdirSync(folder)
    .filter((name) =>
      after === undefined ? name === before : name.startsWith(before) && name.endsWith(after),
    )
    .map((name) => join(folder, name));
}

it('every guard that was removed once names a test that exists', () => {
  const guards = guardsOf(page);
  expect(guards.length).toBeGreaterThan(30);
  const found = guards.flatMap((cells) =>
    problemsOf(cells.at(-1) ?? '').map((problem) => `${cells[0]}: ${problem}`),
  );
  expect(found).toEqual([]);
});

it.each([
  ['measured by hand', 'no test is named'],
  ['`main/core/core.ts`', 'no test is named'],
  ['`main/core/never.test.ts`', 'main/core/never.test.ts is not there'],
  ['`main/never/*.test.ts`', 'main/never/*.test.ts is not there'],
  ['`build/docs.test.ts` “no such title”', 'build/docs.test.ts has no test “no such title”'],
])('a guard without its test is found: %s', (shownBy, problem) => {
  expect(problemsOf(shownBy)).toEqual([problem]);
});
