import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { isLeft } from '../../shared/left-as-is';
import { minute } from '../export/document';
import type { DriftReport } from '../../shared/drift';
import type { SettingId } from '../../shared/settings';
import type { Summary } from '../../shared/summary';
import { documentMarkdown } from '../export/markdown';
import { startTestCore } from '../testing/core';
import type { TestCore } from '../testing/core';
import { drift, fileOf } from '../testing/drift';
import { readyToTest } from '../testing/ready-to-test';
import { summaryDocument } from './document';

describe('which rows of a mapping that was left are no fault', () => {
  const left = { by: 'ada@acme.example', at: null };
  it.each<[string, SettingId, string, boolean]>([
    ['another attribute', 'mapping:title', 'user.title, on create only', true],
    ['the work email', 'mapping:email', 'user.email, on create only', true],
    ['a name on create only', 'mapping:givenName', 'user.firstName, on create only', true],
    ['a name of another value', 'mapping:givenName', 'user.nickName, on create and update', false],
    ['a name that is not mapped', 'mapping:givenName', 'not mapped', false],
    ['a row for the user name', 'mapping:userName', 'user.login, on create and update', false],
    ['a setting of another kind', 'to-app.create', 'off', false],
  ])('%s', (_what, setting, value, expected) => {
    const isName = setting === 'mapping:givenName';
    const row = {
      setting,
      value,
      expected: isName ? 'user.firstName, on create and update' : 'not mapped',
    };
    expect([isLeft(row, left), isLeft(row, null)]).toEqual([expected, false]);
    expect(isLeft({ ...row, expected: value }, left)).toBe(false);
  });
});

describe('a mapping that the admin skipped', () => {
  let core: TestCore;
  let mapping: TestCore['org']['world']['state']['apps'][string]['toAppMapping'];
  let before: string;
  beforeAll(async () => {
    core = await startTestCore();
    const userId = await readyToTest(core);
    await core.call('mapping.skip', { skip: true });
    await core.run({ kind: 'assign', userId });
    await core.until('the test user passed', ({ test }) => test.state === 'passed');
    mapping = core.ours().toAppMapping;
    before = JSON.stringify(mapping.properties);
  });
  beforeEach(() => {
    mapping.properties = JSON.parse(before);
  });
  afterAll(() => core.close());

  const read = (): Promise<Summary> => core.call('summary.get', {});
  const differing = ({ settings }: Summary) =>
    settings.filter(({ setting, value, expected }) => setting.startsWith('mapping:') && value !== expected);
  const checked = async (summary: Summary, ...options: string[]) => {
    const env = { OKTA_API_TOKEN: core.org.okta.apiToken };
    const file = await fileOf(JSON.stringify(summary));
    return drift([file, '--practice', ...options], { env });
  };
  const by = 'admin@bellwether.example';

  it('is left as it is by whom and when, its rows are listed with both values, and none is to be mended', async () => {
    const summary = await read();
    expect(summary.mappingLeft).toEqual({ by, at: expect.any(String) });
    expect(differing(summary).length).toBeGreaterThan(20);
    expect(summary.left.filter(({ step }) => step === 'mapping')).toEqual([]);
    expect(summary.verdict).toMatch(
      /No other setting is known to differ\. \d+ attributes of the optional mapping/,
    );
    const text = documentMarkdown(summaryDocument(summary));
    expect(text).toMatch(
      /Left as it is by admin@bellwether\.example, .* UTC\. \d+ attributes of the mapping differ/,
    );
    expect(text).toContain(
      'Okta sends the names when it creates an account, and not when they change later.',
    );
    expect(text).toMatch(/\| title +\| user\.title, on create only +\| not mapped/);
    const [, ofMapping = ''] = text.split('## Attribute mapping');
    expect(ofMapping).not.toContain('differs:');
    expect(text).not.toContain('Preview the mapping');
  });

  it('says the same in a check for drift of the set-up, of the file, and on every command line', async () => {
    const summary = await read();
    const count = differing(summary).length;
    const leftOf = ({ rows }: DriftReport) => rows.filter(({ left }) => left !== null);
    const { report } = await core.call('drift.check', {});
    expect([report.result, leftOf(report).length, report.back]).toEqual(['same', count, []]);
    expect(leftOf(report)[0]).toMatchObject({ left: { by }, note: null, state: 'same' });
    const said = `Left as it is by ${by}, ${minute(summary.mappingLeft?.at ?? '')}: ${count} attributes of the mapping differ`;
    const { code, out } = await checked(summary);
    expect(code).toBe(0);
    expect(out).toContain(said);
    expect(out).not.toContain('not as it should be');
    expect(out).not.toContain('should not be');
    const junit = await checked(summary, '--junit', '--strict');
    expect(junit.out).toContain(`Left as it is by ${by}`);
    expect(junit.out).not.toContain('wrong-already');
    expect((await checked(summary, '--markdown')).out).toContain(said);
  });

  it('is a fault where a name that Oktopost needs is sent otherwise, and drift where a row is another one now', async () => {
    const was = await read();
    mapping.properties['givenName'] = { expression: 'user.nickName', pushStatus: 'PUSH' };
    const now = await read();
    expect(now.left.find(({ step }) => step === 'mapping')).toMatchObject({
      kind: 'fault',
      text: expect.stringContaining('givenName'),
    });
    expect(now.verdict).toContain('These differ: Mapping of givenName.');
    const { code, out } = await checked(was);
    expect(code).toBe(1);
    expect(out).toMatch(/It was “user\.firstName, on create only”, left as it is by/);
  });

  it('is asked for again once it is not skipped any more', async () => {
    await core.call('mapping.skip', { skip: false });
    const summary = await read();
    expect(summary.mappingLeft).toBeNull();
    expect(summary.left.filter(({ step }) => step === 'mapping')).toHaveLength(1);
    await core.call('mapping.skip', { skip: true });
  });
});
