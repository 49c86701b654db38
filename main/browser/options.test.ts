import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openerFor } from './open-link';
import { defaultFolder, readOptions } from './options';

describe('the command line of browser mode', () => {
  it('reads port, folder and whether to open the link', () => {
    expect(readOptions(['--port', '8123', '--folder=some/where', '--no-open'])).toEqual({
      kind: 'run',
      options: { port: 8123, folder: resolve('some/where'), open: false },
    });
    expect(readOptions([])).toMatchObject({ kind: 'run', options: { port: 0, open: true } });
    expect(readOptions(['--help', '--port', '1'])).toEqual({ kind: 'help' });
  });

  it.each([
    ['--port=x'],
    ['--port=-1'],
    ['--port=65536'],
    ['--port='],
    ['--folder='],
    ['--wrong'],
    ['stray'],
    ['--port'],
  ])('says what is wrong with %s', (...args) => {
    expect(readOptions(args)).toMatchObject({ kind: 'bad', problem: expect.stringMatching(/\w+/) });
  });

  it('keeps its state where the system keeps that of apps', () => {
    expect(defaultFolder('linux', {}, '/home/a')).toBe('/home/a/.config/Oktopost Setup for Okta/assistant');
    expect(defaultFolder('linux', { XDG_CONFIG_HOME: '/c' }, '/home/a')).toBe(
      '/c/Oktopost Setup for Okta/assistant',
    );
    expect(defaultFolder('darwin', {}, '/Users/a')).toContain('/Users/a/Library/Application Support/');
    expect(defaultFolder('win32', { APPDATA: 'C:\\A' }, 'C:\\a')).toContain('C:\\A');
  });
});

describe('opening the link', () => {
  it('uses what the system has, and nothing without a display', () => {
    expect(openerFor('linux', {})).toBeNull();
    expect(openerFor('linux', { DISPLAY: ':0' })?.file).toBe('xdg-open');
    expect(openerFor('linux', { WAYLAND_DISPLAY: 'w' })?.file).toBe('xdg-open');
    expect(openerFor('darwin', {})?.file).toBe('open');
    expect(openerFor('win32', {})?.file).toBe('rundll32');
  });
});
