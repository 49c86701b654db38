import { afterAll, beforeAll } from 'vitest';
import type { WorldOptions } from '../../practice/world/world';
import { startTestCore } from './core';
import type { TestCore } from './core';
import { steppedClock } from './hurried-clock';
import type { HurriedClock } from './hurried-clock';
import { readyToLive } from './lives';
import { readyToTest } from './ready-to-test';

/** An assistant and a practice org that all tests of a file share. */
export interface PreparedCore {
  core: TestCore;
  /** The assistant's and the org's. */
  clock: HurriedClock;
  /**
   * Everything as it was after the set-up, the Oktopost token entered; `options` count until the next call. `awaitsOkta`: each wait ends
   * when Okta has done what it was asked for, for what rests on the time between two writes; not where it is to hold something back.
   */
  again(options?: Partial<WorldOptions>, awaitsOkta?: boolean): Promise<void>;
}

/** A whole set-up, on a machine that does much else, in milliseconds. */
export const prepareMs = 180_000;

/** Sets up once. Waits pass at once, on the clocks of the assistant and of the org. */
export async function prepareCore(setUp: (core: TestCore) => Promise<void>): Promise<PreparedCore> {
  let isAwaited = false;
  const clock = steppedClock(() => (isAwaited ? core.org.world.idle() : Promise.resolve()));
  const core = await startTestCore({ now: clock.now }, { ports: () => ({ clock }) });
  await setUp(core);
  const { world } = core.org;
  const { scimClient } = world;
  const usual = { client: { ...scimClient }, options: { ...world.options } };
  const checkpoint = await core.checkpoint();
  return {
    core,
    clock,
    again: async (options = {}, awaitsOkta = false) => {
      isAwaited = awaitsOkta;
      Object.assign(scimClient, usual.client);
      await core.returnTo(checkpoint);
      Object.assign(world.options, usual.options, options);
      await core.call('secrets.submit', { kind: 'oktopost-token', value: core.org.oktopost.bearerToken });
    },
  };
}

/** The tests of a file share what is set up before the first of them. */
function preparedOnce(setUp: (core: TestCore) => Promise<void>, use: (prepared: PreparedCore) => void): void {
  let close = (): Promise<void> => Promise.resolve();
  beforeAll(async () => {
    use(
      await prepareCore(async (started) => {
        close = started.close;
        await setUp(started);
      }),
    );
  }, prepareMs);
  afterAll(() => close());
}

/** A set-up before its test. `use` takes it, and the id of the user whom the test is of. */
export function preparedForTest(use: (prepared: PreparedCore, userId: string) => void): void {
  let userId = '';
  preparedOnce(
    async (core) => {
      userId = await readyToTest(core);
    },
    (prepared) => {
      use(prepared, userId);
    },
  );
}

/** A set-up before its life-cycle test. */
export const preparedToLive = (use: (prepared: PreparedCore) => void): void => {
  preparedOnce(readyToLive, use);
};
