import { describe, expect, it } from 'vitest';
import type { Change } from '../../shared/plan';
import { newSession } from '../storage/session';
import { appUserWith, oktaWith, userWith } from '../testing/okta-objects';
import { createEngine } from './engine';
import { draftOf } from './step';
import type { Draft, Recheck } from './step';
import { changeOf, runInMemory, stepWith } from './testing';

/** An engine over a step of two changes, whose requests wait until they are let go. */
function engineWith(draft: Partial<Omit<Draft<string>, 'changes'>> = {}, planOnly = false) {
  const sent: string[] = [];
  let letGo: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  const step = stepWith({
    draft: () =>
      Promise.resolve(
        draftOf(
          ['a', 'b'].map((id) => ({ change: changeOf(id), mutation: 'm' })),
          draft,
        ),
      ),
    recheck: (_context, { id }: Change) =>
      Promise.resolve<Recheck>({
        ...{ kind: 'go', predecessorsDone: true, beforeAndAfter: {} },
        apply: async () => {
          sent.push(id);
          await held;
          return { details: {} };
        },
      }),
  });
  const { run } = runInMemory(step);
  const okta = oktaWith({
    ...run.context.okta,
    orgUrl: 'https://acme.okta.example',
    me: () => Promise.resolve(userWith({ id: '00u1' })),
    rolesOf: () => Promise.resolve([]),
    appUser: () => Promise.resolve(appUserWith()),
  });
  const told: string[] = [];
  const engine = createEngine({
    ...{ journal: run.journal, now: () => new Date(0), setupId: () => 'setup', planOnly: () => planOnly },
    context: () => ({ ...run.context, okta, session: newSession }),
    onRun: ({ id, state }) => told.push(`${id === engine.run?.id ? 'own' : 'other'} ${state}`),
    changed: () => undefined,
    toAppError: run.toAppError,
  });
  return { engine, sent, told, letGo, preview: () => engine.preview({ kind: 'mapping' }, step) };
}
const touched = [{ userId: '00u1', name: 'Ana' }];

describe('a plan', () => {
  it('that something blocks is never applied, by the first of its blockers', async () => {
    const { engine, preview, sent } = engineWith({ blockers: ['First.', 'Second.'] });
    const plan = await preview();
    for (const secondYes of [false, true]) {
      expect(() => engine.apply(plan.id, secondYes)).toThrow('First.');
    }
    expect([engine.run, sent]).toEqual([null, []]);
  });

  it('that changes an admin is applied after a second yes alone', async () => {
    const { engine, preview, sent, letGo } = engineWith({ touched });
    const plan = await preview();
    expect(plan.lockOut).toEqual([expect.stringMatching(/^Ana owns the API token/)]);
    expect(() => engine.apply(plan.id)).toThrow(/^Ana owns the API token/);
    expect([engine.run, sent]).toEqual([null, []]);
    const { finished } = engine.apply(plan.id, true);
    letGo();
    expect((await finished).state).toBe('done');
  });

  it('that changes an admin and writes nothing needs no second yes', async () => {
    const { engine, preview, sent } = engineWith({ touched }, true);
    expect((await engine.apply((await preview()).id).finished).state).toBe('done');
    expect(sent).toEqual([]);
  });

  it('that changes nobody of them needs none', async () => {
    const { engine, preview, letGo } = engineWith({ touched: [{ userId: '00u2', name: 'Bob' }] });
    letGo();
    expect((await engine.apply((await preview()).id).finished).state).toBe('done');
  });

  it('shows what the step and the look at the admins warn of, and of which org and set-up it is', async () => {
    const many = Array.from({ length: 11 }, (_, index) => ({ userId: `o${String(index)}`, name: 'X' }));
    const { engine, preview } = engineWith({ warnings: ['Mind.'], notes: ['Note.'], touched: many });
    const plan = await preview();
    expect(plan.warnings).toEqual(['Mind.', expect.stringContaining('roles of 11 people were not read')]);
    expect(plan).toMatchObject({ notes: ['Note.'], at: '1970-01-01T00:00:00.000Z', lockOut: [] });
    expect(engine.shown(plan.id)).toMatchObject({ plan, orgUrl: 'https://acme.okta.example' });
    expect(() => engine.shown('another')).toThrow('already applied');
  });
});

describe('a run', () => {
  it('is stopped by its own id, once, and is told of as it goes', async () => {
    const { engine, preview, told, letGo } = engineWith();
    engine.cancel('none yet');
    const { runId, finished } = engine.apply((await preview()).id);
    engine.cancel('another');
    expect(engine.run?.state).toBe('running');
    engine.cancel(runId);
    expect(engine.run?.state).toBe('cancelling');
    letGo();
    await finished;
    const ended = engine.run?.state;
    engine.cancel(runId);
    expect(engine.run?.state).toBe(ended);
    expect(told[0]).toBe('own running');
    expect(told).toContain('own cancelling');
    expect(told.at(-1)).toBe(`own ${String(ended)}`);
  });

  it('that is being stopped is still one: no other begins beside it', async () => {
    const { engine, preview, letGo } = engineWith();
    const { runId, finished } = engine.apply((await preview()).id);
    engine.cancel(runId);
    const next = await preview();
    expect(() => engine.apply(next.id)).toThrow('still applying');
    letGo();
    await finished;
    expect(engine.apply(next.id).runId).not.toBe(runId);
  });

  it('that is forgotten ends, takes its plan with it, and is told of no more', async () => {
    const { engine, preview, told, sent, letGo } = engineWith();
    const { finished } = engine.apply((await preview()).id);
    const plan = await preview();
    engine.forget();
    const before = told.length;
    letGo();
    expect((await finished).state).toBe('cancelled');
    expect([told.length, engine.run, sent]).toEqual([before, null, ['a']]);
    expect(() => engine.shown(plan.id)).toThrow('already applied');
  });
});
