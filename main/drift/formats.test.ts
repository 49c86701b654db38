import { parse } from 'junit2json';
import { afterEach, describe, expect, it } from 'vitest';
import { driftReportSchema } from '../../shared/drift';
import { exampleSummary } from '../../shared/testing/summary';
import { drift, fileOf, setUpWithSummary } from '../testing/drift';
import type { TestCore } from '../testing/core';

let core: TestCore | null = null;
afterEach(async () => {
  await core?.close();
  core = null;
});

/** A set-up whose ACS URL somebody changed, its summary in a file, and the command on files. */
async function drifted() {
  const made = await setUpWithSummary();
  core = made.core;
  const { okta, world } = made.core.org;
  const app = Object.values(world.state.apps).find(({ id }) => id === made.summary.app.id);
  if (app === undefined) throw new Error('no app');
  app.body.settings = {
    ...app.body.settings,
    signOn: { ...Object(app.body.settings['signOn']), ssoAcsUrl: 'https://x.example/<&"acs' },
  };
  const file = await fileOf(JSON.stringify(made.summary));
  const env = { OKTA_API_TOKEN: okta.apiToken };
  return { file, run: (...argv: string[]) => drift(['--practice', ...argv], { env }) };
}

describe('drift as JUnit', () => {
  it('has a case for each setting, read by a parser of another project', async () => {
    const { file, run } = await drifted();
    const { code, out } = await run(file, '--junit');
    expect(code).toBe(1);
    const suites = await parse(out);
    if (suites === null || suites === undefined || !('testsuite' in suites)) throw new Error('no suites');
    const [suite] = suites.testsuite ?? [];
    const cases = suite?.testcase ?? [];
    const failed = cases.filter(({ failure }) => failure !== undefined);
    expect(failed.map(({ name }) => name)).toEqual(['Single sign-on URL']);
    expect(failed[0]?.failure?.[0]?.message).toContain('found https://x.example/<&"acs.');
    expect(suite).toMatchObject({ tests: cases.length, failures: 1, errors: 0 });
    expect(
      cases.some(({ skipped }) => skipped !== undefined),
      'what Okta does not show',
    ).toBe(true);
    expect(cases.length).toBeGreaterThan(40);
  });

  it('is an error, not a failure, where the check came to no answer', async () => {
    const { code, out, err } = await drift(['/nowhere.json', '--junit']);
    expect({ code, err }).toEqual({ code: 2, err: '' });
    const suites = await parse(out);
    if (suites === null || suites === undefined || !('testsuite' in suites)) throw new Error('no suites');
    expect(suites.testsuite?.[0]).toMatchObject({ tests: 1, failures: 0, errors: 1 });
  });
});

describe('drift as Markdown', () => {
  it('is a comment: what drifted, in a table, and what nobody can read', async () => {
    const { file, run } = await drifted();
    const { out } = await run(file, '--markdown');
    expect(out).toContain('| Setting | Expected | Actual | Who changed it |');
    expect(out).toContain('| Single sign-on URL | https://app.oktopost.com/auth/acs |');
    expect(out).not.toContain('<&"acs');
    expect(out).toContain('**Drift: 1 of ');
  });
});

describe('several summaries in one run', () => {
  it('are all checked with one sign-in; drift in one of them counts, also beside one that is no summary', async () => {
    const { file, run } = await drifted();
    const none = await fileOf('{}');
    const { code, out } = await run(none, file, file, '--json');
    const lines = out.trimEnd().split('\n');
    expect(lines.map((line) => driftReportSchema.parse(JSON.parse(line)).result)).toEqual([
      'could-not-tell',
      'drift',
      'drift',
    ]);
    expect(code).toBe(1);
  });

  it('of two orgs are not asked with one token', async () => {
    const first = await fileOf(JSON.stringify(exampleSummary));
    const second = await fileOf(
      JSON.stringify({ ...exampleSummary, org: { name: 'Other', url: 'https://other.okta.com' } }),
    );
    const asked: string[] = [];
    const fetch: typeof globalThis.fetch = (input) => {
      asked.push(new URL(input instanceof Request ? input.url : input).host);
      return Promise.resolve(Response.json({ errorCode: 'E0000011', errorSummary: 'no' }, { status: 401 }));
    };
    const { code, err } = await drift([first, second], { env: { OKTA_API_TOKEN: 'x'.repeat(42) }, fetch });
    expect(code).toBe(2);
    expect(err).toContain('of another org than the first one');
    expect(new Set(asked)).toEqual(new Set(['acme.okta.com']));
  });

  it('are refused with two formats', async () => {
    expect((await drift(['a.json', '--json', '--junit'])).code).toBe(2);
  });
});
