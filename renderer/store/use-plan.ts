import { useRef, useState } from 'react';
import { isRunning } from '../../shared/at-work';
import { useApp, usePending, useRun, useSnapshot } from './context';
import { useQuery } from './use-query';
import type { Plan, PlanScopeInput } from '../../shared/plan';

/** A plan from its preview until it is applied exactly as it was shown. */
export interface PlanPreview {
  /** Null while it is read for the first time, and when none is wanted. */
  plan: Plan | null;
  loading: boolean;
  /** True until main has answered whether the run began. */
  applying: boolean;
  /** Previews once more. */
  again: () => void;
  /** Applies the plan that is shown; does nothing while none is. True when the run began; a refusal is kept by the store. */
  apply: (secondYes?: boolean) => Promise<boolean>;
}

/**
 * Previews the plan of a scope while the component is shown: on entering, after each run about it, and when `version`
 * changes. Nothing is previewed for a null scope, without a connection to Okta, or while such a run goes.
 */
export function usePlan(scope: PlanScopeInput | null, version = ''): PlanPreview {
  const connected = useSnapshot().okta.state === 'connected';
  const call = useApp((state) => state.call);
  const run = useRun(...(scope === null ? [] : [scope.kind]));
  const applying = usePending('plan.apply');
  const {
    value: plan,
    loading,
    again,
  } = useQuery(
    'plan.preview',
    scope !== null && connected && !isRunning(run) ? { scope } : null,
    JSON.stringify([run?.id, version]),
  );
  // Main's answer comes before the snapshot with the run: until then the plan is still shown.
  const sent = useRef<string | null>(null);
  const apply = async (secondYes = false): Promise<boolean> => {
    if (plan === null || sent.current === plan.id) return false;
    sent.current = plan.id;
    const { ok } = await call('plan.apply', { planId: plan.id, ...(secondYes ? { secondYes } : {}) });
    if (!ok) sent.current = null;
    return ok;
  };
  return { plan, loading, applying, again, apply };
}

/** A plan that is previewed only when it is asked for. */
export interface PlanOnRequest extends PlanPreview {
  ask: () => void;
  /** Takes the plan off the screen; nothing was written. */
  drop: () => void;
}

/** As `usePlan`, from `ask` until the plan is dropped or sent, or the scope is another one. Each `ask` reads it afresh. */
export function usePlanOnRequest(scope: PlanScopeInput | null, version = ''): PlanOnRequest {
  const [asked, setAsked] = useState<{ count: number; of: string | null }>({ count: 0, of: null });
  const key = JSON.stringify(scope);
  const preview = usePlan(asked.of === key ? scope : null, `${asked.count} ${version}`);
  const drop = (): void => {
    setAsked(({ count }) => ({ count, of: null }));
  };
  return {
    ...preview,
    ask: () => {
      setAsked(({ count }) => ({ count: count + 1, of: key }));
    },
    drop,
    apply: async (secondYes) => {
      const began = await preview.apply(secondYes);
      drop();
      return began;
    },
  };
}
