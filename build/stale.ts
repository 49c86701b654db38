import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const sources = [
  'main',
  'practice',
  'renderer',
  'shared',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
] as const;
const results = ['out/main/index.cjs', 'out/preload/index.cjs', 'out/renderer/index.html'] as const;

/** Whether something in the sources is newer than what was built of them, or nothing was built yet. */
export function isStale(root: string): boolean {
  const built = results.map((file) => join(root, file));
  if (!built.every((file) => existsSync(file))) return true;
  const oldest = Math.min(...built.map((file) => statSync(file).mtimeMs));
  return sources.some((source) => newestIn(join(root, source)) > oldest);
}

/** Tests are no part of a build. */
function newestIn(path: string): number {
  if (!existsSync(path) || /\.test\.tsx?$/.test(path)) return 0;
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  // A folder's own time tells of files that were removed.
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newestIn(join(path, name))));
}
