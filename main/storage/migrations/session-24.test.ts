import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readSession } from '../session';
import type { Session } from '../session';
import { migrate } from './migrate';
import { sessionMigrations } from './session';

const fileSchema = z.looseObject({ session: z.looseObject({ mapping: z.looseObject({}) }) });
const storedIn = (name: string) =>
  fileSchema.parse(JSON.parse(readFileSync(join(__dirname, '..', 'fixtures', name), 'utf8'))).session;

function sessionOf(name: string): Session {
  const session = readSession(storedIn(name));
  if (session === null) throw new Error('it is no session');
  return session;
}

describe('a session file', () => {
  it('of version 24 does not know who said or left what, nor what earlier tokens proved, of version 25 it does', () => {
    const { signIns, mapping, handedOver, tokenChange, earlierTokenChanges } = sessionOf('session-24.json');
    const saidBy = (of: Session['signIns']) => [
      ...Object.values(of.checks).map(({ decidedBy }) => decidedBy),
      ...of.failed.map(({ decidedBy }) => decidedBy),
    ];
    expect(saidBy(signIns)).toEqual([null, null, null]);
    expect([mapping.skipped, handedOver?.skippedLines, tokenChange.sentBefore, earlierTokenChanges]).toEqual([
      null,
      0,
      [],
      [],
    ]);
    const newer = sessionOf('session-25.json');
    expect(saidBy(newer.signIns)).toEqual(['ada@acme.example', null, null]);
    expect([newer.mapping.skipped?.by, newer.handedOver?.skippedLines]).toEqual(['ada@acme.example', 2]);
    expect(newer.tokenChange.sentBefore).toMatchObject([{ failed: 'Unauthorized' }]);
    expect(newer.earlierTokenChanges).toHaveLength(1);
  });

  it('of version 24 whose mapping was skipped does not know by whom, and what it states of the token has other words', () => {
    const session = storedIn('session-24.json');
    const id = 'setting:connection.authorization=a token made in Oktopost';
    const migrated = migrate(
      {
        ...session,
        version: 24,
        mapping: { ...session.mapping, skipped: true },
        statements: [{ id: `${id} (not part of this summary)`, by: null, at: '2026-03-02T09:20:00.000Z' }],
      },
      sessionMigrations,
    );
    expect(migrated).toMatchObject({
      mapping: { skipped: { by: null, at: null } },
      statements: [{ id: `${id} (Okta shows it to nobody)` }],
    });
  });
});
