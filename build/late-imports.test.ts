import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

/** The files that this one imports when it is needed, from the top of the project. */
function loadedLater(file: string): string[] {
  const found = readFileSync(file, 'utf8').matchAll(/\bimport\(\s*'([^']+)'/g);
  return [...found].map(([, name = '']) => normalize(join(dirname(file), name)));
}

describe('what is loaded apart from the first screen', () => {
  it('is loaded with the screens: later the port may belong to somebody else', () => {
    const registry = 'renderer/screens/registry.ts';
    const known = new Set(loadedLater(registry));
    const files = readdirSync('renderer', { recursive: true, encoding: 'utf8' })
      .map((file) => `renderer/${file.replaceAll('\\', '/')}`)
      .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|\/testing\//.test(file) && file !== registry);
    const unknown = files.flatMap((file) =>
      loadedLater(file).flatMap((name) => (known.has(name) ? [] : [`${file} -> ${name}`])),
    );
    expect(known.size).toBeGreaterThan(20);
    expect(unknown).toEqual([]);
  });
});
