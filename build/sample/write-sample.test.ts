import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { startTestCore } from '../../main/testing/core';
import { parseSummary, readJson } from '../../main/summary/parse';
import { writeSample } from './write-sample';

it('writes every export of a set-up that is done, without a secret, and leaves the org running', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sample-'));
  const core = await startTestCore();
  onTestFinished(async () => {
    await core.close();
    rmSync(folder, { recursive: true });
  });
  const written = await writeSample(core, join(folder, 'made'));
  const files = readdirSync(join(folder, 'made'));
  expect(files.sort()).toEqual(written.sort());
  expect(new Set(files).size).toBe(14);
  expect(files).toContain('practice-oktopost-board-us.tf');
  const texts = files.map((name) => readFileSync(join(folder, 'made', name), 'utf8'));
  for (const text of texts) {
    expect(text.length).toBeGreaterThan(100);
    expect(text).not.toContain(core.org.okta.apiToken);
    expect(text).not.toContain(core.org.oktopost.bearerToken);
  }
  const json = texts[files.findIndex((name) => name.includes('summary') && name.endsWith('.json'))] ?? '';
  expect(parseSummary(readJson(json))).toMatchObject({ practice: true, test: { result: 'passed' } });
  const { status } = await core.org.api('GET', '/api/v1/org');
  expect(status).toBe(200);
});
