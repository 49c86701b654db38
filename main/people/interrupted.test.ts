import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { interruptedScansIn } from './interrupted';
import type { InterruptedScan } from './interrupted';

const at = '2026-11-28T10:00:00.000Z';
const scan: InterruptedScan = {
  ...{ at, read: 1500 },
  source: { kind: 'emails', file: 'staff.csv', emails: ['ada@acme.example'] },
};

describe('a reading that has not ended', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'scan-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });
  const path = () => join(folder, 'scan.json');

  it('is there at the next start, by its view and app integration, for this user only', () => {
    interruptedScansIn(folder).write('0oa1', 'readiness', scan);
    const next = interruptedScansIn(folder);
    expect(next.read('0oa1', 'readiness')).toEqual(scan);
    expect(next.read('0oa1', 'reconciliation')).toBeNull();
    expect(next.read('0oa2', 'readiness')).toBeNull();
    if (process.platform !== 'win32') expect(statSync(path()).mode & 0o777).toBe(0o600);
  });

  it('leaves no file when each has ended', () => {
    const scans = interruptedScansIn(folder);
    scans.write('0oa1', 'readiness', scan);
    scans.write('0oa1', 'reconciliation', { at, read: 0, source: { kind: 'assigned' } });
    scans.write('0oa1', 'readiness', null);
    expect(readFileSync(path(), 'utf8')).not.toContain('ada@');
    scans.write('0oa1', 'reconciliation', null);
    expect(() => statSync(path())).toThrow('ENOENT');
  });

  it.each([
    ['no JSON', '{'],
    [
      'of a newer version',
      JSON.stringify({ version: 2, appId: '0oa1', readiness: null, reconciliation: null }),
    ],
    [
      'a source that is none',
      JSON.stringify({ version: 1, appId: '0oa1', readiness: { ...scan, source: 1 } }),
    ],
  ])('counts as none when it is %s', (_, text) => {
    writeFileSync(path(), text);
    expect(interruptedScansIn(folder).read('0oa1', 'readiness')).toBeNull();
  });
});
