import { fireEvent, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Result } from '../../shared/errors';
import type { Plan } from '../../shared/plan';
import { appPlan, mappingPlan, runOf } from '../../shared/testing/plans';
import { snapshotAt } from '../../shared/testing/snapshots';
import { later, ok, refused, show } from '../testing/dom';
import { useApp } from './context';
import { usePlan, usePlanOnRequest } from './use-plan';
import type { PlanPreview } from './use-plan';

/** What a screen shows of a preview, and its buttons. */
function Shown({ preview: { plan, loading, applying, again, apply } }: { preview: PlanPreview }) {
  const error = useApp(({ errors }) => errors.mapping);
  return (
    <>
      <output>
        {plan?.id ?? 'no plan'}
        {loading && ', loading'}
        {applying && ', applying'}
      </output>
      {error !== undefined && <p role="alert">{error.message}</p>}
      <button type="button" onClick={again}>
        Again
      </button>
      <button type="button" onClick={() => void apply()}>
        Apply
      </button>
    </>
  );
}

const AtOnce = ({ version }: { version?: string }) => (
  <Shown preview={usePlan({ kind: 'mapping' }, version)} />
);

function OnRequest() {
  const preview = usePlanOnRequest({ kind: 'mapping' });
  return (
    <>
      <Shown preview={preview} />
      <button type="button" onClick={preview.ask}>
        Ask
      </button>
      <button type="button" onClick={preview.drop}>
        Drop
      </button>
    </>
  );
}

const press = (name: string): void => {
  fireEvent.click(screen.getByRole('button', { name }));
};
const shown = (): string | null => screen.getByRole('status').textContent;
const previews = (...plans: Plan[]) => {
  const left = [...plans];
  return () => ok(left.shift() ?? mappingPlan);
};

