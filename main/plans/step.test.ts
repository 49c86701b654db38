import { describe, expect, it } from 'vitest';
import { noNotes } from './undo-notes';
import { defineStep, draftOf, joinSteps, recheckOf } from './step';
import type { Draft, Recheck } from './step';
import { changeOf, runInMemory, stepWith } from './testing';

const { context } = runInMemory(stepWith({})).run;
const go = () => ({
  predecessorsDone: true,
  beforeAndAfter: {},
  apply: () => Promise.resolve({ details: {} }),
});

describe('a change that is planned again', () => {
  const shown = changeOf('a');
  const kind = (change: ReturnType<typeof changeOf>, mutation: string | null = 'm') =>
    recheckOf({ change, mutation }, shown, go).kind;

  it('may go where it does the same to the same values, whatever its words', () => {
    expect(kind(changeOf('a', { title: 'Other words', warnings: ['Mind.'], pushes: 7 }))).toBe('go');
  });

  it('is stale where it does something else, or to another value', () => {
    expect(kind(changeOf('a', { verb: 'delete' }))).toBe('stale');
    expect(kind(changeOf('a', {}, 'something else'))).toBe('stale');
    expect(kind(changeOf('a', { rows: [] }))).toBe('stale');
  });

  it('is up to date where there is nothing to do, however it was', () => {
    expect(kind(changeOf('a', { verb: 'keep' }), null)).toBe('up-to-date');
  });
});

describe('a step whose changes build on each other', () => {
  const blockers: string[] = [];
  const step = (planned: [string, string | null][]) =>
    defineStep<null, null, string>({
      observe: () => Promise.resolve(null),
      plan: () =>
        draftOf(
          planned.map(([id, mutation]) => ({ change: changeOf(id), mutation })),
          { blockers },
        ),
      beforeAndAfter: () => ({}),
      apply: () => Promise.resolve({ details: {} }),
      verify: () => Promise.resolve([]),
    })(null);

  it('lets a change go only when all before it are done', async () => {
    const recheck = (planned: [string, string | null][]) => step(planned).recheck(context, changeOf('b'));
    expect(
      await recheck([
        ['a', null],
        ['b', 'm'],
        ['c', 'm'],
      ]),
    ).toMatchObject({ predecessorsDone: true });
    expect(
      await recheck([
        ['a', 'm'],
        ['b', 'm'],
      ]),
    ).toMatchObject({ predecessorsDone: false });
    expect(await recheck([['c', 'm']])).toEqual({ kind: 'not-planned' });
  });

  it('says what blocks a change that is not planned any more', async () => {
    blockers.push('Somebody is assigned.');
    expect(await step([['c', 'm']]).recheck(context, changeOf('b'))).toEqual({
      ...{ kind: 'stale', now: null, why: 'Somebody is assigned.' },
    });
    blockers.length = 0;
  });
});

describe('several steps as one', () => {
  const check = (setting: string) => ({
    ...{
      setting: `mapping:${setting}` as const,
      expected: '',
      actual: '',
      state: 'same' as const,
      next: null,
    },
  });
  const part = (id: string, more: Partial<Omit<Draft<string>, 'changes'>> = {}) => {
    const asked: string[] = [];
    return {
      asked,
      step: stepWith({
        draft: () => Promise.resolve(draftOf([{ change: changeOf(id), mutation: 'm' }], more)),
        recheck: (_context, shown) => {
          asked.push(shown.id);
          return Promise.resolve<Recheck>({ kind: 'up-to-date' });
        },
        verify: () => Promise.resolve([check(id)]),
      }),
    };
  };
  const notes = (name: string, active: number) => ({
    ...{ drift: [], byHand: [], remains: [name], others: [], accounts: { active, unknown: 1 } },
  });

  it('say everything that each says, in their order', async () => {
    const assigned = { users: 1, groups: 2, more: false };
    const [one, two, three] = [
      part('a', { warnings: ['w1'], notes: ['n1'], blockers: ['b1'], undo: notes('x', 0) }),
      part('b', { warnings: ['w2'], assigned, touched: [{ userId: '1', name: 'Ana' }] }),
      part('c', { blockers: ['b3'], assigned: { ...assigned, users: 9 }, undo: notes('z', 2) }),
    ];
    const draft = await joinSteps([one.step, two.step, three.step]).draft(context);
    expect(draft).toMatchObject({
      changes: [{ change: { id: 'a' } }, { change: { id: 'b' } }, { change: { id: 'c' } }],
      ...{ warnings: ['w1', 'w2'], notes: ['n1'], blockers: ['b1', 'b3'], assigned, existingApps: [] },
      touched: [{ userId: '1', name: 'Ana' }],
      undo: { remains: ['x', 'z'], accounts: { active: 2, unknown: 2 } },
    });
    expect((await joinSteps([part('a').step]).draft(context)).undo).toEqual(noNotes);
    expect((await joinSteps([part('a').step]).draft(context)).assigned).toBeNull();
  });

  it('leave each change to the step that planned it, and refuse one that none did', async () => {
    const [one, two] = [part('a'), part('b')];
    const joined = joinSteps([one.step, two.step]);
    await joined.draft(context);
    expect(await joined.recheck(context, changeOf('b'))).toEqual({ kind: 'up-to-date' });
    expect([one.asked, two.asked]).toEqual([[], ['b']]);
    expect(await joined.recheck(context, changeOf('c'))).toEqual({ kind: 'stale', now: null });
  });

  it('are all read back', async () => {
    const checks = await joinSteps([part('a').step, part('b').step]).verify(context);
    expect(checks.map(({ setting }) => setting)).toEqual(['mapping:a', 'mapping:b']);
  });
});
