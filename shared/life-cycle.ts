import { z } from 'zod';
import { appErrorSchema } from './errors';
import { changeSchema } from './plan';
import { lifeCyclePhaseSchema } from './life-cycle-phases';
import type { LifeCyclePhase, PhaseOutcome } from './life-cycle-phases';
import { time } from './time';
import { explanationSchema, findingSchema } from './verification';

/** The disposable user as named before anything is written: who they are, and who they are after their profile was changed. */
export const lifeCycleUserSchema = z.strictObject({
  /** Okta's id; null until the user was created. */
  id: z.string().nullable(),
  /** In the user's Okta profile (`displayName`): by it, and only by it, the assistant recognises the user as its own. */
  marker: z.string(),
  familyName: z.string(),
  givenName: z.string(),
  email: z.string(),
  changedGivenName: z.string(),
  changedEmail: z.string(),
});
export type LifeCycleUser = z.infer<typeof lifeCycleUserSchema>;

/** Expected beside actual. `actual` null: not read, or there is none. */
export const lifeCycleFactSchema = z.strictObject({
  where: z.enum(['okta', 'oktopost']),
  what: z.enum(['user', 'assignment', 'sync', 'account', 'user-name', 'given-name', 'email', 'active']),
  expected: z.string(),
  actual: z.string().nullable(),
  state: z.enum(['same', 'different', 'cannot-be-read']),
});
export type LifeCycleFact = z.infer<typeof lifeCycleFactSchema>;

/** What the last phase expects of the account. */
export const goneOrInactive = 'inactive, or deleted';
/** What a phase expects of `active` where the account was deleted in place of being deactivated. */
export const falseOrDeleted = 'false, or deleted';
/** Found in place of an account that is not there any more. */
export const deletedWord = 'deleted';

/** One phase and what came of it. */
export const phaseRecordSchema = z.strictObject({
  phase: lifeCyclePhaseSchema,
  /** `second-look`: as expected, and looked at once more, since Okta may send an older value afterwards. */
  state: z.enum(['to-do', 'writing', 'waiting', 'second-look', 'passed', 'failed', 'passed-over']),
  startedAt: time.nullable(),
  /** When Okta had taken the last write of the phase: from then on it is Okta that is waited for. */
  writtenAt: time.nullable(),
  endedAt: time.nullable(),
  facts: z.array(lifeCycleFactSchema),
  /** Ids of Okta's System Log events of this phase. */
  eventIds: z.array(z.string()),
  explanation: explanationSchema.nullable(),
  /** What the admin saw at Oktopost where the assistant cannot read there. */
  seen: z.strictObject({ asExpected: z.boolean(), by: z.string().nullable(), at: time }).nullable(),
});
export type PhaseRecord = z.infer<typeof phaseRecordSchema>;

export const lifeCycleSchema = z.strictObject({
  /** `stopped`: by the admin, by a start of the assistant, or for a look at Oktopost (`awaitsLook`); it can be resumed. */
  state: z.enum(['none', 'running', 'stopped', 'failed', 'passed']),
  user: lifeCycleUserSchema.nullable(),
  /** Id of the account at Oktopost, as Okta or Oktopost reported it first. */
  accountId: z.string().nullable(),
  startedAt: time.nullable(),
  endedAt: time.nullable(),
  phases: z.array(phaseRecordSchema),
  /** Why a phase could not be written or read; null when that is not what failed. */
  error: appErrorSchema.nullable(),
});
export type LifeCycle = z.infer<typeof lifeCycleSchema>;

export const noLifeCycle: LifeCycle = {
  state: 'none',
  user: null,
  accountId: null,
  startedAt: null,
  endedAt: null,
  phases: [],
  error: null,
};

/** The whole life as it will be written, before anything is. */
export const lifeCyclePlanSchema = z.strictObject({
  id: z.string(),
  user: lifeCycleUserSchema,
  phases: z.array(
    z.strictObject({ phase: lifeCyclePhaseSchema, changes: z.array(changeSchema), expected: z.string() }),
  ),
  findings: z.array(findingSchema),
});
export type LifeCyclePlan = z.infer<typeof lifeCyclePlanSchema>;

