import { existsSync, readFileSync, readdirSync } from 'node:fs';
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

/** What this file needs as soon as it is loaded: files from the top of the project, and packages. Types alone need nothing. */
function loadedWith(file: string): string[] {
  const statements = readFileSync(file, 'utf8').matchAll(/^(?:import|export) (?!type )[^;']*'([^']+)';/gm);
  return [...statements].flatMap(([statement, name = '']) => {
    const isOfTypes = /^import \{(\s*type \w+,?)+\s*\} from/.test(statement);
    if (isOfTypes || name.startsWith('node:')) return [];
    if (!name.startsWith('.')) return [name];
    const path = normalize(join(dirname(file), name));
    return [`${path}.ts`, `${path}/index.ts`].filter((known) => existsSync(known));
  });
}

function allLoadedWith(first: readonly string[]): Set<string> {
  const found = new Set<string>();
  const open = [...first];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (found.has(file)) continue;
    found.add(file);
    if (file.endsWith('.ts')) open.push(...loadedWith(file));
  }
  return found;
}

describe('what main loads before its first answer', () => {
  const parts = 'main/electron/core-parts.ts';
  const found = allLoadedWith([
    'main/electron/index.ts',
    parts,
    ...loadedLater(parts).map((name) => `${name}.ts`),
  ]);

  it('is the core', () => {
    expect(found).toContain('main/core/create-core.ts');
    expect(found).toContain('zod');
  });

  it.each([
    ...['@cantoo/pdf-lib', '@okta/okta-sdk-nodejs', 'chardet', 'fast-xml-parser', 'fflate', 'jose'],
    ...['jsonc-parser', 'papaparse', 'undici', 'main/api/handlers/later.ts', 'main/okta/client.ts'],
    ...['main/steps/step-for.ts', 'shared/api.ts'],
  ])('is without %s', (later) => {
    expect(found).not.toContain(later);
  });
});
