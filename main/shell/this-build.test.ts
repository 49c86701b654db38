import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { readThisBuild } from './this-build';

function made(packageJson: object): string {
  const folder = mkdtempSync(join(tmpdir(), 'build-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'package.json'), JSON.stringify(packageJson));
  return folder;
}

it.each([null, 'https://releases.example/setup-for-okta'])(
  'a build says where releases are: %j',
  (releases) => {
    const build = { version: '1.2.3', releases };
    expect(readThisBuild(made({ name: 'x', ...build }))).toEqual(build);
  },
);

it.each(['', 'releases.example', 'http://releases.example/', 'file:///x', undefined])(
  'a build with the address %j is wrong',
  (releases) => {
    expect(() => readThisBuild(made({ version: '1.2.3', releases }))).toThrow('releases');
  },
);
