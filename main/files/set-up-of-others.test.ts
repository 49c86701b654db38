import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { TestCore } from '../testing/core';
import { replacedAt, pathsIn } from '../testing/mutate';
import { journalVersion } from '../storage/journal-entry';
import { sessionVersion } from '../storage/session';
import { setupFileOf, setupTextOf } from '../testing/saved-setups';
import { readOpened } from './read';
import { parseSavedSetup, savedSetupVersion } from './saved-setup';
import { colleagueOf, halfWay, savedText, openText } from '../testing/half-way';

describe('a saved set-up', () => {
  let first: TestCore;
  let second: TestCore;
  let file: Record<string, unknown>;
  beforeAll(async () => {
    first = await halfWay();
    second = await colleagueOf(first);
    file = setupFileOf(await savedText(first));
  });
  afterAll(async () => {
    await second.close();
    await first.close();
  });
  const session = (): Record<string, unknown> => z.looseObject({}).parse(file['session']);
  const real = (orgUrl: string) => ({
    ...file,
    session: {
      ...session(),
      mode: 'real',
      address: { input: orgUrl, kind: 'okta-host', orgUrl, adminUrl: orgUrl, needsConfirmation: false },
    },
  });

  it('of a real org sends no token before its host is confirmed again', async () => {
    await openText(second, setupTextOf(real('https://acme.okta.com')));
    await second.call('file.takeOver', { replace: true });
    expect((await second.snapshot()).address).toEqual({
      kind: 'okta-host',
      input: 'https://acme.okta.com',
      orgUrl: 'https://acme.okta.com',
      adminUrl: 'https://acme-admin.okta.com',
      needsConfirmation: true,
    });
    const token = { kind: 'okta-token', value: '00-SECRET' } as const;
    expect((await second.refusal('secrets.submit', token)).code).toBe('host-not-confirmed');
  });

  it.each([
    ['https://acme.okta.com.evil.example', /session\.address/],
    ['http://127.0.0.1:1', /session\.address/],
    ['https://acme-admin.okta.com', /session\.address/],
  ])('that names the host %s is refused', async (orgUrl, words) => {
    const { message } = await second.refusal('file.open', { name: 'x', text: setupTextOf(real(orgUrl)) });
    expect(message).toMatch(words);
  });

  it('of an older assistant is read: its session migrates, its journal stays as it is', () => {
    const kept = readFileSync(join(import.meta.dirname, 'fixtures/saved-setup-1.json'), 'utf8');
    const read = parseSavedSetup(JSON.parse(kept));
    expect(kept).toContain('"setting": "Audience URI (SP Entity ID)"');
    expect(read.session).toMatchObject({
      version: sessionVersion,
      app: null,
      mapping: { appliedAt: expect.any(String) },
    });
    expect(read.journal.map(({ kind, changeId }) => `${kind} ${changeId}`)).toEqual([
      'intent app',
      'result app',
      'intent map-attributes',
      'result map-attributes',
    ]);
  });

  it('of version 2 is read, and tells nothing of a rollout', () => {
    const kept = readFileSync(join(import.meta.dirname, 'fixtures/saved-setup-2.jsonl'), 'utf8');
    const read = readOpened('set-up.jsonl', kept);
    if (read.kind !== 'saved-setup') throw new Error('it is no saved set-up');
    expect(read.setup).toMatchObject({ rollout: null, session: { version: sessionVersion } });
    expect(read.setup.journal).toHaveLength(2);
  });

  it('of version 3 is read with what it tells of a rollout', () => {
    const kept = readFileSync(join(import.meta.dirname, 'fixtures/saved-setup-3.jsonl'), 'utf8');
    const read = readOpened('set-up.jsonl', kept);
    if (read.kind !== 'saved-setup') throw new Error('it is no saved set-up');
    expect(read.setup.rollout).toMatchObject({ licences: 40 });
    expect(read.setup.journal).toMatchObject([{ version: journalVersion }, { version: journalVersion }]);
  });

  it('of a newer version is refused politely', async () => {
    for (const newer of [
      { ...file, version: savedSetupVersion + 1 },
      { ...file, session: { ...session(), version: 99 } },
    ]) {
      const { code } = await second.refusal('file.open', { name: 'x', text: setupTextOf(newer) });
      expect(code).toBe('newer-version');
    }
  });

  it('that names an app integration without this set-up’s admin note does not let an undo delete or change it', async () => {
    const victim = Object.values(first.org.world.state.apps).find(
      ({ body }) => !JSON.stringify(body).includes('Made by Oktopost Setup for Okta'),
    );
    expect(victim).toBeDefined();
    const forged = setupTextOf(file).replaceAll(first.ours().id, victim?.id ?? '-');
    await second.call('session.startOver', {});
    await openText(second, forged);
    await second.call('file.takeOver', { replace: true });
    await second.call('okta.usePracticeToken', {});
    const plan = await second.preview({ kind: 'undo', deleteDespiteOtherUsers: true });
    expect(plan.changes.filter(({ verb }) => verb === 'delete')).toHaveLength(1);
    expect(JSON.stringify(plan.changes)).not.toContain(victim?.id);
  });

  it('whatever it holds: refused, or what requests and links are made of is checked', () => {
    const places = pathsIn(file);
    const nasty = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom(
        'https://evil.example',
        '../../api/v1/users',
        '\u202e',
        '__proto__',
        'real',
        '0oa/../x',
      ),
    );
    fc.assert(
      fc.property(fc.constantFrom(...places), nasty, (place, value) => {
        const text = setupTextOf(replacedAt(file, place, value));
        try {
          const opened = readOpened('set-up.jsonl', text);
          if (opened.kind !== 'saved-setup') throw new Error('it is no saved set-up');
          const { session: taken, journal } = opened.setup;
          const id = /^[A-Za-z0-9_-]{1,64}$/;
          expect(taken.app === null || (id.test(taken.app.id) && id.test(taken.app.name))).toBe(true);
          expect(taken.label).toMatch(/^[^\p{Cc}\p{Cf}]{1,100}$/u);
          expect(taken.org).toBeNull();
          expect(taken.address === null || taken.address.needsConfirmation).toBe(true);
          expect(journal.every(({ setupId }) => setupId === taken.setupId)).toBe(true);
          expect(JSON.stringify(taken)).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
        } catch (error) {
          expect(String(error)).toMatch(
            /^AppFailure: The (saved set-up is damaged|set-up was saved by a newer|file is (empty|no JSON|JSON, but no file))/,
          );
        }
      }),
      { numRuns: 500 },
    );
  });
});
