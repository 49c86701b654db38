import type { Import } from './imports';

/**
 * The floors of `main/`, from top to bottom. A room (a folder of `main/`, or a file beside the folders) imports only rooms of
 * lower floors; rooms that share a floor do not know each other. docs/decisions/0015-floors-of-main.md has the reasons.
 */
export const floors: readonly (readonly string[])[] = [
  ['electron', 'browser'],
  ['app.ts', 'shell'],
  ['api'],
  ['core'],
  ['view'],
  ['drift', 'evidence', 'files', 'support', 'terraform'],
  ['summary'],
  ['life-cycle', 'rollout'],
  ['guided', 'verification', 'single-sign-on', 'explain'],
  ['steps'],
  ['plans'],
  ['people'],
  ['observe', 'connections'],
  ['storage', 'okta', 'oktopost'],
  ['net', 'secrets', 'polling', 'export', 'tables'],
  ['ports.ts', 'lifetime.ts'],
];

/** The one way from the product to the practice org: the packaged app starts itself again as the practice org. */
const practiceEntry: Import = { from: 'main/electron/index.ts', to: 'practice/cli' };

/** Test code is exempt from the floors: it sets up whatever it needs, from anywhere. */
const isTestCode = (path: string): boolean =>
  path.startsWith('main/testing/') || /(^|\/)testing(\.ts)?$|\.test\.ts$/.test(path);

/**
 * The imports that break a wall, each as `file -> file: rule`. `imports` are those of `main/` and `practice/`, type imports
 * included.
 */
export function brokenWalls(imports: readonly Import[]): string[] {
  return imports.flatMap((it) => {
    const rule = brokenRule(it);
    return rule === null ? [] : [`${it.from} -> ${it.to}: ${rule}`];
  });
}

function brokenRule({ from, to }: Import): string | null {
  if (from.startsWith('practice/')) {
    return /^(practice|shared)\//.test(to) ? null : 'practice/ imports only shared/';
  }
  if (isTestCode(from)) return null;
  if (isTestCode(to)) return 'product code imports no test code';
  if (to.startsWith('practice/')) {
    const allowed = from === practiceEntry.from && to === practiceEntry.to;
    return allowed ? null : 'product code imports nothing of practice/';
  }
  return to.startsWith('main/') ? brokenFloor(roomOf(from), roomOf(to)) : null;
}

function brokenFloor(from: string, to: string): string | null {
  if (from === to) return null;
  const [upper, lower] = [floorOf(from), floorOf(to)];
  if (upper === -1) return `${from} has no floor in build/floors.ts`;
  if (lower === -1) return `${to} has no floor in build/floors.ts`;
  if (upper === lower) return `${from} and ${to} share a floor`;
  return upper < lower ? null : `${to} is above ${from}`;
}

const floorOf = (room: string): number => floors.findIndex((rooms) => rooms.includes(room));

/** The folder of `main/` that holds the file, or the file itself when it is directly in `main/`. */
function roomOf(path: string): string {
  const [, room = '', ...below] = path.split('/');
  return below.length > 0 ? room : `${room.replace(/\.ts$/, '')}.ts`;
}
