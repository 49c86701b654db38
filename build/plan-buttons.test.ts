import { expect, it } from 'vitest';
import { planScopeSchema } from '../shared/plan';
import { words as lifeCycle } from '../renderer/screens/life-cycle/words';
import { words as rollout } from '../renderer/screens/rollout/words';
import { afterStale, cancelled, unknownPlan } from '../main/plans/failures';

const kinds = planScopeSchema.options.map(({ shape }) => shape.kind.value);
/** The button that goes on where the failure of such a plan is shown; no other screen goes on by a button of one name. */
const buttons: Partial<Record<(typeof kinds)[number], string>> = {
  ring: rollout.course.goOn,
  'too-early': rollout.repair.goOn,
  'assign-again': rollout.repair.goOn,
  'life-cycle': lifeCycle.again,
};

it.each(kinds)('a plan that counts no more names the button that stands there, or none: %s', (kind) => {
  const named = [...afterStale(kind).matchAll(/“(.+?)”/g)].map(([, name]) => name);
  const button = buttons[kind];
  expect(named).toEqual(button === undefined ? [] : [button]);
});

it('nor is a button of another screen named without quotes', () => {
  const said = [...kinds.map(afterStale), cancelled().error.next, unknownPlan().error.next].join(' ');
  expect(said).not.toMatch(/preview|check again/i);
});
