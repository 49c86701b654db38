import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rolloutMigrations, rolloutVersion } from '../storage/migrations/rollout';
import { refuseNewerFiles } from '../storage/newer-version';
import { licencesIn, openRolloutStore } from './rollout-store';

const fixtures = join(__dirname, '..', 'storage', 'fixtures');
const textOf = (version: number): string => readFileSync(join(fixtures, `rollout-${version}.json`), 'utf8');
const versions = Array.from({ length: rolloutVersion }, (_, index) => index + 1);
const of = { setupId: '6f1d2c1e-7c0b-4b62-9a55-0a4f2f0c7b11', appId: '0oa1acme00000000001' };
const session = { setupId: of.setupId, app: { id: of.appId } };

describe('the file of a rollout', () => {
  let folder: string;
  let broken: string[];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'rollout-'));
    broken = [];
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });
  const path = (): string => join(folder, 'rollout.json');
  const opened = (version: number) => {
    writeFileSync(path(), textOf(version));
    return openRolloutStore(folder, (failure) => broken.push(failure.error.message));
  };

  it('has a migration and a kept file of every version', () => {
    expect(rolloutMigrations.map(({ from }) => from)).toEqual(versions.slice(0, -1));
    for (const version of versions) expect(readdirSync(fixtures)).toContain(`rollout-${version}.json`);
  });

  it.each(versions)(
    'of version %i is read with its rings, its repair and who is between the halves',
    (version) => {
      const file = opened(version).read(of);
      expect(file).toMatchObject({ ...of, version: rolloutVersion });
      expect(file?.rollout).toMatchObject({ failShare: 10, state: 'paused', pause: 'ring-passed' });
      expect(file?.rollout?.rings.map(({ kind, state, people }) => [kind, state, people.length])).toEqual([
        ['pilot', 'passed', 1],
        ['sample', 'failed', 2],
        ['group', 'to-do', 1],
      ]);
      expect(file?.repair?.people[0]).toMatchObject({
        state: 'between',
        keptUserName: 'kept@acme.example',
        keptProfile: { nickName: 'Kim' },
      });
    },
  );

  it('of version 1 knows of no choices, of version 6 of no check; of today’s version it is written as it was read', () => {
    expect(opened(1).read(of)).toMatchObject({ licences: null, draft: null });
    expect(
      opened(6)
        .read(of)
        ?.rollout?.rings.map(({ checkedAt }) => checkedAt),
    ).toEqual([null, null, null]);
    const store = opened(rolloutVersion);
    const licences = licencesIn(store, () => session);
    licences.write(licences.read());
    expect(JSON.parse(readFileSync(path(), 'utf8'))).toEqual(JSON.parse(textOf(rolloutVersion)));
  });

  it('of version 8 knows no event of who did not arrive, of version 9 it does', () => {
    const eventsIn = (version: number) =>
      opened(version)
        .read(of)
        ?.rollout?.rings.flatMap(({ failed }) => failed.map(({ eventId }) => eventId));
    expect([eventsIn(8), eventsIn(9)]).toEqual([[null], [expect.stringMatching(/^5d4f/)]]);
  });

  it('of another set-up or app integration is none', () => {
    expect(opened(1).read({ ...of, setupId: 'another' })).toBeNull();
    expect(opened(1).read({ ...of, appId: null })).toBeNull();
  });

  it.each(['', '{', '{"version":1}'])(
    'with %j is set aside as it is, and said, before another one is written',
    (text) => {
      writeFileSync(path(), text);
      const store = openRolloutStore(folder, (failure) => broken.push(failure.error.message));
      expect(store.read(of)).toBeNull();
      store.update(of, { licences: 3 });
      expect(store.read(of)).toMatchObject({ licences: 3, rollout: null });
      const aside = readdirSync(folder).filter((name) => name.startsWith('rollout.broken-'));
      expect(aside.map((name) => readFileSync(join(folder, name), 'utf8'))).toEqual([text]);
      expect(broken).toEqual([expect.stringContaining(join(folder, aside[0] ?? ''))]);
    },
  );

  it('that is read, or is not there, is said of by nothing', () => {
    opened(rolloutVersion).read(of);
    rmSync(path());
    expect(openRolloutStore(folder, (failure) => broken.push(failure.error.message)).read(of)).toBeNull();
    expect(broken).toEqual([]);
  });

  it('of a newer version stops the start and is left as it is', () => {
    const text = JSON.stringify({ ...JSON.parse(textOf(rolloutVersion)), version: rolloutVersion + 1 });
    writeFileSync(path(), text);
    expect(() => {
      refuseNewerFiles(folder);
    }).toThrow('newer version');
    expect(readFileSync(path(), 'utf8')).toBe(text);
  });
});
