import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** What these decode was made by this program: its own files, values of its own, or text that was bounded before. */
const own = [
  'main/browser/server.ts',
  'main/electron/hardening.ts',
  'main/electron/safe-vault.ts',
  'main/okta/calls.ts',
  'main/okta/held-response.ts',
  'main/okta/json-edit.ts',
  'main/shell/practice-process.ts',
  'main/shell/this-build.ts',
  // Of main alone, which proved itself.
  'renderer/http-client.ts',
  'shared/bounded-json.ts',
];

/** What these read whole was bounded before, or is a file that the admin chose. */
const bounded = [
  'main/drift/credential.ts',
  'main/okta/calls.ts',
  'renderer/components/file-parts.ts',
  'renderer/components/open-file.tsx',
  'renderer/http-client.ts',
];

const sources = ['main', 'renderer', 'shared']
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`),
  )
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => /\.[cm]?tsx?$/.test(file) && !/\.test\.tsx?$|(^|\/)testing(\/|\.ts$)/.test(file));

const having = (pattern: RegExp): string[] =>
  sources.filter((file) => pattern.test(readFileSync(file, 'utf8'))).sort();

describe('JSON from outside', () => {
  // Shows: input from outside costs time or memory
  it('is decoded in shared/bounded-json.ts only', () => {
    // An answer's own `json()` decodes too.
    expect(having(/\bJSON\.parse\b|\.json\(\)/)).toEqual(own);
  });

  it('comes with an answer that is read within limits, in main/net/fetch-text.ts', () => {
    expect(having(/\.(text|json|arrayBuffer|bytes|blob|formData)\(\)|node:stream\/consumers/)).toEqual(
      bounded,
    );
  });
});
