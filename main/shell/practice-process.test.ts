import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { idleExitMinutes, practiceOrg } from './practice-process';
import type { PracticeProcess } from './practice-process';

/** Stands in for the practice org: the same line, the same control address, nothing behind it. */
const standIn = `
const { createServer } = require('node:http');
const control = createServer((request, response) => {
  if (request.headers['x-practice-secret'] !== 'control-' + process.pid) { response.statusCode = 401; response.end(); return; }
  response.end('{}');
  if (request.url === '/stop') setTimeout(() => process.exit(0), 100);
}).listen(0, '127.0.0.1', () => {
  process.stdout.on('error', () => {});
  console.log(JSON.stringify({
    okta: { orgUrl: 'http://127.0.0.1:1', adminUrl: 'http://127.0.0.1:1/admin', apiToken: 'api-' + process.pid },
    oktopost: { consoleUrl: 'http://127.0.0.1:2/c', scimBaseUrl: 'http://127.0.0.1:2/scim/v2', bearerToken: 'bearer-1' },
    platform: { consoleUrl: 'http://127.0.0.1:2/p', scimBaseUrl: 'http://127.0.0.1:2/platform/scim/v2', bearerToken: 'bearer-2' },
    control: { url: 'http://127.0.0.1:' + control.address().port, secret: 'control-' + process.pid },
  }));
});
setTimeout(() => process.exit(0), 60000);
`;

let folder: string;
let learned: string[];
let org: PracticeProcess;
let repeated: { work: () => void; everyMs: number; isStopped: boolean }[];
const orgRunning = (code: string, startWithinMs = 60_000): PracticeProcess =>
  practiceOrg({
    folder,
    command: { file: process.execPath, args: ['-e', code, '--'] },
    maskDescriptors: false,
    fetch: globalThis.fetch,
    redactor: { learn: (secret) => learned.push(secret) },
    startWithinMs,
    repeat: (work, everyMs) => {
      const entry = { work, everyMs, isStopped: false };
      repeated.push(entry);
      return () => {
        entry.isStopped = true;
      };
    },
  });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'practice-'));
  learned = [];
  repeated = [];
  org = orgRunning(standIn);
});
afterEach(async () => {
  await org.discard();
  rmSync(folder, { recursive: true });
});
const addressFile = (): string => join(folder, 'practice', 'address.json');

describe('the practice org as a process', () => {
  it('starts, reports all accounts, and registers its secrets with the redactor', async () => {
    const address = await org.start();
    const at = (root: string) => ({
      consoleUrl: `http://127.0.0.1:2${root}/settings/security/provisioning`,
      scimBaseUrl: `http://127.0.0.1:2${root}/scim/v2`,
    });
    expect(address.oktopost).toEqual({
      board: { us: at(''), eu: at('/eu') },
      'admin-application': { us: at('/platform'), eu: at('/eu/platform') },
    });
    expect(learned).toEqual([
      address.okta.apiToken,
      'bearer-1',
      'bearer-2',
      expect.stringMatching(/^control-/),
    ]);
    expect(JSON.stringify(address)).not.toMatch(/control-|bearer-/);
    expect(statSync(addressFile()).mode & 0o777).toBe(0o600);
    expect(readFileSync(addressFile(), 'utf8')).toMatch(/"pid":\d+/);
  });

  it('is found again by another assistant, and started once however often it is asked for', async () => {
    const [first, second] = await Promise.all([org.start(), org.start()]);
    const later = await orgRunning('process.exit(9)').start();
    expect(second).toEqual(first);
    expect(later).toEqual(first);
  });

  it('is found by the head of its answer: what follows, another program’s too, is not read', async () => {
    const neverDone = standIn.replace("response.end('{}');", "response.write('{}');");
    const running = orgRunning(neverDone);
    await running.start();
    expect(await running.runningPid()).toEqual(expect.any(Number));
  });

  it('is started again after it was discarded, and when the stored address does not answer', async () => {
    const first = await org.start();
    await org.discard();
    const second = await org.start();
    expect(second.okta.apiToken).not.toBe(first.okta.apiToken);
    const remembered = readFileSync(addressFile(), 'utf8');
    await org.discard();
    expect(existsSync(join(folder, 'practice'))).toBe(false);
    mkdirSync(join(folder, 'practice'));
    writeFileSync(addressFile(), remembered);
    const third = await org.start();
    expect(third.okta.apiToken).not.toBe(second.okta.apiToken);
  });

  // Shows: an answer or a file names where links and secrets go
  it('is not asked at an address outside this computer, whatever its file names', async () => {
    await org.start();
    const remembered = readFileSync(addressFile(), 'utf8');
    await org.discard();
    mkdirSync(join(folder, 'practice'));
    writeFileSync(
      addressFile(),
      remembered.replace(/"control":\{"url":"[^"]*"/, '"control":{"url":"http://practice.invalid:1"'),
    );
    const asked: string[] = [];
    const watched = practiceOrg({
      folder,
      command: { file: process.execPath, args: ['-e', standIn, '--'] },
      maskDescriptors: false,
      fetch: (input, init) => {
        asked.push(new URL(input instanceof Request ? input.url : input).hostname);
        return fetch(input, init);
      },
      redactor: { learn: () => undefined },
    });
    await watched.start();
    await watched.discard();
    expect(new Set(asked)).toEqual(new Set(['127.0.0.1']));
  });

  it('is kept by an open assistant, more often than it would end, and not after it was discarded', async () => {
    await org.start();
    const [kept] = repeated;
    expect(repeated).toHaveLength(1);
    expect(kept?.everyMs).toBeLessThan(idleExitMinutes * 60_000);
    expect(kept?.isStopped).toBe(false);
    await org.discard();
    expect(kept?.isStopped).toBe(true);
  });

  it('is named by its process while it runs', async () => {
    expect(await org.runningPid()).toBeNull();
    await org.start();
    const pid = (await org.runningPid()) ?? expect.fail('no process');
    process.kill(pid);
    await expect.poll(() => org.runningPid()).toBeNull();
  });

  it('discarding what does not run is no error', async () => {
    await expect(org.discard()).resolves.toBeUndefined();
  });
});

describe('a practice org that does not start', () => {
  it.each([
    ['process.exit(3)', /ended at once|said nothing/],
    ['console.log("{broken")', /could not be read/],
    ['console.log(JSON.stringify({ okta: {} }))', /not complete/],
  ])('%s', async (code, message) => {
    await expect(orgRunning(code).start()).rejects.toMatchObject({
      error: { code: 'unreachable', owner: 'assistant', message: expect.stringMatching(message) },
    });
  });

  it('is given up after the deadline, and ended', async () => {
    await expect(orgRunning('setTimeout(() => {}, 60000)', 300).start()).rejects.toThrow(
      'not ready after 0.3 s',
    );
  });

  it('fails when the program does not exist', async () => {
    const missing = practiceOrg({
      folder,
      command: { file: join(folder, 'nothing'), args: [] },
      maskDescriptors: false,
      fetch: globalThis.fetch,
      redactor: { learn: () => undefined },
    });
    await expect(missing.start()).rejects.toThrow('could not be run');
  });
});
