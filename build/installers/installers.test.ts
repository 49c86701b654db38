import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { writeChecksums } from './checksums';

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'installers-'));
  onTestFinished(() => rmSync(made, { recursive: true }));
  return made;
}

const onLinux = process.platform === 'linux';

/** Runs the stand-in for fpm with an nfpm that only keeps its configuration. */
function stand(args: readonly string[]) {
  const place = folder();
  const nfpm = join(place, 'nfpm');
  writeFileSync(nfpm, `#!/bin/sh\ncp "$3" '${place}/config.json'\necho "$@" > '${place}/arguments'\n`, {
    mode: 0o755,
  });
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', join(import.meta.dirname, 'fpm.ts'), ...args],
    { env: { ...process.env, NFPM_PATH: nfpm }, encoding: 'utf8' },
  );
  const read = (name: string): string => readFileSync(join(place, name), 'utf8');
  return { status, stderr, read };
}

const usual = [
  '-s',
  'dir',
  '--force',
  '-t',
  'deb',
  '-d',
  'libgtk-3-0',
  '-d',
  'libnss3',
  '--deb-recommends',
  'x',
];

it.skipIf(!onLinux)('electron-builder’s arguments for fpm become a package of nfpm', () => {
  const { status, read } = stand([
    ...usual,
    ...[
      '--deb-compression',
      'xz',
      '--architecture',
      'amd64',
      '--after-install',
      '/a',
      '--after-remove',
      '/b',
    ],
    ...['--description', ' \n text', '--version', '1.2.3', '--package', '/out/app.deb', '--name', 'app'],
    ...[
      '--maintainer',
      'Team',
      '--vendor',
      'Team',
      '--url',
      'https://x.example',
      '--deb-priority',
      'optional',
    ],
    ...['/unpacked/=/opt/App', '/tmp/app.desktop=/usr/share/applications/app.desktop'],
  ]);
  expect(status).toBe(0);
  expect(JSON.parse(read('config.json'))).toMatchObject({
    name: 'app',
    arch: 'amd64',
    version: '1.2.3',
    description: 'text',
    depends: ['libgtk-3-0', 'libnss3'],
    recommends: ['x'],
    scripts: { postinstall: '/a', postremove: '/b' },
    contents: [
      { src: '/unpacked/', dst: '/opt/App', type: 'tree' },
      { src: '/tmp/app.desktop', dst: '/usr/share/applications/app.desktop' },
    ],
  });
  expect(read('arguments')).toMatch(/--packager deb --target \/out\/app\.deb\n$/);
});

it.skipIf(!onLinux)('an argument that is not understood makes no package', () => {
  const { status, stderr } = stand([...usual, '--deb-user', 'nobody']);
  expect(status).not.toBe(0);
  expect(stderr).toContain('--deb-user');
});

it.skipIf(!onLinux)('the hashes are those that sha256sum checks, of the installers only', () => {
  const place = folder();
  mkdirSync(join(place, 'linux-unpacked'));
  for (const name of ['app.deb', 'app.rpm', 'builder-debug.yml']) writeFileSync(join(place, name), name);
  expect(writeChecksums(place)).toEqual(['app.deb', 'app.rpm']);
  const check = (): string =>
    execFileSync('sha256sum', ['--check', 'SHA256SUMS'], { cwd: place, encoding: 'utf8' });
  expect(check()).toBe('app.deb: OK\napp.rpm: OK\n');
});
