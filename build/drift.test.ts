import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { driftReportVersion } from '../shared/drift';
import { fileOf, setUpWithSummary } from '../main/testing/drift';
import type { TestCore } from '../main/testing/core';
import { root } from './run';

describe('the drift command, run by a scheduler', () => {
  let core: TestCore;
  let text: string;

  beforeAll(async () => {
    const made = await setUpWithSummary();
    ({ core } = made);
    text = JSON.stringify(made.summary);
  });
  afterAll(() => core.close());

  /** `stdin` null: a pipe that stays open without input. */
  function command(
    file: string,
    token: string | null,
    stdin: string | null,
  ): Promise<{ code: number | null; out: string }> {
    return new Promise((resolve, reject) => {
      const child = spawn(
        process.execPath,
        [
          join(root, 'node_modules/tsx/dist/cli.mjs'),
          join(root, 'build/drift.ts'),
          file,
          '--practice',
          '--json',
        ],
        {
          env: { PATH: process.env['PATH'], ...(token === null ? {} : { OKTA_API_TOKEN: token }) },
          stdio: ['pipe', 'pipe', 'inherit'],
        },
      );
      let out = '';
      child.stdout.setEncoding('utf8').on('data', (part: string) => {
        out += part;
      });
      if (stdin !== null) child.stdin.end(stdin);
      child.on('error', reject);
      child.on('close', (code) => {
        resolve({ code, out });
      });
    });
  }

  it('exits with 0, 1 or 2, and prints only one line of JSON', async () => {
    const token = core.org.okta.apiToken;
    const file = await fileOf(text);
    const same = await command(file, token, null);
    expect([same.code, same.out.split('\n').length]).toEqual([0, 2]);
    expect(JSON.parse(same.out)).toMatchObject({
      kind: 'oktopost-okta-drift',
      version: driftReportVersion,
      result: 'same',
    });
    const ours = Object.values(core.org.world.state.apps).find(
      ({ label }) => label === 'Oktopost Social Advocacy',
    );
    if (ours !== undefined) ours.label = 'Renamed';
    expect((await command(file, null, `${token}\n`)).code).toBe(1);
    expect((await command(file, null, '')).code).toBe(2);
  });
});
