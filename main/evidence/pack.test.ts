import { createHash } from 'node:crypto';
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { newSession } from '../storage/session';
import { setUpWithSummary } from '../testing/drift';
import { shownText, unzipped } from '../testing/unzipped';
import type { TestCore } from '../testing/core';

const recordSchema = z.record(z.string(), z.unknown());
const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

describe('the evidence pack of a verified set-up', () => {
  let core: TestCore;
  let name: string;
  let sealed: string;
  let zip: Buffer;
  let files: Record<string, Uint8Array>;

  const text = (file: string): string => new TextDecoder().decode(files[file]);
  /** The text of a page, as it is read. */
  const read = (file: string): string => shownText(text(file));

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
    expect(read('index.html')).toContain('changes.html Each change of an approved plan that was begun, ');
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
    const log = core.org.world.state.log.map(
      ({ transaction, eventType }) => [transaction.id, eventType] as const,
    );
    const eventTypes = new Map(log);
    const [, ...runs] = read('changes.html').split('Approved by ');
    const told = runs.map((run) => {
      const [, who, title, request = ''] =
        /^(\S+), .* Run \S+ (.*) Result When .* taken by Okta \S+ \S+ UTC (\S+) /.exec(run) ?? [];
      return [who, title, eventTypes.get(request)];
    });
    expect(told).toEqual([
      [by, '1. Create the app integration “Oktopost Social Advocacy”', 'application.lifecycle.create'],
      [by, '2. Change the attribute mapping', 'application.lifecycle.update'],
      [by, '3. Assign Bruno Berger to the app integration', 'application.user_membership.add'],
    ]);
    const asSent = 'user.firstName, on create and update';
    expect(runs[0]).toContain(' Response none Signed Signed ');
    const label = 'Oktopost Social Advocacy';
    expect(runs[0]).toContain(` App name none ${label} ${label} `);
    expect(runs[1]).toContain(` givenName user.firstName, on create only ${asSent} ${asSent} `);
    // Who is assigned was read with the rest.
    const who = 'bruno.berger@bellwether.example';
    expect(runs[2]).toContain(` Assignment none assigned (${who}) assigned as ${who}`);
    expect(read('changes.html')).not.toContain('differs:');
  });

  it('numbers what was tested, and says what came back', () => {
    const [, ...facts] = read('tests.html').split(/ (?=\d+\. [A-Z]{4,} )/);
    const who = 'bruno.berger@bellwether.example';
    expect(facts.map((fact) => fact.replace(/ \d{4}-\d\d-\d\d \d\d:\d\d UTC.*/, ''))).toEqual([
      `1. PASS Assign ${who}, create the account an account at Oktopost ${who} arrived at Oktopost with every expected value.`,
      `2. PASS userName of ${who} ${who} Okta: ${who}; Oktopost: ${who}`,
      `3. PASS name.givenName of ${who} Bruno Okta: Bruno; Oktopost: Bruno`,
      `4. PASS name.familyName of ${who} Berger Okta: Berger; Oktopost: Berger`,
      `5. PASS active of ${who} true Okta: not shown; Oktopost: true`,
    ]);
    expect(read('what-was-tested.html')).toMatch(/tested 5 .* Passed 5 .* Failed 0 .* Not read 0 /);
  });

  it('answers an auditor by what was read, stated or never tested', () => {
    expect(read('who-creates-accounts.html')).toMatch(
      /Assigned people 1 read .* never sent 0 read .* with a failed last push 0 read/,
    );
    expect(read('who-removes-leavers.html')).toContain('Whether it works, and how fast not tested');
    expect(read('least-privilege.html')).toContain('more than needed: Super Administrator');
  });

  it('prints all pages to one PDF where the shell can, and saves by its dialog', async () => {
    const printed: string[][] = [];
    const saved: [string, Uint8Array | string][] = [];
    const { exportEvidence } = await import('./pack');
    const summary = await core.call('summary.get', {});
    const { okta } = await core.snapshot();
    const result = await exportEvidence(
      { summary, session: newSession(), entries: [], okta, people: new Map(), rings: [] },
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