/** The phase has facts of Oktopost that the assistant could not read. */
const hasUnread = ({ facts }: PhaseRecord): boolean =>
  facts.some(({ where, state }) => where === 'oktopost' && state === 'cannot-be-read');

/** The phase passed, by what was read at Oktopost or by what the admin saw there. */
export const isPhaseProven = (record: PhaseRecord): boolean =>
  record.state === 'passed' && (!hasUnread(record) || record.seen?.asExpected === true);

/** The phase passed only by what the admin saw at Oktopost: stated, not read. */
export const isSeenOnly = (record: PhaseRecord): boolean => isPhaseProven(record) && hasUnread(record);

/** The phase passed by what was read, not only by what the admin saw at Oktopost. */
export const isPhaseRead = (record: PhaseRecord): boolean => isPhaseProven(record) && !hasUnread(record);

/** Okta did it, and whether Oktopost followed is not known. */
export const needsLook = (record: PhaseRecord): boolean =>
  record.state === 'passed' && !isPhaseProven(record);

/**
 * A phase that was begun, and that nobody follows to its end any more: `written`, Okta has taken all of it; `writing`, perhaps not.
 * `isRunning`: of the test.
 */
export function cutOff(
  { state, startedAt, writtenAt }: PhaseRecord,
  isRunning: boolean,
): 'writing' | 'written' | null {
  const isOpen = state === 'writing' || state === 'waiting' || state === 'second-look';
  const isCut = state === 'passed-over' ? startedAt !== null : isOpen && !isRunning;
  if (!isCut) return null;
  return writtenAt === null ? 'writing' : 'written';
}

/** What came of a phase; null: it has not begun, or was left out before it did. `isRunning`: of the test. */
export function outcomeOf(record: PhaseRecord, isRunning: boolean): PhaseOutcome | null {
  const { state, seen } = record;
  if (cutOff(record, isRunning) !== null) return 'stopped';
  if (state === 'to-do' || state === 'passed-over') return null;
  if (isPhaseProven(record)) return isSeenOnly(record) ? 'seen' : 'proven';
  return state === 'failed' || seen?.asExpected === false ? 'failed' : 'not-read';
}

/** The phase that was begun last: what its facts expect of the account is what Oktopost shows now. */
export const newestPhase = ({ phases }: Pick<LifeCycle, 'phases'>): PhaseRecord | undefined =>
  phases.findLast(({ state }) => state !== 'to-do');

/** Paused until the admin says what Oktopost shows after the newest phase, or goes on without looking there. */
export function awaitsLook(lifeCycle: LifeCycle): boolean {
  const newest = newestPhase(lifeCycle);
  return (
    lifeCycle.state === 'stopped' &&
    newest !== undefined &&
    needsLook(newest) &&
    newest.seen === null &&
    lifeCycle.phases.some(({ state }) => state === 'to-do')
  );
}

/** Okta refused the request that creates the user: nobody is there to be changed or cleaned up. */
export const wasNotCreated = ({ state, user, error }: LifeCycle): boolean =>
  state === 'failed' &&
  user?.id === null &&
  (error?.code === 'missing-right' || error?.code === 'okta-refused') &&
  /^POST \S*\/users(\?|$)/.test(error.okta?.request ?? '');

/** Phases after which the account is to be inactive. */
export const isLeaving = (phase: LifeCyclePhase): boolean =>
  phase === 'unassign' || phase === 'deactivate' || phase === 'clean-up';

/**
 * The account, whose user had left, was not at Oktopost any more: seen when they left, or when they were assigned again, where Okta first
 * sent `active: false`.
 */
