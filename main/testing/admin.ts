import type { Payload, Value } from '../../shared/api';
import type { CallName } from '../../shared/call-names';
import { assertNever } from '../../shared/errors';
import type { AppError, Result } from '../../shared/errors';
import { suggestedLabels } from '../../shared/oktopost';
import type { Snapshot } from '../../shared/snapshot';
import type { Plan, PlanScopeInput, Run } from '../../shared/plan';

/** An admin who uses the assistant through its API, as the renderer does. */
export interface Admin {
  call<N extends CallName>(name: N, payload: Payload<N>): Promise<Value<N>>;
  /** The error of a call that is expected to fail. */
  refusal<N extends CallName>(name: N, payload: Payload<N>): Promise<AppError>;
  snapshot(): Promise<Snapshot>;
  /** Starts a practice set-up up to its first plan; by default for the board in the United States. */
  begin(choice?: Partial<Payload<'destination.choose'>>): Promise<void>;
  /** Polls until the snapshot meets the condition. */
  until(what: string, is: (snapshot: Snapshot) => boolean): Promise<Snapshot>;
  preview(scope: PlanScopeInput): Promise<Plan>;
  /** Applies a plan, with a second yes where it needs one, and waits until the run has ended. */
  apply(plan: Plan): Promise<Run>;
  /** Previews, applies, and waits until the run has ended. */
  run(scope: PlanScopeInput): Promise<Run>;
}

/** Other work on the machine may take most of it. */
const responseTimeoutMs = 60_000;

/** An admin on top of `ask`, which calls an assistant in this process or another one. */
export function adminOf(
  ask: (name: CallName, payload: unknown) => Promise<Result<unknown>>,
  withinMs = responseTimeoutMs,
): Admin {
  async function call<N extends CallName>(name: N, payload: Payload<N>): Promise<Value<N>> {
    const answer = await ask(name, payload);
    if (!answer.ok) throw new Error(`${name}: ${answer.error.code}: ${answer.error.message}`);
    return valueOf<N>(answer.value);
  }
  const snapshot = (): Promise<Snapshot> => call('session.snapshot', {});
  async function until(what: string, is: (state: Snapshot) => boolean): Promise<Snapshot> {
    const deadline = Date.now() + withinMs;
    for (;;) {
      const state = await snapshot();
      if (is(state)) return state;
      if (Date.now() > deadline) throw new Error(`never: ${what}; ${JSON.stringify(state)}`);
      await new Promise((resolve) => {
        setTimeout(resolve, 20);
      });
    }
  }
  const preview = (scope: PlanScopeInput): Promise<Plan> => call('plan.preview', { scope });
  const apply = async (plan: Plan): Promise<Run> => {
    const { runId } = await call('plan.apply', { planId: plan.id, secondYes: plan.lockOut.length > 0 });
    const { run } = await until('the run ends', (state) => state.run?.id === runId && ended(state.run));
    if (run === null) throw new Error('no run');
    return run;
  };
  return {
    call,
    refusal: async (name, payload) => {
      const answer = await ask(name, payload);
      if (answer.ok) throw new Error(`${name} was not refused`);
      return answer.error;
    },
    snapshot,
    begin: async (choice) => {
      await call('session.chooseMode', { mode: 'practice' });
      await call('destination.choose', {
        destination: 'board',
        region: 'us',
        label: suggestedLabels.board,
        ...choice,
      });
      await call('okta.usePracticeToken', {});
    },
    until,
    preview,
    apply,
    run: async (scope) => apply(await preview(scope)),
  };
}

function ended({ state }: Run): boolean {
  switch (state) {
    case 'running':
    case 'cancelling':
      return false;
    case 'cancelled':
    case 'done':
    case 'failed':
      return true;
    default:
      return assertNever(state);
  }
}

/** The registry has encoded it by the schema of the call. */
function valueOf<N extends CallName>(value: unknown): Value<N> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return value as Value<N>;
}
