import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PersonRow } from '../../shared/people';
import { compareWith, lastResultsIn } from './last-result';

const at = '2026-11-28T10:00:00.000Z';
const person = (id: string, state: PersonRow['state']) => ({
  row: {
    id,
    givenName: 'Ada',
    familyName: 'Abbott',
    email: 'ada@acme.example',
    userName: 'ada',
    state,
    reasons: [],
  },
  person: null,
  email: 'ada@acme.example',
  assignment: null,
  account: null,
});

describe('the last result', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'people-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });
  const file = () => join(folder, 'people.json');

  it('is kept for its app integration, by id and state alone, for this user only', () => {
    const last = lastResultsIn(folder);
    expect(last.read('0oa1')).toBeNull();
    last.write('0oa1', at, [person('00u1', 'arrived'), person('oktopost:7', 'only-at-oktopost')]);
    expect([...(last.read('0oa1')?.states ?? [])]).toEqual([
      ['00u1', 'arrived'],
      ['oktopost:7', 'only-at-oktopost'],
    ]);
    expect(last.read('0oa2')).toBeNull();
    expect(readFileSync(file(), 'utf8')).not.toMatch(/ada|Abbott/i);
    if (process.platform !== 'win32') expect(statSync(file()).mode & 0o777).toBe(0o600);
    last.forget();
    expect(last.read('0oa1')).toBeNull();
  });

  it.each([
    ['no JSON', '{'],
    ['of a newer version', JSON.stringify({ version: 2, appId: '0oa1' })],
    [
      'with more than belongs there',
      JSON.stringify({ version: 1, appId: '0oa1', at, assigned: 1, people: {}, more: 1 }),
    ],
  ])('counts as none when it is %s', (_, text) => {
    writeFileSync(file(), text);
    expect(lastResultsIn(folder).read('0oa1')).toBeNull();
  });

  it('says who moved from where to where, who is new, and how many left', () => {
    const last = lastResultsIn(folder);
    last.write('0oa1', at, [person('a', 'too-early'), person('b', 'arrived'), person('c', 'gone')]);
    const now = [person('a', 'arrived'), person('b', 'arrived'), person('d', 'arrived')];
    expect(compareWith(last.read('0oa1'), now)).toEqual({
      at,
      changed: 2,
      left: 1,
      moves: [
        { from: 'too-early', to: 'arrived', people: 1 },
        { from: null, to: 'arrived', people: 1 },
      ],
    });
    expect(now.map(({ row }) => row.reasons)).toEqual([['changed'], [], ['changed']]);
  });
});
