import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPages } from './pages';
import type { Pages } from './pages';

let folder: string;
let pages: Pages;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pages-'));
  const root = join(folder, 'renderer');
  mkdirSync(join(root, 'assets'), { recursive: true });
  writeFileSync(join(folder, 'secret.js'), 'outside');
  writeFileSync(join(root, 'index.html'), '<title>Assistant</title>');
  writeFileSync(join(root, 'assets', 'app.js'), 'const place = 1');
  writeFileSync(join(root, 'assets', 'app.map'), '{}');
  symlinkSync(join(folder, 'secret.js'), join(root, 'assets', 'link.js'));
  pages = openPages(root, 'none');
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('the built renderer', () => {
  it('serves the index by either name', () => {
    for (const path of ['/', '/index.html'])
      expect(pages.get(path)?.body.toString()).toBe('<title>Assistant</title>');
  });

  it('gives each file its type', () => {
    expect(pages.get('/assets/app.js')).toMatchObject({
      headers: { 'content-type': 'text/javascript; charset=utf-8', 'x-content-type-options': 'nosniff' },
    });
  });

  it('allows nothing that the policy does not name', () => {
    expect(pages.get('/')?.headers['content-security-policy']).toMatch(
      /^default-src 'none'; script-src 'self'; style-src 'self'; .*connect-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/,
    );
    const inBrowser = openPages(join(folder, 'renderer'), 'self').get('/')?.headers[
      'content-security-policy'
    ];
    expect(inBrowser).toContain("connect-src 'self'");
    // The one style of a page that is printed, and no other.
    expect(inBrowser).toMatch(/style-src 'self' 'sha256-[\w+/]{43}='; img-src/);
    expect(pages.get('/')?.headers['content-security-policy']).not.toContain('sha256');
  });

  it.each([
    '/../secret.js',
    '/assets/../../secret.js',
    '/%2e%2e/secret.js',
    '/..\\secret.js',
    '//secret.js',
    '/assets/link.js',
    '/assets/app.map',
    '/assets',
    '/assets/',
    '',
    'index.html',
    '/constructor',
    '/index.html\0',
  ])('does not serve %j', (path) => {
    expect(pages.get(path)).toBeNull();
  });

  it('never serves a file outside the folder, for any path', () => {
    const part = fc.constantFrom(
      '..',
      '%2e%2e',
      '.',
      'assets',
      'secret.js',
      '/',
      '\\',
      '%2f',
      'app.js',
      '\0',
    );
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        expect(pages.get(`/${parts.join('/')}`)?.body.toString()).not.toBe('outside');
      }),
    );
  });

  it('refuses a folder without a built renderer', () => {
    expect(() => openPages(join(folder, 'renderer', 'assets'), 'none')).toThrow('holds no index.html');
  });
});
