import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const renderer = join(import.meta.dirname, '../renderer');
/** The rule for green, and the type of a tone with its icons. */
const mayName = ['components/known-tone.ts', 'components/note.tsx'];

it('green is named in the one rule for it, which every screen asks', () => {
  const named = readdirSync(renderer, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|^testing\//.test(file))
    .filter((file) => !mayName.includes(file))
    .filter((file) => /['"`]green['"`]/.test(readFileSync(join(renderer, file), 'utf8')));
  expect(named).toEqual([]);
});
