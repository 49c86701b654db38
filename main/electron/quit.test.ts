import { expect, it } from 'vitest';
import { noRollout } from '../../shared/rollout';
import type { RolloutCounts } from '../../shared/rollout';
import { snapshotAt } from '../../shared/testing/snapshots';
import type { AssistantCore } from '../api/core';
import { holdQuit } from './quit';

const repair: NonNullable<RolloutCounts['repair']> = {
  ...{ of: { kind: 'too-early' }, state: 'running', people: 8, done: 1, between: 2, failed: 0 },
  ...{ isFollowed: false, betweenNames: ['Kenji Mori', 'Ana Silva'], failedNames: [] },
  ...{ waitsUntil: null, isStopping: false, error: null },
};

/** An app whose core knows of this repair. `quits`: as often as somebody asks for it, whether it was held up; `done`: what happened since. */
function appWith(between: RolloutCounts['repair'], core?: Promise<AssistantCore>) {
  const done: string[] = [];
  let listener: (event: { preventDefault(): void }) => void = () => undefined;
  let answer = (): void => undefined;
  let quit = (): void => undefined;
  const ended = new Promise<void>((resolve) => {
    quit = resolve;
  });
  const running: AssistantCore = {
    call: () =>
      Promise.resolve({
        ok: true,
        value: snapshotAt('rollout', { rollout: { ...noRollout, repair: between } }),
      }),
    onSnapshot: () => () => undefined,
    close: () => {
      done.push('core closed');
      return Promise.resolve();
    },
  };
  const said = new Promise<void>((resolve) => {
    holdQuit(
      {
        on: (_event, listen) => {
          listener = listen;
        },
        quit: () => {
          done.push('quit');
          quit();
        },
      },
      {
        core: core ?? Promise.resolve(running),
        begun: () => done.push('begun'),
        say: (text) => {
          done.push(text);
          resolve();
          return new Promise<void>((answered) => {
            answer = answered;
          });
        },
        report: (error) => done.push(String(error)),
        release: () => {
          done.push('released');
          return Promise.resolve();
        },
      },
    );
  });
  return {
    ...{ done, said, ended },
    answer: () => {
      answer();
    },
    /** @returns whether the end was held up. */
    ask: () => {
      let isHeld = false;
      listener({
        preventDefault: () => {
          isHeld = true;
        },
      });
      return isHeld;
    },
  };
}

it('names whom a repair has unassigned, once, and ends only after that is answered', async () => {
  const { ask, said, done, answer, ended } = appWith(repair);
  expect(ask()).toBe(true);
  await said;
  expect(ask()).toBe(true);
  const names =
    'Not assigned at this moment: Kenji Mori, Ana Silva. Start the assistant again, connect Okta: it assigns them again first.';
  expect(done).toEqual(['begun', names]);
  answer();
  await ended;
  expect(done).toEqual(['begun', names, 'core closed', 'released', 'quit']);
  expect(ask()).toBe(false);
});

it('asks nothing where nobody is unassigned', async () => {
  const { ask, done, ended } = appWith({ ...repair, between: 0, betweenNames: [] });
  ask();
  await ended;
  expect(done).toEqual(['begun', 'core closed', 'released', 'quit']);
});

it('ends a core that fails too, which is reported', async () => {
  const { ask, done, ended } = appWith(null, Promise.reject(new Error('no core')));
  ask();
  await ended;
  expect(done).toEqual(['begun', 'Error: no core', 'released', 'quit']);
});
