import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { setUpWithSummary } from '../testing/drift';
import { summaryFixture } from '../testing/summaries';
import { runTerraform } from './cli';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'terraform-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const fileOf = (content: unknown): string => {
  const file = join(folder, 'summary.json');
  writeFileSync(file, JSON.stringify(content));
  return file;
};

async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', ''];
  const code = await runTerraform(args, { out: (text) => (out += text), err: (text) => (err += text) });
  return { code, out, err };
}

describe('the Terraform command', () => {
  it('writes what the window exports, of an exported summary', async () => {
    const { core, summary } = await setUpWithSummary({});
    try {
      const { download } = await core.call('summary.export', { format: 'terraform' });
      const { code, out, err } = await run(fileOf(summary));
      expect({ code, err }).toEqual({ code: 0, err: '' });
      const timeless = (text: string | undefined): string | undefined => text?.replace(/showed at .*/, '');
      expect(timeless(out)).toBe(timeless(download?.text));
    } finally {
      await core.close();
    }
  });

  it.each([
    ['no file', [], /one summary file/],
    ['two files', ['a', 'b'], /one summary file/],
    ['an unknown option', ['--nonsense'], /one summary file/],
    ['a file that is not there', ['/nowhere/summary.json'], /no such file/],
  ] as const)('refuses %s', async (_what, args, said) => {
    const { code, out, err } = await run(...args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(said);
  });

  it('says what to do with a summary of an older version, and with no summary', async () => {
    const old = await run(fileOf(summaryFixture('version-5')));
    expect({ ...old, err: old.err.includes('Export the summary again') }).toEqual({
      code: 2,
      out: '',
      err: true,
    });
    expect(await run(fileOf({ kind: 'something' }))).toMatchObject({ code: 2, out: '' });
    expect((await run('--help')).out).toContain('oktopost.tf');
  });
});
