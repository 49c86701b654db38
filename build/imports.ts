import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './run';

/** One relative import. Both are paths from the root of the repository; `to` has no extension, as it is written. */
export interface Import {
  from: string;
  to: string;
}

/** Static, dynamic, side-effect and type imports, and re-exports. The formatter's single quotes keep this a pattern. */
const specifier = /\b(?:from|import)\s*\(?\s*'(\.{1,2}\/[^']+)'/g;

/** The TypeScript files below a top-level folder, as paths from the root. */
export function sourceFiles(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !file.includes('node_modules'))
    .map((file) => join(folder, file).replaceAll('\\', '/'));
}

/** All relative imports of the TypeScript files of a top-level folder, type imports included. */
export function importsOf(folder: 'main' | 'practice'): Import[] {
  return sourceFiles(folder).flatMap((from) => {
    const text = readFileSync(join(root, from), 'utf8');
    return [...text.matchAll(specifier)].map(([, to = '']) => ({
      from,
      to: join(dirname(from), to).replaceAll('\\', '/'),
    }));
  });
}
