import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { brokenReferences, repositoryFiles } from './docs';
import { floors } from './floors';
import { root } from './run';

const files = repositoryFiles();
const pages = files.filter((file) => file.endsWith('.md'));

describe('the documentation', () => {
  it.each(pages)('%s links to what exists, and names paths that exist', (page) => {
    expect(brokenReferences(page, readFileSync(join(root, page), 'utf8'), files)).toEqual([]);
  });

  it('has small pictures, each of them on the page of screens', () => {
    const pictures = files.filter((file) => file.endsWith('.png') && file.startsWith('docs/'));
    const page = readFileSync(join(root, 'docs/screens/README.md'), 'utf8');
    expect(pictures.length).toBeGreaterThan(0);
    expect(pictures.filter((file) => statSync(join(root, file)).size > 100_000)).toEqual([]);
    expect(pictures.filter((file) => !page.includes(`(${file.replace('docs/screens/', '')})`))).toEqual([]);
  });

  it('pictures the floors of main/ as they are enforced', () => {
    const architecture = readFileSync(join(root, 'docs/architecture.md'), 'utf8').split('\n');
    const lines = floors.map((rooms) =>
      architecture.findIndex((line) => line.includes(`│  ${rooms.join('  ')} `) && line.endsWith('│')),
    );
    expect(lines.every((line) => line > 0)).toBe(true);
    expect(lines).toEqual([...lines].sort((a, b) => a - b));
    const table = readFileSync(join(root, 'main/README.md'), 'utf8').match(/^\| `.*$/gm) ?? [];
    const named = table.map((row) =>
      [...(row.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map(([, room = '']) => room.replace('/', '')),
    );
    expect(named).toEqual(floors);
  });

  it.each([
    ['[a](nowhere.md)', 'nowhere.md'],
    ['[a](facts/README.md#nowhere)', 'facts/README.md#nowhere'],
    ['[a](#nowhere)', '#nowhere'],
    ['`main/setup/engine.ts`', 'main/setup/engine.ts'],
    ['`main/setup/`', 'main/setup/'],
    ['`main/ports.ts/`', 'main/ports.ts/'],
    ['`main/setup/*.test.ts`', 'main/setup/*.test.ts'],
  ])('%s is refused', (text, what) => {
    expect(brokenReferences('docs/page.md', text, files)).toEqual([what]);
  });

  it.each([
    '[a](facts/README.md#how-to-cite)',
    '[a](../README.md)',
    '# A heading: of `code`\n[a](#a-heading-of-code)',
    '[a](https://example.com/nowhere)',
    '`main/okta/*.test.ts`, `main/okta/`, `main/okta`, `main/ports.ts`',
    '`main/steps/<subject>/step.ts`',
    '`npm run x`, `step.ts`, `/api/v1/apps`',
    '```\nmain/setup/engine.ts\n```',
  ])('%s is accepted', (text) => {
    expect(brokenReferences('docs/page.md', text, files)).toEqual([]);
  });
});
