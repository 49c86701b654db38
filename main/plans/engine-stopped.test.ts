import { expect, it } from 'vitest';
import { engineOverSwitches } from '../testing/switches';

// A run that is stopped or forgotten, or that another is to begin beside.

const at = engineOverSwitches();

/** Applies a change whose request waits until it is released. */
async function held(name: string) {
  const { engine, previewed, world } = at();
  const gate: { release: (() => void) | null } = { release: null };
  world.before = () =>
    new Promise((resolve) => {
      gate.release = resolve;
    });
  const { finished } = engine.apply((await previewed(name)).id);
  await expect.poll(() => gate.release).not.toBeNull();
  return { finished, release: () => gate.release?.() };
}

it('cancels while a request waits', async () => {
  const { engine, kinds, previewed, world } = at();
  world.before = (_name, abort) =>
    new Promise((_resolve, reject) => {
      const stop = (): void => {
        reject(new Error('aborted'));
      };
      if (abort?.aborted === true) stop();
      abort?.addEventListener('abort', stop);
    });
  const { runId, finished } = engine.apply((await previewed('a')).id);
  await expect.poll(kinds).toEqual(['a intent']);
  engine.cancel(runId);
  expect((await finished).state).toBe('cancelled');
  expect(world.sent).toEqual([]);
});

it('cancels between two changes: what was sent is done and told, and the next plan has the rest', async () => {
  const { engine, kinds, previewed, world } = at();
  const first = await previewed('a', 'b', 'c');
  world.after = () => {
    // Okta has it; the answer is on its way.
    if (engine.run !== null) engine.cancel(engine.run.id);
  };
  const run = await engine.apply(first.id).finished;
  expect(run).toMatchObject({ state: 'cancelled', error: { code: 'cancelled', owner: 'okta-admin' } });
  expect(run.changes.map(({ state }) => state)).toEqual(['done', 'to-do', 'to-do']);
  expect(world.sent).toEqual(['a']);
  expect(kinds()).toEqual(['a intent', 'a result']);
  expect(() => engine.apply(first.id)).toThrow('already applied');

  world.after = () => undefined;
  const rest = await previewed('a', 'b', 'c');
  expect(rest.changes.map(({ verb }) => verb)).toEqual(['keep', 'update', 'update']);
  const finished = await engine.apply(rest.id).finished;
  expect(finished).toMatchObject({ state: 'done', error: null });
  expect(finished.changes.map(({ state }) => state)).toEqual(['kept', 'done', 'done']);
  expect(world.sent).toEqual(['a', 'b', 'c']);
});

it('refuses a second run while one is on', async () => {
  const { engine, previewed, world } = at();
  const { finished, release } = await held('a');
  // Preview does not write, so it may overlap; apply may not.
  const next = await previewed('b');
  expect(() => engine.apply(next.id)).toThrow('still applying');
  release();
  await finished;
  expect(world.sent).toEqual(['a']);
});

it('publishes nothing of a run that was forgotten', async () => {
  const { engine, runs } = at();
  const { finished, release } = await held('a');
  engine.forget();
  const published = runs.length;
  release();
  await finished;
  expect(runs).toHaveLength(published);
  expect(engine.run).toBeNull();
});
