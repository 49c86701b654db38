import type { Payload, Value } from '../../shared/api';
import type { CallName } from '../../shared/call-names';
import { assertNever } from '../../shared/errors';
import type { AppError, Result } from '../../shared/errors';
import { suggestedLabels } from '../../shared/oktopost';
import type { Snapshot } from '../../shared/snapshot';
import type { Plan, PlanScopeInput, Run } from '../../shared/plan';

/** What an admin does with the assistant, call by call, as the renderer would. */
export interface Admin {
  call<N extends CallName>(name: N, payload: Payload<N>): Promise<Value<N>>;
  /** The error that a call ends in. */
  refusal<N extends CallName>(name: N, payload: Payload<N>): Promise<AppError>;
  snapshot(): Promise<Snapshot>;
  /** A practice run that stands before its first plan: the board in the United States, if nothing else is chosen. */
  begin(choice?: Partial<Payload<'destination.choose'>>): Promise<void>;
  /** Waits until the snapshot is so. */
  until(what: string, is: (snapshot: Snapshot) => boolean): Promise<Snapshot>;
  preview(scope: PlanScopeInput): Promise<Plan>;
  /** Applies a plan and waits for the end of the run. */
  apply(plan: Plan): Promise<Run>;
  /** Previews, applies and waits for the end of the run. */
  run(scope: PlanScopeInput): Promise<Run>;
}

const answerWithinMs = 15_000;

/** An admin at whatever answers the calls: an assistant of this process, or of another. */
export function adminOf(
  ask: (name: CallName, payload: unknown) => Promise<Result<unknown>>,
  withinMs = answerWithinMs,
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
    const { runId } = await call('plan.apply', { planId: plan.id });
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

/** The registry has encoded it through the call's own schema. */
function valueOf<N extends CallName>(value: unknown): Value<N> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return value as Value<N>;
}
