import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createLog } from './log';
import { createRedactor } from '../secrets/redactor';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'log-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});
const file = (): string => join(folder, 'logs', 'assistant.log');

it('writes one JSON line per event into a file of this user only', () => {
  const log = createLog(folder, createRedactor());
  log.info('100% %s %c done', { apps: 3 });
  log.error('it broke', { error: 'line 1\nline 2' });
  const lines = readFileSync(file(), 'utf8').trim().split('\n');
  expect(lines.map((line): unknown => JSON.parse(line))).toMatchObject([
    { level: 'info', text: '100% %s %c done', apps: 3 },
    { level: 'error', text: 'it broke', error: 'line 1\nline 2' },
  ]);
  expect(statSync(file()).mode & 0o777).toBe(0o600);
  expect(statSync(join(folder, 'logs')).mode & 0o777).toBe(0o700);
});

it('hides what the redactor knows, in the text and in every field', () => {
  const redactor = createRedactor();
  const log = createLog(folder, redactor);
  redactor.learn('canary"token-123');
  log.warn('got canary"token-123', { nested: { header: 'SSWS unknown-token', value: ['canary"token-123'] } });
  const written = readFileSync(file(), 'utf8');
  expect(written).not.toContain('token-123');
  expect(written).not.toContain('unknown-token');
  expect(written).toContain('***');
});

it('starts a new file when the old one is full', () => {
  const log = createLog(folder, createRedactor());
  for (let i = 0; i < 12; i += 1) log.info('x'.repeat(100_000));
  expect(statSync(file()).size).toBeLessThan(1_000_000);
  expect(statSync(join(folder, 'logs', 'assistant.old.log')).size).toBeGreaterThan(1_000_000);
});
