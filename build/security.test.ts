import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from './run';

/** The rows of all tables of a page: their cells. */
function rowsOf(markdown: string): string[][] {
  return markdown
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) => line.slice(1, -1).split('|'))
    .filter(([first = '']) => !/^\s*-+\s*$/.test(first))
    .map((cells) => cells.map((cell) => cell.trim()));
}

const isTest = /\.(test|spec)\.tsx?$/;

/** What is wrong with the last cell of a row, in words. */
function problemsOf(shownBy: string): string[] {
  const named = [...shownBy.matchAll(/`([^`]+)`(?: “([^”]+)”)?/g)].flatMap(([, path = '', title]) =>
    isTest.test(path) ? [{ path, title }] : [],
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

const rows = rowsOf(readFileSync(join(root, 'docs/security.md'), 'utf8')).filter(
  ([first]) => first !== 'guard' && first !== 'what could go wrong',
);

it('every claim of docs/security.md names tests that exist', () => {
  expect(rows.length).toBeGreaterThan(30);
  const found = rows.flatMap((cells) =>
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
])('a claim without its test is found: %s', (shownBy, problem) => {
  expect(problemsOf(shownBy)).toEqual([problem]);
});