describe('usePlan', () => {
  it('previews on entering, and once more when asked', async () => {
    const second = later<Result<Plan>>();
    let first = true;
    const { callsOf } = await show(<AtOnce />, snapshotAt('mapping'), {
      'plan.preview': () => {
        if (!first) return second.promise;
        first = false;
        return ok(mappingPlan);
      },
    });
    expect(callsOf('plan.preview')).toEqual([{ scope: { kind: 'mapping' } }]);
    expect(shown()).toBe('plan-2');
    press('Again');
    expect(shown()).toBe('plan-2, loading');
    await second.give(ok({ ...mappingPlan, id: 'plan-3' }));
    expect(shown()).toBe('plan-3');
  });

  it('previews nothing without a connection', async () => {
    const { callsOf, send } = await show(
      <AtOnce />,
      snapshotAt('mapping', { okta: { state: 'token-needed' } }),
      { 'plan.preview': previews() },
    );
    expect(shown()).toBe('no plan');
    expect(callsOf('plan.preview')).toHaveLength(0);
    await send({ okta: snapshotAt('mapping').okta });
    expect(shown()).toBe('plan-2');
  });

  it('applies the plan that is shown, by its id, and never while another is read', async () => {
    const next = later<Result<Plan>>();
    const began = later<Result<{ runId: string }>>();
    let first = true;
    const { callsOf, send } = await show(<AtOnce />, snapshotAt('mapping'), {
      'plan.preview': () => {
        if (!first) return next.promise;
        first = false;
        return ok(mappingPlan);
      },
      'plan.apply': () => began.promise,
    });
    press('Apply');
    expect(callsOf('plan.apply')).toEqual([{ planId: 'plan-2' }]);
    expect(shown()).toBe('plan-2, applying');
    await send({ run: runOf({ scope: { kind: 'mapping' } }) });
    expect(shown()).toBe('no plan, applying');
    await began.give(ok({ runId: 'run-1' }));
    await send({ run: runOf({ scope: { kind: 'mapping' }, state: 'done' }) });
    expect(shown()).toBe('no plan, loading');
    press('Apply');
    expect(callsOf('plan.apply')).toHaveLength(1);
    await next.give(ok({ ...mappingPlan, id: 'plan-3' }));
    expect(shown()).toBe('plan-3');
  });

  it('sends a plan once, also where it is pressed again before the run is shown; one that was refused may be sent again', async () => {
    const answers = [refused(), ok({ runId: 'run-1' })];
    const { callsOf } = await show(<AtOnce />, snapshotAt('mapping'), {
      'plan.preview': previews(),
      'plan.apply': () => answers.shift() ?? refused({ message: 'This plan was already applied.' }),
    });
    press('Apply');
    press('Apply');
    await screen.findByRole('alert');
    expect(callsOf('plan.apply')).toHaveLength(1);
    press('Apply');
    await screen.findByText('plan-2');
    press('Apply');
    await screen.findByText('plan-2');
    expect(callsOf('plan.apply')).toHaveLength(2);
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('keeps the refusal of a stale plan on screen while a fresh one is read', async () => {
    const { callsOf } = await show(<AtOnce />, snapshotAt('mapping'), {
      'plan.preview': previews(mappingPlan, { ...mappingPlan, id: 'plan-3' }),
      'plan.apply': () => refused(),
    });
    press('Apply');
    await screen.findByRole('alert');
    press('Again');
    await screen.findByText('plan-3');
    expect(screen.getByRole('alert').textContent).toBe('Okta has changed since this plan was shown.');
    press('Apply');
    expect(callsOf('plan.apply')).toEqual([{ planId: 'plan-2' }, { planId: 'plan-3' }]);
  });

  it('is not disturbed by a run about something else', async () => {
    const { callsOf, send } = await show(<AtOnce />, snapshotAt('mapping'), { 'plan.preview': previews() });
    await send({ run: runOf() });
    expect(shown()).toBe('plan-2');
    expect(callsOf('plan.preview')).toHaveLength(1);
  });

  it('drops a late answer to an older question', async () => {
    const older = later<Result<Plan>>();
    const newer = later<Result<Plan>>();
    const asked = [older, newer];
    await show(<AtOnce />, snapshotAt('mapping'), {
      'plan.preview': () => asked.shift()?.promise ?? ok(appPlan),
    });
    press('Again');
    await newer.give(ok({ ...mappingPlan, id: 'plan-3' }));
    expect(shown()).toBe('plan-3');
    await older.give(ok(mappingPlan));
    expect(shown()).toBe('plan-3');
  });

  it('does not show an answer that came after the connection was lost', async () => {
    const slow = later<Result<Plan>>();
    const second = later<Result<Plan>>();
    const asked = [slow, second];
    const { send } = await show(<AtOnce />, snapshotAt('mapping'), {
      'plan.preview': () => asked.shift()?.promise ?? ok(appPlan),
    });
    await send({ okta: { state: 'token-needed' } });
    await slow.give(ok(mappingPlan));
    expect(shown()).toBe('no plan');
    // Nor once it is there again: Okta may have changed meanwhile.
    await send({ okta: snapshotAt('mapping').okta });
    expect(shown()).toBe('no plan, loading');
  });
});

describe('usePlanOnRequest', () => {
  it('previews when it is asked for, until it is dropped', async () => {
    const { callsOf } = await show(<OnRequest />, snapshotAt('mapping'), { 'plan.preview': previews() });
    expect(callsOf('plan.preview')).toHaveLength(0);
    press('Ask');
    await screen.findByText('plan-2');
    press('Drop');
    expect(shown()).toBe('no plan');
    expect(callsOf('plan.apply')).toHaveLength(0);
  });

  it('reads a plan that is asked for once more afresh: the dropped one is not shown meanwhile', async () => {
    const second = later<Result<Plan>>();
    let first = true;
    await show(<OnRequest />, snapshotAt('mapping'), {
      'plan.preview': () => {
        if (!first) return second.promise;
        first = false;
        return ok(mappingPlan);
      },
    });
    press('Ask');
    await screen.findByText('plan-2');
    press('Drop');
    press('Ask');
    expect(shown()).toBe('no plan, loading');
    await second.give(ok({ ...mappingPlan, id: 'plan-3' }));
    expect(shown()).toBe('plan-3');
  });

  it.each([
    ['began', ok({ runId: 'run-1' })],
    ['was refused', refused()],
  ])('takes the plan off the screen once it was sent and %s', async (_, answer) => {
    await show(<OnRequest />, snapshotAt('mapping'), {
      'plan.preview': previews(),
      'plan.apply': () => answer,
    });
    press('Ask');
    await screen.findByText('plan-2');
    press('Apply');
    await screen.findByText('no plan');
  });
});
