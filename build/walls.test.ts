import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from './run';

/** A file whose import breaks a wall, and an import that does not. */
const walls: { file: string; breaks: string; keeps: string }[] = [
  { file: 'shared/a.ts', breaks: 'node:fs', keeps: 'zod' },
  { file: 'shared/explain/b.ts', breaks: 'electron', keeps: '../errors' },
  { file: 'shared/c.test.ts', breaks: '../main/app', keeps: './errors' },
  { file: 'shared/d.ts', breaks: 'fs/promises', keeps: './nodes' },
  { file: 'shared/e.ts', breaks: 'react', keeps: './react-words' },
  { file: 'main/a.ts', breaks: 'electron', keeps: 'node:fs' },
  { file: 'main/okta/b.ts', breaks: 'electron/main', keeps: '../electron-words' },
  { file: 'main/okta/c.test.ts', breaks: 'electron', keeps: '../../shared/errors' },
  { file: 'main/api/d.ts', breaks: '../../renderer/api', keeps: '../ports' },
  { file: 'main/electron/e.ts', breaks: '../../renderer/api', keeps: 'electron' },
  { file: 'main/shell/f.ts', breaks: '../../practice/profile', keeps: '../practice-process' },
  { file: 'main/electron/g.ts', breaks: '../../practice/cli', keeps: '../shell/practice-process' },
  { file: 'main/testing/h.ts', breaks: '../../renderer/api', keeps: '../../practice/practice' },
  { file: 'main/okta/i.test.ts', breaks: '../../renderer/api', keeps: '../../practice/practice' },
  { file: 'practice/a.ts', breaks: '../main/ports', keeps: '../shared/oktopost' },
  { file: 'practice/okta/b.test.ts', breaks: '../../main/net/read-url', keeps: '../world/state' },
  { file: 'renderer/a.tsx', breaks: '../main/ports', keeps: '../shared/api' },
  { file: 'renderer/screens/plan/b.test.tsx', breaks: '../../../main/app', keeps: '../../api' },
  { file: 'renderer/c.ts', breaks: 'electron', keeps: 'react' },
  { file: 'renderer/d.ts', breaks: 'node:path', keeps: './path' },
  { file: 'renderer/e.ts', breaks: 'path', keeps: './node' },
];

let folder: string;
const places = walls.flatMap(({ file, breaks, keeps }) => [
  { file, from: breaks, refused: true },
  { file: file.replace(/\/(\w)\./, '/$1-keeps.'), from: keeps, refused: false },
]);
/** Each imports only a type of the other. */
const circle = [
  { file: 'shared/one.ts', text: "import type { Two } from './two';\nexport type One = Two[];\n" },
  { file: 'shared/two.ts', text: "import type { One } from './one';\nexport type Two = { ones: One };\n" },
];
let refused: { file: string; rule: string }[];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'walls-'));
  copyFileSync(join(root, '.oxlintrc.json'), join(folder, '.oxlintrc.json'));
  const files = [
    ...places.map(({ file, from }) => ({ file, text: `export type { Something } from '${from}';\n` })),
    ...circle,
  ];
  for (const { file, text } of files) {
    const path = join(folder, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  const oxlint = join(root, 'node_modules/oxlint/bin/oxlint');
  const lint = spawnSync(process.execPath, [oxlint, '--format=unix', '.'], { cwd: folder, encoding: 'utf8' });
  refused = lint.stdout.split('\n').flatMap((line) => {
    const [file = ''] = line.split(':', 1);
    const rule = /(no-restricted-imports|no-cycle)/.exec(line)?.[0];
    return rule === undefined ? [] : [{ file, rule }];
  });
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const filesOf = (rule: string): string[] =>
  refused.filter((found) => found.rule === rule).map(({ file }) => file);

describe('the walls between the folders', () => {
  it.each(places)('$file importing $from is refused: $refused', ({ file, refused: expected }) => {
    expect(filesOf('no-restricted-imports').includes(file)).toBe(expected);
  });
});

describe('a circle of type imports', () => {
  it('is refused', () => {
    expect(filesOf('no-cycle').sort()).toEqual(circle.map(({ file }) => file));
  });
});
