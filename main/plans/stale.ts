import { AppFailure } from '../../shared/errors';
import { labelOf } from '../../shared/settings';
import type { Change } from '../../shared/plan';
import type { ChangeRun } from './change-run';
import { afterStale } from './failures';
import { whoChanged } from './who-changed';

/** What the whole plan rests on is not any more as it showed: none of its other changes is tried. */
export class PlanEnded extends AppFailure {}

/** A change was not sent, since Okta shows something else than its plan did. */
class StalePlan extends AppFailure {
  constructor(
    error: ConstructorParameters<typeof AppFailure>[0],
    /** What is otherwise, and who changed it, where Okta tells: sentences. */
    readonly difference: string,
  ) {
    super(error);
  }
}

/**
 * The failure of a change that is not any more as the plan showed it: what differs, and who changed it, where Okta tells.
 * `fresh` is the change as it would be planned now; null when there is none, and `why`, where something blocks it.
 */
export async function stalePlan(
  { context, plan, journal }: Pick<ChangeRun, 'context' | 'plan' | 'journal'>,
  planned: Change,
  fresh: Change | null,
  why = 'Okta changed meanwhile.',
): Promise<StalePlan> {
  const difference = fresh === null ? why : differenceOf(planned, fresh);
  // What this run wrote itself is no one else's change.
  const entries = journal.entries();
  const lastWrite = entries.findLast(({ kind }) => kind !== 'failure')?.at ?? plan.at;
  const at = new Date(lastWrite > plan.at ? lastWrite : plan.at);
  const who = await whoChanged(context, { at, entries });
  const said = [difference, who].filter((text) => text !== null).join(' ');
  return new StalePlan(
    {
      code: 'plan-stale',
      message: `Nothing was written for “${planned.title}”: it is not any more as the plan showed. ${said}`,
      owner: 'okta-admin',
      next: afterStale(plan.scope.kind),
      retry: true,
    },
    said,
  );
}

function differenceOf(planned: Change, fresh: Change): string {
  const shown = new Map(planned.rows.map((row) => [row.setting, row]));
  return fresh.rows
    .filter((row) => shown.get(row.setting)?.now !== row.now)
    .map((row) => `${labelOf(row.setting)} is now “${row.now ?? '(none)'}”.`)
    .join(' ');
}