export const sawDeleted = ({ phase, facts }: Pick<PhaseRecord, 'phase' | 'facts'>): boolean =>
  facts.some(
    ({ where, what, actual, state }) =>
      where === 'oktopost' &&
      (isLeaving(phase)
        ? actual === deletedWord
        : phase === 'reassign' && what === 'account' && actual === null && state === 'different'),
  );

/** Okta's last push failed, so that it sends no deactivation. Source: Okta as recorded, section 5. */
export const hadFailedPush = ({ phases }: Pick<LifeCycle, 'phases'>): boolean =>
  phases.some(({ state, facts }) => state === 'failed' && facts.some(({ actual }) => actual === 'ERROR'));

/** How one phase saw the account at Oktopost: by what was read there, else by what the admin saw; null: neither says. */
export function sawActive({ facts, seen }: PhaseRecord, accountId: string | null): boolean | null {
  const fact = facts.find(
    ({ where, what, expected }) =>
      where === 'oktopost' && (what === 'active' || (what === 'account' && expected === goneOrInactive)),
  );
  if (fact === undefined) return null;
  const { state, actual, expected } = fact;
  // Not there yet, or not there any more.
  if (state !== 'cannot-be-read' && actual === null) return accountId === null ? null : false;
  if (state !== 'cannot-be-read') return actual === 'true' || actual === 'active';
  if (seen === null) return null;
  if (seen.asExpected) return expected === 'true';
  // Seen otherwise than active can be any other value of the account.
  return expected === 'true' ? null : true;
}

/**
 * The account that Okta has for the user in a phase: the first one, or the second where the new assignment made one and this phase comes
 * after that.
 */
export function accountIn(
  { phases, accountId }: Pick<LifeCycle, 'phases' | 'accountId'>,
  phase: LifeCyclePhase,
): string | null {
  if (phase !== 'deactivate' && phase !== 'clean-up') return accountId;
  return secondAccount(phases) ?? accountId;
}

/** The account that Okta made at the new assignment instead of reactivating the first one; null: it made none, as far as was seen. */
export const secondAccount = (phases: readonly PhaseRecord[]): string | null =>
  phases
    .find(({ phase }) => phase === 'reassign')
    ?.facts.find(({ where, what, state }) => where === 'okta' && what === 'account' && state === 'different')
    ?.actual ?? null;

/** Okta does not have the user any more: nothing is left there to clean up. */
export const isDeletedInOkta = ({ phases }: Pick<LifeCycle, 'phases'>): boolean =>
  phases.some(({ phase, facts }) => phase === 'clean-up' && isUserGone(facts));

/** By the facts of the last phase. */
export const isUserGone = (facts: readonly LifeCycleFact[]): boolean =>
  facts.some(({ where, what, state }) => where === 'okta' && what === 'user' && state === 'same');

/** The last phase failed once the user was deleted in Okta: whether it saw the account as active; null: it did not see it, or is no such phase. */
const leftAccount = (record: PhaseRecord): boolean | null =>
  record.phase === 'clean-up' && record.state === 'failed' && isUserGone(record.facts)
    ? sawActive(record, null)
    : null;

/** The last phase failed only at Oktopost: the user is deleted in Okta, and the account is still active. */
export const isLeftActive = (record: PhaseRecord): boolean => leftAccount(record) === true;

/** The last phase found the user gone and the account inactive, and not that Okta made it so: nothing is left to do. */
export const isInactiveLater = (record: PhaseRecord): boolean => leftAccount(record) === false;

/** Nothing is left to do, and nobody is left in Okta. */
export const isCleaned = ({ phases }: Pick<LifeCycle, 'phases'>): boolean =>
  phases.some(
    (record) => (record.phase === 'clean-up' && record.state === 'passed') || isInactiveLater(record),
  );

const causesToBeginAgain: readonly string[] = [
  'to-app-off',
  'not-mapped-on-update',
  'inactive-later',
  'stale-inactive',
  'account-replaced',
  'account-by-new-name',
];

/** What Okta sent may still come, or the admin may look again. */
const causesToLookAgain: readonly string[] = ['not-followed', 'seen-otherwise'];

