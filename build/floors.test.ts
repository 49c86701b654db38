import { describe, expect, it } from 'vitest';
import { brokenWalls, floors } from './floors';
import { importsOf } from './imports';

const imports = [...importsOf('main'), ...importsOf('practice')];

describe('the floors of main/', () => {
  it('hold: no import goes up, sideways, to test code or to the practice org', () => {
    expect(brokenWalls(imports)).toEqual([]);
  });

  it('name every room once', () => {
    const rooms = floors.flat();
    expect(new Set(rooms).size).toBe(rooms.length);
    const present = imports.map(({ from }) => /^main\/([^/]+)/.exec(from)?.[1]);
    const withoutFloor = present.filter(
      (room) =>
        room !== undefined && room !== 'testing' && !room.endsWith('.test.ts') && !rooms.includes(room),
    );
    expect(withoutFloor).toEqual([]);
  });

  it.each([
    ['to the same floor', 'main/okta/client.ts', 'main/storage/session', 'okta and storage share a floor'],
    ['upward', 'main/plans/engine.ts', 'main/steps/step-for', 'steps is above plans'],
    ['upward, to a file of main/', 'main/okta/gateways/apps.ts', 'main/app', 'app.ts is above okta'],
    [
      'from a folder without a floor',
      'main/attic/a.ts',
      'main/ports',
      'attic has no floor in build/floors.ts',
    ],
    [
      'to a folder without a floor',
      'main/api/core.ts',
      'main/attic/a',
      'attic has no floor in build/floors.ts',
    ],
    ['to test code', 'main/core/core.ts', 'main/testing/core', 'product code imports no test code'],
    [
      'to test code beside it',
      'main/okta/sender.ts',
      'main/net/testing',
      'product code imports no test code',
    ],
    [
      'to practice/',
      'main/shell/practice-process.ts',
      'practice/profile',
      'product code imports nothing of practice/',
    ],
    [
      'to practice/ by the one file that may start it, but of another file',
      'main/electron/index.ts',
      'practice/practice',
      'product code imports nothing of practice/',
    ],
    [
      'to its entry by another file',
      'main/shell/practice-process.ts',
      'practice/cli',
      'product code imports nothing of practice/',
    ],
    ['from practice/', 'practice/okta/apps.ts', 'main/ports', 'practice/ imports only shared/'],
  ])('refuse an import %s', (_, from, to, rule) => {
    expect(brokenWalls([{ from, to }])).toEqual([`${from} -> ${to}: ${rule}`]);
  });

  it.each([
    ['main/api/core.ts', 'main/ports'],
    ['main/okta/client.ts', 'main/okta/sender'],
    ['main/app.test.ts', 'practice/profile'],
    ['main/net/testing.ts', 'main/app'],
    ['main/electron/index.ts', 'practice/cli'],
    ['practice/okta/apps.ts', 'shared/oktopost'],
  ])('allow %s to import %s', (from, to) => {
    expect(brokenWalls([{ from, to }])).toEqual([]);
  });
});

it('type imports, dynamic imports and re-exports are seen', () => {
  expect(imports).toContainEqual({ from: 'main/electron/index.ts', to: 'practice/cli' });
  expect(imports).toContainEqual({ from: 'main/app.ts', to: 'main/ports' });
});
