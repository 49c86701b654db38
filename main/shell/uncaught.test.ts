import { EventEmitter } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createRedactor } from '../secrets/redactor';
import { findSecrets } from '../testing/canary';
import { createLog } from './log';
import { handleUncaught } from './uncaught';

const token = '00a-token-that-nobody-may-see';

function started() {
  const folder = mkdtempSync(join(tmpdir(), 'uncaught-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const redactor = createRedactor();
  redactor.learn(token);
  const ended: string[] = [];
  const process = new EventEmitter();
  handleUncaught(process, createLog(folder, redactor), (words) => ended.push(words));
  return { process, ended, logged: () => readFileSync(join(folder, 'logs/assistant.log'), 'utf8') };
}

// Shows: a token leaks
it('an error that nothing caught ends the assistant, and quotes a token neither to the user nor in the log', () => {
  const { process, ended, logged } = started();
  process.emit('uncaughtException', new Error(`request with SSWS ${token} failed`));
  expect(ended).toHaveLength(1);
  expect(logged()).toContain('request with SSWS');
  expect(findSecrets(`${ended.join()} ${logged()}`, { token })).toEqual([]);
});

it('a failure that nobody waited for is logged, redacted, and ends nothing', () => {
  const { process, ended, logged } = started();
  process.emit('unhandledRejection', `no answer for ${token}`);
  expect(ended).toEqual([]);
  expect(logged()).toContain('no answer for');
  expect(findSecrets(logged(), { token })).toEqual([]);
});
