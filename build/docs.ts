import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './run';

const notOurs = ['node_modules', 'out', 'dist', '.git', 'test-results', 'playwright-report'];
/** Only these begin a path of the repository; everything else in backticks is a name, a value or a path elsewhere. */
const folders = ['main', 'renderer', 'shared', 'practice', 'build', 'e2e', 'docs', 'findings', '.ci'];

/** All files of the repository, as paths from the root. */
export function repositoryFiles(folder = ''): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (notOurs.includes(entry.name)) return [];
    return entry.isDirectory() ? repositoryFiles(path) : [path];
  });
}

/** The links and paths of a Markdown page that lead nowhere, as they are written; empty when all exist. */
export function brokenReferences(page: string, text: string, files: readonly string[]): string[] {
  const prose = text.replace(/^```[\s\S]*?^```/gm, '');
  const links = [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
  const paths = [...prose.matchAll(/`([^`\n]+)`/g)].map(([, path = '']) => path);
  return [
    ...links.filter((link) => !/^[a-z]+:/.test(link) && !linkExists(page, text, link)),
    ...paths.filter((path) => isPath(path) && !pathExists(path, files)),
  ];
}

function linkExists(page: string, text: string, link: string): boolean {
  const [path = '', anchor] = link.split('#');
  const target = join(root, dirname(page), path);
  if (path !== '' && !existsSync(target)) return false;
  if (anchor === undefined) return true;
  return anchorsOf(path === '' ? text : readFileSync(target, 'utf8')).includes(anchor);
}

/** The anchors that GitHub gives the headings of a page. */
function anchorsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

const isPath = (text: string): boolean =>
  folders.some((folder) => text.startsWith(`${folder}/`)) && !/[\s<>]/.test(text);

/** A file, a folder (with or without a slash at its end), or a pattern that some file matches. */
function pathExists(path: string, files: readonly string[]): boolean {
  if (path.includes('*')) return files.some((file) => patternOf(path).test(file));
  return existsSync(join(root, path));
}

const patternOf = (path: string): RegExp =>
  new RegExp(`^${path.replace(/[.+?^$(){}|[\]\\]/g, '\\$&').replaceAll('*', '[^/]*')}$`);
