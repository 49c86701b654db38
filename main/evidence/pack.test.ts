import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import yauzl from 'yauzl';
import { z } from 'zod';
import { setUpWithSummary } from '../testing/drift';
import type { TestCore } from '../testing/core';

const recordSchema = z.record(z.string(), z.unknown());
const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

/** By an unzip of another project than the one that packs. */
async function unzipped(zip: Buffer): Promise<Record<string, Uint8Array>> {
  const archive = await yauzl.fromBufferPromise(zip, { strictFileNames: true });
  const found: Record<string, Uint8Array> = {};
  for await (const entry of archive.eachEntry()) {
    found[entry.fileName] = await buffer(await archive.openReadStreamPromise(entry));
  }
  return found;
}

describe('the evidence pack of a verified set-up', () => {
  let core: TestCore;
  let name: string;
  let sealed: string;
  let zip: Buffer;
  let files: Record<string, Uint8Array>;

  const text = (file: string): string => new TextDecoder().decode(files[file]);
  /** The text of a page, as it is read. */
  const read = (file: string): string =>
    text(file)
      .replace(/<style>[^]*<\/style>/, '')
      .replace(/<[^>]+>/g, '|')
      .replace(/[|\s]+/g, ' ');

  beforeAll(async () => {
    ({ core } = await setUpWithSummary());
    const exported = await core.call('evidence.export', {});
    if (exported.download === null) throw new Error('browser mode saves nothing itself');
    ({ name } = exported.download);
    ({ sealed } = exported);
    zip = Buffer.from(exported.download.base64, 'base64');
    files = await unzipped(zip);
  });
  afterAll(() => core.close());

  it('is one ZIP with its pages, their data and the schemas', () => {
    expect(name).toMatch(/^practice-oktopost-okta-evidence-board-us-\d{4}-\d\d-\d\d\.zip$/);
    expect(Object.keys(files)).toEqual([
      'index.html',
      'summary.html',
      'changes.html',
      'tests.html',
      'by-hand.html',
      'who-creates-accounts.html',
      'who-removes-leavers.html',
      'least-privilege.html',
      'what-was-tested.html',
      'summary.json',
      'summary.schema.json',
      'changes.json',
      'changes.schema.json',
      'SHA256SUMS',
    ]);
  });

  it('leads from its first page to each of its files, and to no other place', () => {
    const links = [...text('index.html').matchAll(/ href="([^"]*)"/g)].map(([, link]) => link);
    const others = Object.keys(files).filter((file) => !['index.html', 'SHA256SUMS'].includes(file));
    expect(links).toEqual(expect.arrayContaining(others));
    expect(links).toHaveLength(others.length);
  });

  it('has the hash of every file, and one over all', () => {
    const lines = text('SHA256SUMS').trimEnd().split('\n');
    const others = Object.keys(files).filter((file) => file !== 'SHA256SUMS');
    expect(lines).toEqual(others.map((file) => `${sha256(files[file] ?? '')}  ${file}`));
    expect(sealed).toBe(sha256(files['SHA256SUMS'] ?? ''));
  });

  it.each([
    ['summary.json', 'summary.schema.json'],
    ['changes.json', 'changes.schema.json'],
  ])(
    '%s fits its schema, by a validator of another project, and not without a part of it',
    (data, schema) => {
      const ajv = new Ajv2020({ strict: false });
      addFormats(ajv);
      const fits = ajv.compile(recordSchema.parse(JSON.parse(text(schema))));
      const value: unknown = JSON.parse(text(data));
      fits(value);
      expect(fits.errors).toBeNull();
      const broken = (whole: unknown): unknown => ({ ...recordSchema.parse(whole), version: 0 });
      expect(fits(Array.isArray(value) ? value.map(broken) : broken(value))).toBe(false);
    },
  );

  it('says the verdict first, and draws who flows where', async () => {
    const summary = await core.call('summary.get', {});
    expect(read('index.html')).toContain(summary.verdict ?? 'no verdict');
    expect(read('index.html')).toMatch(
      /1 assigned person in Okta .* Okta: Oktopost Social Advocacy .* Oktopost: /,
    );
    const acs = summary.settings.find(({ setting }) => setting === 'sign-on.acs-url')?.value ?? '';
    expect(text('index.html')).toContain(`sign-on by SAML: ${acs}</text>`);
    expect(read('index.html')).toContain('PRACTICE RUN');
  });

  it('has each change as approved: by whom, before, after, and the request as Okta’s log names it', async () => {
    const { by } = await core.call('summary.get', {});
    expect(read('changes.html')).toContain(`Approved by ${by ?? ''}`);
    expect(read('changes.html')).toMatch(/Change the attribute mapping .* taken by Okta /);
    expect(read('changes.html').match(/.{60}differs: .{60}/g)).toBeNull();
    // Who is assigned was read with the rest.
    expect(read('changes.html')).toMatch(/Assignment none (\S+@bellwether\.example) assigned as \1/);
    expect(read('changes.html')).toMatch(/App name none (Oktopost Social Advocacy) \1 /);
    const transactions = core.org.world.state.log.map(({ transaction }) => transaction.id);
    const named = text('changes.html').match(/[0-9a-f]{8}-[0-9a-f-]{27}/g) ?? [];
    const written = named.filter((id) => transactions.includes(id));
    // The creation, the mapping and the assignment.
    expect(written.length).toBeGreaterThanOrEqual(2);
  });

  it('numbers what was tested, and says what came back', () => {
    expect(read('tests.html')).toMatch(/1\. PASS Assign \S+@bellwether\.example, create the account/);
    expect(read('what-was-tested.html')).toMatch(/Failed 0 /);
  });

  it('answers an auditor by what was read, stated or never tested', () => {
    expect(read('who-creates-accounts.html')).toMatch(
      /Assigned people 1, of these 0 never sent, 0 with a failed last push/,
    );
    expect(read('who-removes-leavers.html')).toContain('Whether it works, and how fast not tested');
    expect(read('least-privilege.html')).toContain('more than needed: Super Administrator');
  });

  it('prints all pages to one PDF where the shell can, and saves by its dialog', async () => {
    const printed: string[][] = [];
    const saved: [string, Uint8Array | string][] = [];
    const { exportEvidence } = await import('./pack');
    const summary = await core.call('summary.get', {});
    const { lifeCycle, test, okta } = await core.snapshot();
    const result = await exportEvidence(
      { summary, session: { lifeCycle, test }, entries: [], okta, people: new Map() },
      {
        clean: (value) => value.replaceAll('Oktopost Social Advocacy', '(hidden)'),
        printPdf: (pages) => {
          printed.push([...pages]);
          return Promise.resolve(new TextEncoder().encode('%PDF-'));
        },
        saveFile: (file, content) => {
          saved.push([file, content]);
          return Promise.resolve({ savedAs: `/home/admin/${file}` });
        },
      },
    );
    expect(result.savedAs).toMatch(/\.zip$/);
    expect(result.download).toBeNull();
    const [[, content] = []] = saved;
    const inside = await unzipped(Buffer.from(content ?? ''));
    expect(new TextDecoder().decode(inside['evidence.pdf'])).toBe('%PDF-');
    expect(printed[0]?.length).toBeGreaterThanOrEqual(9);
    // Every text goes through the redactor, printed ones too.
    const all = [
      ...Object.values(inside).map((bytes) => new TextDecoder().decode(bytes)),
      ...(printed[0] ?? []),
    ];
    expect(all.join()).not.toContain('Oktopost Social Advocacy');
  });
});
