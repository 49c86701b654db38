import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createWorld } from './create-world';
import { newId } from './ids';
import { readState, writeState, writeStateInSlices } from './persist';
import { likelyProfile } from '../profile';
import { createScimClient } from '../scim-client';
import { seedState } from './seed';

describe('the state file of a large org', () => {
  let folder: string;
  let file: string;
  const state = seedState(9_000, 10, new Date(), newId);
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'practice-'));
    file = join(folder, 'state.json');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('is the same whether written in slices or at once', async () => {
    expect(await writeStateInSlices(file, state, () => false)).toBe(true);
    const inSlices = readState(file);
    writeState(file, state);
    expect(inSlices).toStrictEqual(readState(file));
    expect(inSlices).toStrictEqual(state);
    // Lists of people go by it.
    expect(Object.keys(inSlices?.users ?? {})).toEqual(Object.keys(state.users));
  });

  it('of version 1 is migrated, and gets the platform accounts', () => {
    const small = seedState(5, 7, new Date(), newId);
    const { us, eu } = small.oktopost;
    writeFileSync(file, JSON.stringify({ ...small, version: 1, oktopost: { us, eu } }));
    const read = readState(file);
    expect(read).toEqual({ ...small, oktopost: expect.objectContaining({ us, eu }) });
    expect(read?.oktopost['eu-platform']).toMatchObject({ licences: 7, tokens: {} });
    writeFileSync(file, JSON.stringify({ ...small, version: 3 }));
    expect(() => readState(file)).toThrow('no state of this practice org');
  });

  it('yields between slices', async () => {
    let turns = 0;
    let next = setImmediate(function turn() {
      turns += 1;
      next = setImmediate(turn);
    });
    await writeStateInSlices(file, state, () => false);
    clearImmediate(next);
    // 9,000 people are five slices.
    expect(turns).toBeGreaterThanOrEqual(5);
  });

  it('is unchanged when the state changes while writing, and no draft remains', async () => {
    writeState(file, { ...state, users: {} });
    const before = readFileSync(file, 'utf8');
    let asked = 0;
    const written = await writeStateInSlices(file, state, () => {
      asked += 1;
      return asked === 2;
    });
    expect(written).toBe(false);
    expect(readFileSync(file, 'utf8')).toBe(before);
    expect(existsSync(`${file}.slices`)).toBe(false);
  });

  it('is written in one go when the state keeps changing', async () => {
    let slices = 0;
    const persist = vi.fn<(next: unknown) => void>();
    const world = createWorld({
      state,
      options: { profile: likelyProfile, provisionDelayMs: 0, logLagMs: 0 },
      makeScimClient: () => createScimClient({ resolve: () => null }),
      persist,
      persistInSlices: (_, stale) => {
        slices += 1;
        world.save();
        return Promise.resolve(!stale());
      },
    });
    world.save();
    await vi.waitFor(
      () => {
        expect(persist).toHaveBeenCalledTimes(1);
      },
      { timeout: 60_000 },
    );
    world.close();
    expect(slices).toBe(5);
    expect(persist).toHaveBeenCalledTimes(2);
  });
});
