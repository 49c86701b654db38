import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newSession, openSession, sessionVersion } from './session';

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
  it('of version 1 goes on: what it has stays, what came since begins as in a new set-up', () => {
    const { appChoice, ...known } = newSession();
    const at = '2026-11-24T10:00:00.000Z';
    put({ ...known, version: 1, region: 'eu', readBackAt: { ...known.readBackAt, 'scim-on': at } });
    const broken: string[] = [];
    const { session, update } = openSession(folder, (movedTo) => broken.push(movedTo));
    expect(session).toEqual({
      ...known,
      appChoice,
      version: sessionVersion,
      region: 'eu',
      readBackAt: { ...known.readBackAt, 'scim-on': at },
    });
    update({ label: 'Another' });
    expect(readFileSync(join(folder, 'session.json'), 'utf8')).toContain(`"version": ${sessionVersion}`);
    expect(broken).toEqual([]);
  });

  it.each([
    ['holds what no version had', { ...newSession(), secret: 'x' }],
    ['has a choice that is none', { ...newSession(), appChoice: { relayState: '7' } }],
    ['is no session at all', { version: 1 }],
  ])('that %s is set aside, and a new set-up begins', (_name, session) => {
    put(session);
    const broken: string[] = [];
    const store = openSession(folder, (movedTo) => broken.push(movedTo));
    expect(store.session.mode).toBe('unset');
    expect(broken).toHaveLength(1);
    expect(readdirSync(folder).some((name) => name.startsWith('session.broken-'))).toBe(true);
  });
});
