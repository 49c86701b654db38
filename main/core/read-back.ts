import { isRunning } from '../../shared/at-work';
import type { Check, PlanScope, RunOutcome } from '../../shared/plan';
import { guidedStepIds } from '../../shared/screens';
import type { GuidedWatch } from '../guided/watch';
import type { SavingContext } from '../plans/step';
import { whoChanged, withWhoChanged } from '../plans/who-changed';
import { isGone } from '../steps/app-integration/checks';
import { rememberFound } from '../steps/app-integration/identity';
import { appByNote } from '../steps/app-integration/setup-app';
import { isMappingChange } from '../steps/mapping/step';
import { appChangeId } from '../storage/applied-changes';
import type { Journal } from '../storage/journal';
import type { JournalEntry } from '../storage/journal-entry';
import { madeForAnotherThan } from '../storage/journaled-target';
import type { Follower } from '../verification/follow';
import type { UnassignmentFollower } from '../verification/follow-unassignment';

export interface ReadBackParts {
  context: SavingContext;
  journal: Pick<Journal, 'append' | 'entriesOf' | 'openIntents'>;
  guided: Pick<GuidedWatch, 'lookAgain' | 'lookNow'>;
  follower: Pick<Follower, 'begin' | 'abandon'>;
  unassignments: Pick<UnassignmentFollower, 'begin' | 'abandon'>;
  run: Readonly<RunOutcome> | null;
}

/**
 * Recovers what the journal has and the session has not: an app integration whose creation began, or that is of an imported set-up,
 * is found by its admin note, and an intent without a result is marked as resolved. Whether it took effect is observed by `readBack`.
 * A run that goes on, while somebody connects again, waits for its own answers.
 */
export async function resolveIntents({
  context: { okta, session, remember, appliedChanges },
  journal,
  run,
}: ReadBackParts): Promise<void> {
  if (run !== null && isRunning(run)) return;
  const { setupId, handedOver } = session();
  const open = journal.openIntents(setupId);
  const begun =
    handedOver !== null || journal.entriesOf(setupId).some(({ changeId }) => changeId === appChangeId);
  // For another target than is chosen now it is not taken over: the plan says so.
  if (session().app === null && begun && madeForAnotherThan(session(), appliedChanges()) === null) {
    const found = await appByNote(okta, session());
    if (found !== null) remember(rememberFound(found, setupId));
  }
  const appId = session().app?.id ?? null;
  for (const { runId, changeId, title, details } of open) {
    // It may have taken effect: never report that nothing was changed.
    if (appId !== null) remember({ changedSomething: true });
    const resolved = { appId, plan: details['plan'] };
    await journal.append({ setupId, runId, changeId, kind: 'resolved', title, details: resolved });
  }
}

/** Verifies against Okta what the session remembers. `entries`: the journal of this set-up, oldest first. */
export async function readBack(parts: ReadBackParts, entries: readonly JournalEntry[]): Promise<void> {
  const { context, guided } = parts;
  const { session, remember, now } = context;
  if (session().app === null) return;
  const { mapping, readBackAt, handedOver } = session();
  const begun = new Set(entries.map(({ changeId }) => changeId));
  const appChecks = await readAppChecks(context, entries);
  if (isGone(appChecks)) return;
  const readMapping = async (): Promise<void> => {
    const checks = await verified(context, entries, { kind: 'mapping' });
    remember({ mapping: { ...session().mapping, checks, checkedAt: now().toISOString() } });
  };
  await Promise.all([
    mapping.appliedAt === null && ![...begun].some(isMappingChange) ? null : readMapping(),
    guided.lookAgain(),
    ...guidedStepIds
      .filter((step) => readBackAt[step] === null && (begun.has(step) || handedOver !== null))
      .map((step) => guided.lookNow(step)),
    readTestUser(parts),
  ]);
}

/** Verifies the settings of the app integration alone, and remembers what was found. */
export async function readAppChecks(
  context: SavingContext,
  entries: readonly JournalEntry[],
): Promise<Check[]> {
  const appChecks = await verified(context, entries, { kind: 'app', adopt: null, createAnyway: false });
  context.remember({ appChecks, appCheckedAt: context.now().toISOString() });
  return appChecks;
}

async function verified(
  context: SavingContext,
  entries: readonly JournalEntry[],
  scope: PlanScope,
): Promise<Check[]> {
  const { stepFor } = await import('../steps/step-for');
  return withWho(context, await stepFor(scope, context.session()).verify(context), entries);
}

/** Adds who changed a setting that differs, where Okta reports it. */
async function withWho(
  context: SavingContext,
  checks: Check[],
  entries: readonly JournalEntry[],
): Promise<Check[]> {
  const lastWrite = entries.findLast(({ kind }) => kind !== 'resolved')?.at ?? null;
  if (lastWrite === null || !checks.some(({ state }) => state === 'different')) return checks;
  const since = { at: new Date(lastWrite), entries };
  if (!isGone(checks)) return withWhoChanged(context, checks, since);
  const who = await whoChanged(context, since);
  return who === null ? checks : checks.map((check) => ({ ...check, changed: who }));
}

/** Okta decides whether the test user is assigned, not the session. */
async function readTestUser({ context, follower, unassignments, run }: ReadBackParts): Promise<void> {
  const { okta, session, remember } = context;
  const { app, test } = session();
  if (app === null || test.user === null || (run !== null && isRunning(run))) return;
  const appUser = await okta.appUser(app.id, test.user.id);
  const assigned = appUser !== null;
  if (test.unassignment?.state === 'following') {
    // The request may not have left, or Okta did not take it.
    if (appUser?.scope === 'USER') unassignments.abandon();
    else unassignments.begin();
  }
  if (test.state === 'following') {
    if (assigned) follower.begin();
    else follower.abandon(null);
  } else if (test.state !== 'stopped' && assigned === (test.decision === 'unassigned')) {
    remember({ test: { ...session().test, decision: assigned ? 'open' : 'unassigned' } });
  }
}
