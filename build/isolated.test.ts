import { readFileSync, readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { isolated } from '../vitest.config';

const folders = ['shared', 'practice', 'main', 'renderer', 'build', 'e2e'];

it('a test that replaces a module has a module graph of its own: in a shared one it may come too late', () => {
  const replacing = folders
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(
        (file) => `${folder}/${file.replaceAll('\\', '/')}`,
      ),
    )
    .filter((file) => /\.test\.tsx?$/.test(file) && !file.includes('node_modules'))
    .filter((file) => /\bvi\.(?:mock|doMock)\(/.test(readFileSync(file, 'utf8')));
  expect(replacing.length).toBeGreaterThan(0);
  expect(isolated).toEqual(expect.arrayContaining(replacing));
});
