import { tmpdir } from 'node:os';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maxFileLength } from '../../shared/files';
import { summarySchema, summaryVersion } from '../../shared/summary';
import { summaryFixture } from '../testing/summaries';
import { exampleSummary } from '../../shared/testing/summary';
import { replacedAt, pathsIn } from '../testing/mutate';
import { drift, fileOf, piped } from '../testing/drift';
import { anyCharacter } from '../../shared/testing/text';

const summary = exampleSummary;
/** As an older assistant exported it. */
const older = {
  ...summaryFixture('version-1'),
  practice: false,
  org: { name: 'Acme', url: 'https://acme.okta.com' },
};
const secret = '00-SECRET-token-of-the-test_1';
const env = { OKTA_API_TOKEN: secret };

/** An Okta that refuses, and keeps who was asked with the token. */
function recorder() {
  const asked: string[] = [];
  const answer: typeof fetch = (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (JSON.stringify([...new Headers(init?.headers)]).includes(secret)) asked.push(url.origin);
    return Promise.resolve(Response.json({ errorCode: 'E0000011', errorSummary: 'no' }, { status: 401 }));
  };
  return { asked, fetch: answer };
}

async function run(text: string, ...argv: string[]) {
  const { asked, fetch } = recorder();
  const result = await drift([await fileOf(text), ...argv], { env, fetch });
  return { ...result, asked };
}

describe('npm run drift', () => {
  it('sends the token to the Okta host of the summary, and tells when it is refused', async () => {
    const { code, err, asked } = await run(JSON.stringify(summary));
    expect(code).toBe(2);
    expect(err).toContain('Could not tell: Okta does not accept the API token');
    expect(new Set(asked)).toEqual(new Set(['https://acme.okta.com']));
  });

  it('reads a summary that an older assistant exported', async () => {
    const { err, asked } = await run(JSON.stringify(older));
    expect(err).toContain('Could not tell: Okta does not accept the API token');
    expect(new Set(asked)).toEqual(new Set(['https://acme.okta.com']));
  });

  // Shows: certificates are not checked
  it('sends the token nowhere while certificates are not checked', async () => {
    const { asked, fetch } = recorder();
    const { code, err } = await drift([await fileOf(JSON.stringify(summary))], {
      env: { ...env, NODE_TLS_REJECT_UNAUTHORIZED: '0' },
      fetch,
    });
    expect([code, asked]).toEqual([2, []]);
    expect(err).toContain('NODE_EXTRA_CA_CERTS');
  });

  it.each([
    'https://login.acme.com',
    'https://acme.okta.com.evil.com',
    'https://acme.okta.com@evil.com',
    'http://acme.okta.com',
    'https://acme.okta.com/x',
    'https://acme-admin.okta.com',
    'http://127.0.0.1:8080',
    'acme',
    '',
  ])('sends the token nowhere for a summary of %j', async (url) => {
    const { code, asked } = await run(JSON.stringify({ ...summary, org: { url, name: null } }));
    expect([code, asked]).toEqual([2, []]);
  });

  it.each([
    [true, 'http://127.0.0.1:9', [], '--practice'],
    [false, 'https://acme.okta.com', ['--practice'], 'real org'],
    [true, 'https://acme.okta.com', ['--practice'], 'practice org'],
    [true, 'http://127.0.0.1.evil.com', ['--practice'], 'practice org'],
    [true, 'http://192.168.0.1', ['--practice'], 'practice org'],
  ])('refuses practice=%j at %s with %j', async (practice, url, argv, words) => {
    const { code, out, err, asked } = await run(
      JSON.stringify({ ...summary, practice, org: { url, name: null } }),
      ...argv,
    );
    expect([code, asked]).toEqual([2, []]);
    expect(err).toContain(words);
    expect(`${out}${err}`).not.toContain(', checked 20');
  });

  it('could not tell where nobody answers', async () => {
    const practice = { ...summary, practice: true, org: { url: 'http://127.0.0.1:1', name: null } };
    const { code, out } = await drift([await fileOf(JSON.stringify(practice)), '--practice', '--json'], {
      env,
    });
    expect(JSON.parse(out)).toMatchObject({ result: 'could-not-tell', error: { code: 'unreachable' } });
    expect(code).toBe(2);
  });

  it.each([
    [{ stdin: null }, 'There is no Okta API token'],
    [{ stdin: piped(' \n') }, 'There is no Okta API token'],
    [{ stdin: piped('x'.repeat(5000)) }, 'more than an API token'],
    [{ env: { OKTA_API_TOKEN: 'two words' } }, 'no API token of Okta'],
  ])('asks for a token: %#', async (io, words) => {
    const { asked, fetch } = recorder();
    const { code, err } = await drift([await fileOf(JSON.stringify(summary))], { fetch, ...io });
    expect(err).toContain(words);
    expect([code, asked]).toEqual([2, []]);
  });

  it.each([[[]], [['a.json', secret]], [['--token', secret]], [[`--token=${secret}`]], [['']]])(
    'does not understand %j, and quotes nothing of it',
    async (argv) => {
      const { code, out, err } = await drift(argv, { env });
      expect(code).toBe(2);
      expect(err).toContain('--help');
      expect(out + err).not.toContain(secret);
    },
  );

  it('tells its exit codes', async () => {
    const { code, out } = await drift(['--help']);
    expect(code).toBe(0);
    expect(out).toMatch(/0 {3}same.*\n {2}1 {3}drift.*\n {2}2 {3}could not tell/);
  });
});

