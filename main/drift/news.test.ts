import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { DriftReport } from '../../shared/drift';
import { driftReport, driftRow } from '../../shared/testing/drift';
import { at } from '../../shared/testing/time';
import { drift } from '../testing/drift';
import { newsIn } from './news';

const silence = (days: number): DriftReport['watch'][number] => ({
  kind: 'silence',
  text: `nothing for ${String(days)} days`,
  next: 'Look.',
  since: at,
});
const report = (changes: Partial<DriftReport>): DriftReport => ({ ...driftReport, ...changes });

describe('news of a watch', () => {
  let file: string;
  beforeEach(() => {
    const folder = mkdtempSync(join(tmpdir(), 'news-'));
    onTestFinished(() => {
      rmSync(folder, { recursive: true });
    });
    file = join(folder, 'seen.json');
  });
  const isNews = (changes: Partial<DriftReport>): boolean => newsIn([report(changes)], file).length === 1;

  it('is what is said for the first time, and that it is over', () => {
    const drifted: Partial<DriftReport> = { result: 'drift', rows: [driftRow] };
    expect(isNews({})).toBe(false);
    expect(isNews(drifted)).toBe(true);
    expect(isNews({ ...drifted, checkedAt: '2026-11-25T02:00:00.000Z' })).toBe(false);
    expect(isNews({ result: 'drift', rows: [{ ...driftRow, actual: 'https://c.example/acs' }] })).toBe(true);
    expect(isNews({})).toBe(true);
    expect(isNews({})).toBe(false);
  });

  it('is a silence once, however long it lasts, and each new number of failures', () => {
    const failures = (text: string): DriftReport['watch'] => [
      { kind: 'failures', text, next: 'Look.', since: at },
    ];
    expect(isNews({ watch: [silence(1)] })).toBe(true);
    expect(isNews({ watch: [silence(2)] })).toBe(false);
    expect(isNews({ watch: failures('1 failure') })).toBe(true);
    expect(isNews({ watch: failures('2 failures') })).toBe(true);
  });

  it('is once that the log is too long, however far it is read', () => {
    const inPart = (from: string): DriftReport['watch'] => [
      { kind: 'log-in-part', text: `since ${from}`, next: 'Look.', since: from },
    ];
    expect(isNews({ watch: inPart(at) })).toBe(true);
    expect(isNews({ watch: inPart('2026-11-25T02:00:00.000Z') })).toBe(false);
  });

  it('is told apart by org and app integration, and kept for this user only', () => {
    const other = report({ result: 'drift', rows: [driftRow] });
    const summary = {
      made: at,
      practice: false,
      orgUrl: 'https://acme.okta.com',
      appId: '0oa2',
      appLabel: 'B',
    };
    expect(newsIn([report({}), { ...other, summary }], file)).toHaveLength(1);
    expect(newsIn([other], file)).toHaveLength(1);
    expect(newsIn([{ ...other, summary }], file)).toHaveLength(0);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it.each(['', '{', '[]', '{"seen":{}}'])('a file with %j remembers nothing, and is written anew', (text) => {
    writeFileSync(file, text);
    expect(isNews({ result: 'drift', rows: [driftRow] })).toBe(true);
    expect(isNews({ result: 'drift', rows: [driftRow] })).toBe(false);
  });

  it('is each time that the check could not tell, and then that it can again', () => {
    const blind: Partial<DriftReport> = { result: 'could-not-tell', appFound: null };
    expect([isNews(blind), isNews(blind)]).toEqual([true, true]);
    expect([isNews({}), isNews({})]).toEqual([true, false]);
  });

  it('is printed with its exit code, and where the file cannot be written as well', async () => {
    const run = (news: string) => drift(['/nowhere.json', '--json', '--news', news]);
    for (const out of [await run(file), await run(file)]) {
      expect(out).toMatchObject({ code: 2, out: expect.stringContaining('could-not-tell'), err: '' });
    }
    // A folder of this name cannot be made: it is a file.
    const unwritten = await run(join(file, 'seen.json'));
    expect(unwritten.out).toContain('could-not-tell');
    expect(unwritten.err).toContain('cannot be written');
    expect((await drift(['a.json', '--news', ''])).code).toBe(2);
  });
});
