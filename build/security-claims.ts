import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { repositoryFiles } from './docs';
import { root } from './run';

export const isTest = (path: string): boolean => /\.(test|spec)\.tsx?$/.test(path);

/** The rows of the table under this first head: their cells. */
function rowsUnder(markdown: string, head: string): string[][] {
  const lines = markdown.split('\n');
  const first = lines.findIndex((line) => line.startsWith(`| ${head} `));
  const after = lines.slice(first + 2);
  const end = after.findIndex((line) => !line.startsWith('|'));
  return after.slice(0, end === -1 ? undefined : end).map(cellsOf);
}

const cellsOf = (line: string): string[] =>
  line
    .slice(1, -1)
    .split('|')
    .map((cell) => cell.trim());

const claimsHead = 'what could go wrong';

/** What docs/security.md says may go wrong, in order. */
export const claimsOf = (markdown: string): string[] =>
  rowsUnder(markdown, claimsHead).map(([claim = '']) => claim);

export const guardsOf = (markdown: string): string[][] => rowsUnder(markdown, 'guard');

/**
 * The claims that a test file says it shows, by comments `// Shows: CLAIM`, each with where: the file, and the title of the test or
 * group that begins right below, if one does.
 */
export function claimsShownBy(path: string, text: string): [claim: string, where: string][] {
  return [...text.matchAll(/^ *\/\/ Shows: (.+)\n(?=((?:.*\n){2}))/gm)].map(([, claim = '', below = '']) => {
    const [, , title] = /^\s*(?:it|test|describe)\(\s*(['`])(.*)\1,/.exec(below) ?? [];
    return [claim, title === undefined ? `\`${path}\`` : `\`${path}\` “${title}”`];
  });
}

/** By all tests of the repository, in order of their paths. */
export const claimsShown = (): [claim: string, where: string][] =>
  repositoryFiles()
    .filter(isTest)
    .sort()
    .flatMap((path) => claimsShownBy(path, readFileSync(join(root, path), 'utf8')));

/** The page with the tests that show each claim in its last column. */
export async function withTests(markdown: string, shown: readonly [string, string][]): Promise<string> {
  const claims = claimsOf(markdown);
  const lines = markdown.split('\n').map((line) => {
    const [claim = '', against = ''] = cellsOf(line);
    if (!line.startsWith('|') || !claims.includes(claim)) return line;
    const tests = shown.filter(([of]) => of === claim).map(([, where]) => where);
    return `| ${claim} | ${against} | ${tests.join(', ')} |`;
  });
  const file = join(root, 'docs/security.md');
  return format(lines.join('\n'), { ...(await resolveConfig(file)), filepath: file });
}