// Shows: an opened file is hostile
describe('a file that is no summary', () => {
  it.each([
    ['', 'no JSON'],
    ['{"kind":"oktopost-okta-hand-off","version":3}\n{"id":"x"}\n', 'a saved set-up'],
    ['{"kind":"oktopost-okta-hand-off","version":2}', 'a saved set-up'],
    ['{"kind":', 'no JSON'],
    ['null', 'no file that this assistant exported'],
    ['[]', 'no file that this assistant exported'],
    ['{"kind":"something-else","version":1}', 'no file that this assistant exported'],
    [JSON.stringify({ ...summary, version: summaryVersion + 1 }), 'exported by a newer version'],
    [JSON.stringify({ ...summary, version: 0 }), 'a version that this assistant does not know'],
    [JSON.stringify({ ...summary, token: 'x' }), 'damaged'],
    [JSON.stringify({ ...older, by: 'x' }), 'damaged'],
    [JSON.stringify({ ...summary, region: 'mars' }), 'at region'],
    [JSON.stringify({ ...summary, settings: [...summary.settings, ...summary.settings] }), 'twice'],
    [`${JSON.stringify(summary)}${' '.repeat(maxFileLength)}`, 'too long'],
    [`${JSON.stringify({ ...summary, region: 'mars' })}${' '.repeat(maxFileLength / 2)}`, 'at region'],
    [`${'['.repeat(500_000)}${']'.repeat(500_000)}`, 'no file that this assistant exported'],
  ])('is reported as such: %#', async (text, words) => {
    const { code, err, asked } = await run(text);
    expect(err).toContain(words);
    expect([code, asked]).toEqual([2, []]);
  });

  it('may not be there, or be a folder', async () => {
    expect((await drift(['/no/such/file.json'], { env })).err).toContain('there is no such file');
    expect((await drift([tmpdir()], { env })).err).toContain('it is a folder, a pipe or a device');
    expect((await drift(['/dev/zero'], { env })).code).toBe(2);
  });

  it('may begin with a byte order mark, as some editors write it', async () => {
    expect((await run(`\ufeff${JSON.stringify(summary)}`)).err).toContain('does not accept the API token');
  });

  const json = fc.oneof(
    fc.json(),
    fc.string({ unit: anyCharacter }),
    fc
      .dictionary(
        fc.constantFrom('kind', 'version', 'settings', 'org', '__proto__', 'constructor'),
        fc.oneof(fc.jsonValue(), fc.constantFrom('oktopost-okta-summary', 1, 2, 3, 4)),
      )
      .map((value) => JSON.stringify(value)),
  );

  it('never ends well, throws nothing, and sends nothing', async () => {
    await fc.assert(
      fc.asyncProperty(json, fc.boolean(), async (text, asJson) => {
        const { code, asked } = await run(text, ...(asJson ? ['--json'] : []));
        expect([code, asked]).toEqual([2, []]);
      }),
      { numRuns: 150 },
    );
  });

  it('is noticed wherever one value of a good one was replacedAt', async () => {
    const places = pathsIn(summary);
    expect(places.length).toBeGreaterThan(20);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...places), fc.jsonValue(), async (place, value) => {
        const changed = replacedAt(summary, place, value);
        const { code, asked } = await run(JSON.stringify(changed));
        expect(code).toBe(2);
        const read = summarySchema.safeParse(changed);
        if (!read.success) expect(asked).toEqual([]);
        expect(asked.every((origin) => origin === 'https://acme.okta.com')).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
