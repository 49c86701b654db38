import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newSession } from './session';
import { openSession } from './session-store';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'session-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const put = (session: unknown): void => {
  writeFileSync(join(folder, 'session.json'), JSON.stringify({ session }));
};

describe('the session file', () => {
  it.each([
    ['holds what no version had', { ...newSession(), secret: 'x' }],
    ['has a choice that is none', { ...newSession(), appChoice: { relayState: '7' } }],
    ['is no session at all', { version: 1 }],
    ['lacks a field of its own version', { ...newSession(), label: undefined }],
  ])('that %s is set aside, and a new set-up begins', (_name, session) => {
    put(session);
    const broken: string[] = [];
    const store = openSession(folder, (movedTo) => broken.push(movedTo));
    expect(store.session.mode).toBe('unset');
    expect(broken).toHaveLength(1);
    expect(readdirSync(folder).some((name) => name.startsWith('session.broken-'))).toBe(true);
  });

  it.each(['', '{"session":', 'null', '{}'])('that holds %j is set aside as well', (text) => {
    writeFileSync(join(folder, 'session.json'), text);
    const broken: string[] = [];
    openSession(folder, (movedTo) => broken.push(movedTo));
    expect(broken.map((movedTo) => readFileSync(movedTo, 'utf8'))).toEqual([text]);
  });

  it('that is none begins a new set-up, and nothing is set aside', () => {
    const broken: string[] = [];
    expect(openSession(folder, (movedTo) => broken.push(movedTo)).session.mode).toBe('unset');
    expect(broken).toEqual([]);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is written where something differs from what it holds, and only then', () => {
    const kept = newSession();
    put(kept);
    const store = openSession(folder, () => undefined);
    const file = join(folder, 'session.json');
    rmSync(file);
    store.update({});
    store.update({ label: kept.label, mapping: { ...kept.mapping, checks: [] } });
    expect(existsSync(file)).toBe(false);
    store.update({ label: kept.label, tileHidden: true });
    expect(existsSync(file)).toBe(true);
    expect(openSession(folder, () => undefined).session).toEqual({ ...kept, tileHidden: true });
  });

  it('is written by the first update, whatever that says: nothing else has the id of the set-up', () => {
    const store = openSession(folder, () => undefined);
    store.update({});
    expect(openSession(folder, () => undefined).session).toEqual(store.session);
  });

  it('that cannot be read is no reason to begin a new set-up', () => {
    mkdirSync(join(folder, 'session.json'));
    expect(() => openSession(folder, () => undefined)).toThrow(
      expect.objectContaining({ error: expect.objectContaining({ code: 'storage-failed' }) }),
    );
  });
});
