import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const sources = [
  'main',
  'practice',
  'renderer',
  'shared',
  'electron.vite.config.ts',
  'build/unused-schemas.ts',
  'package.json',
  'package-lock.json',
] as const;
const results = ['out/main/index.cjs', 'out/preload/index.cjs', 'out/renderer/index.html'] as const;

/** Whether a source is newer than the build output, or there is none. */
export function isStale(root: string): boolean {
  const built = results.map((file) => join(root, file));
  if (!built.every((file) => existsSync(file))) return true;
  const oldest = Math.min(...built.map((file) => statSync(file).mtimeMs));
  return sources.some((source) => newestIn(join(root, source)) > oldest);
}

/** Ignores tests, which are not part of the build. */
function newestIn(path: string): number {
  if (!existsSync(path) || /\.test\.tsx?$/.test(path)) return 0;
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  // A folder's modification time reveals removed files.
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newestIn(join(path, name))));
}
