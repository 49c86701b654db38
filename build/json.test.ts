import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** What these decode was made by this program: its own files, values of its own, or text that was bounded before. */
const own = new Set([
  'main/browser/server.ts',
  'main/electron/hardening.ts',
  'main/electron/safe-vault.ts',
  'main/okta/calls.ts',
  'main/okta/held-response.ts',
  'main/okta/json-edit.ts',
  'main/shell/practice-process.ts',
  'main/shell/this-build.ts',
  'shared/bounded-json.ts',
]);

describe('JSON from outside', () => {
  // Shows: input from outside costs time or memory
  it('is decoded in shared/bounded-json.ts only', () => {
    const files = ['main', 'shared'].flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`),
    );
    const found = files
      .map((file) => file.replaceAll('\\', '/'))
      .filter((file) => file.endsWith('.ts') && !/\.test\.ts$|(^|\/)testing(\/|\.ts$)/.test(file))
      .filter((file) => readFileSync(file, 'utf8').includes('JSON.parse('));
    expect(found.sort()).toEqual([...own].sort());
  });
});
