import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPages } from '../shell/pages';
import type { Pages } from '../shell/pages';
import { answerAppRequest, originOf } from './app-protocol';

let folder: string;
let pages: Pages;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'app-'));
  writeFileSync(join(folder, 'index.html'), '<title>the app</title>');
  pages = openPages(folder, 'none');
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

// Shows: the window navigates elsewhere or gains rights
describe('the app:// protocol', () => {
  it('serves the renderer under its policy', async () => {
    const answer = answerAppRequest(pages, { method: 'GET', url: 'app://assistant/?x=1#y' });
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe('<title>the app</title>');
    expect(answer.headers.get('content-security-policy')).toContain("connect-src 'none'");
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it.each([
    ['POST', 'app://assistant/', 405],
    ['HEAD', 'app://assistant/', 405],
    ['GET', 'app://elsewhere/', 421],
    ['GET', 'app://assistant:80/', 421],
    ['GET', 'app://assistant.evil/', 421],
    ['GET', 'http://assistant/', 421],
    ['GET', 'app://assistant/../../etc/passwd', 404],
    ['GET', 'app://assistant/%2e%2e/%2e%2e/etc/passwd', 404],
    ['GET', 'app://assistant/..%5c..%5csecret', 404],
    ['GET', 'app://assistant//etc/passwd', 404],
  ])('%s %s gives %i', (method, url, status) => {
    expect(answerAppRequest(pages, { method, url }).status).toBe(status);
  });
});

it('returns the origin of any address', () => {
  expect(originOf('app://assistant/index.html?x')).toBe('app://assistant');
  expect(originOf('https://evil.example:1/')).toBe('https://evil.example:1');
  expect(originOf('about:blank')).toBe('about://');
  expect(originOf('')).toBeNull();
});