/** Okta does not send this phase once more, whatever is put right: the test is begun again after a clean-up. */
export function isToBeginAgain({ phase, state, explanation }: PhaseRecord): boolean {
  if (state !== 'failed' || explanation === null) return false;
  // A deactivation is tried once. Source: Okta as recorded, section 5.
  const isTriedOnce = isLeaving(phase) && phase !== 'clean-up' && !causesToLookAgain.includes(explanation.id);
  return isTriedOnce || causesToBeginAgain.includes(explanation.id);
}

/** Whether the account at Oktopost was active when it was seen last; null: nobody saw it. */
export const wasSeenActive = ({
  phases,
  accountId,
}: Pick<LifeCycle, 'phases' | 'accountId'>): boolean | null =>
  phases.map((record) => sawActive(record, accountId)).findLast((active) => active !== null) ?? null;

/** The phase that saw the account last failed, since it is to be inactive and is not. */
export function wasSeenLeftActive({ phases, accountId }: Pick<LifeCycle, 'phases' | 'accountId'>): boolean {
  const last = phases.findLast((record) => sawActive(record, accountId) !== null);
  return last?.state === 'failed' && isLeaving(last.phase) && sawActive(last, accountId) === true;
}

/** Okta has the user of a test that has not deleted it, as far as the test knows; `maybe`: nothing answered the request that creates it. */
export function hasOktaUser(lifeCycle: LifeCycle): 'yes' | 'maybe' | 'no' {
  const { user, phases } = lifeCycle;
  const isDeleted =
    isDeletedInOkta(lifeCycle) ||
    phases.some(({ phase, state }) => phase === 'clean-up' && state === 'passed');
  if (user === null || isDeleted || wasNotCreated(lifeCycle)) return 'no';
  return user.id === null ? 'maybe' : 'yes';
}

/** The user is assigned, by what Okta took last. */
export const isAssignedInOkta = ({ phases }: Pick<LifeCycle, 'phases'>): boolean => {
  const last = phases.findLast(
    ({ phase, writtenAt }) => writtenAt !== null && (isLeaving(phase) || isAssigning(phase)),
  );
  return last !== undefined && isAssigning(last.phase);
};

const isAssigning = (phase: LifeCyclePhase): boolean => phase === 'assign' || phase === 'reassign';

/** What the user is called in Okta, by what Okta took; both names where nothing answered the change. Null: there is no user. */
export function oktaLogin({ user, phases }: Pick<LifeCycle, 'user' | 'phases'>): string | null {
  if (user === null) return null;
  const { startedAt = null, writtenAt = null } = phases.find(({ phase }) => phase === 'user-name') ?? {};
  if (writtenAt !== null) return user.changedEmail;
  return startedAt === null ? user.email : `${user.email} or ${user.changedEmail}`;
}

/** What the user is called at Oktopost, by what was read there last or by the phases that passed; both names where that was not seen; null: there is no user. */
export function accountLogin({ user, phases }: Pick<LifeCycle, 'user' | 'phases'>): string | null {
  if (user === null) return null;
  const read = phases
    .flatMap(({ facts }) => facts)
    .findLast(({ where, what, actual }) => where === 'oktopost' && what === 'user-name' && actual !== null);
  const renaming = phases.find(({ phase }) => phase === 'user-name');
  if (renaming?.state === 'passed') return user.changedEmail;
  // Begun, and nobody saw what came of it.
  const isUnseen =
    renaming !== undefined &&
    renaming.startedAt !== null &&
    renaming.state !== 'failed' &&
    renaming.facts.length === 0;
  return isUnseen ? `${user.email} or ${user.changedEmail}` : (read?.actual ?? user.email);
}

/** As it is after a start, or in another hand: nothing is written before somebody says so. */
export const stoppedLifeCycle = (lifeCycle: LifeCycle): LifeCycle =>
  lifeCycle.state === 'running' ? { ...lifeCycle, state: 'stopped' } : lifeCycle;
