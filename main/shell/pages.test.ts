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
  writeFileSync(
    join(root, 'index.html'),
    '<meta nonce="__CSP_NONCE__"><style nonce="__CSP_NONCE__"></style>',
  );
  writeFileSync(join(root, 'assets', 'app.js'), 'const place = "__CSP_NONCE__"');
  writeFileSync(join(root, 'assets', 'app.map'), '{}');
  symlinkSync(join(folder, 'secret.js'), join(root, 'assets', 'link.js'));
  pages = openPages(root, 'none');
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('the built renderer', () => {
  it('serves the index with a fresh nonce, the same in page and policy', () => {
    const [first, second] = [pages.get('/'), pages.get('/index.html')];
    const nonce =
      /style-src 'self' 'nonce-([^']+)'/.exec(first?.headers['content-security-policy'] ?? '')?.[1] ?? '';
    expect(nonce).toMatch(/^[\w+/]{22}==$/);
    expect(first?.body.toString()).toBe(`<meta nonce="${nonce}"><style nonce="${nonce}"></style>`);
    expect(second?.body.toString()).not.toContain(nonce);
  });

  it('leaves scripts as they are and gives each file its type', () => {
    expect(pages.get('/assets/app.js')).toMatchObject({
      headers: { 'content-type': 'text/javascript; charset=utf-8', 'x-content-type-options': 'nosniff' },
    });
    expect(pages.get('/assets/app.js')?.body.toString()).toContain('__CSP_NONCE__');
  });

  it('allows nothing that the policy does not name', () => {
    expect(pages.get('/')?.headers['content-security-policy']).toMatch(
      /^default-src 'none'; script-src 'self'; .*connect-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/,
    );
    const inBrowser = openPages(join(folder, 'renderer'), 'self').get('/')?.headers[
      'content-security-policy'
    ];
    expect(inBrowser).toContain("connect-src 'self'");
    // The one style of a page that is printed, and no other.
    expect(inBrowser).toMatch(/style-src 'self' 'nonce-[^']+' 'sha256-[\w+/]{43}='; img-src/);
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
