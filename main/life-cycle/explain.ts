import { explain } from '../../shared/explain';
import { isProvisioning } from '../../shared/log-outcome';
import { retryAndTryAgain } from '../../shared/explain/advice';
import { hadFailedPush, isLeaving, isUserGone } from '../../shared/life-cycle';
import type { LifeCycleFact } from '../../shared/life-cycle';
import type { LifeCyclePhase } from '../../shared/life-cycle-phases';
import { toAppOptions } from '../../shared/oktopost';
import type { Explanation } from '../../shared/verification';
import { minute } from '../export/document';
import { mappingForType } from '../observe/assignment-count';
import { isDeactivation, isDeletion } from '../observe/deprovisioning';
import { isFailure, logEvidence } from '../observe/log-outcome';
import { readToApp } from '../observe/to-app';
import type { Okta } from '../okta/okta';
import type { App, LogEvent } from '../okta/types';
import { requireApp } from '../storage/required';
import type { Session } from '../storage/session';
import { requireTarget } from '../storage/target';
import { readHere } from '../verification/elsewhere';
import type { Doubt } from './doubt';
import type { OktaLook } from './look';

interface Failed {
  phase: LifeCyclePhase;
  facts: readonly LifeCycleFact[];
  look: OktaLook;
  /** Of this phase, oldest first. */
  events: readonly LogEvent[];
  waitedMs: number;
  /** Seen as expected first, and otherwise at the second look. */
  isStale: boolean;
}

/** Why a phase did not end as expected: Okta's own text first, then what its settings show. @throws AppFailure when Okta cannot be asked. */
export async function explainPhase(okta: Okta, session: Session, failed: Failed): Promise<Explanation> {
  const { look, events, phase, facts } = failed;
  if (failed.isStale) return stale;
  if (phase === 'clean-up' && isUserGone(facts)) return leftActive(session, events);
  const app = await okta.app(requireApp(session).id);
  if (app === null)
    return found('app-gone', 'The app integration is not in Okta any more.', 'Ask who deleted it.', null);
  const { boxes } = await readToApp(okta, app);
  const hasFailed = events.some(isFailure) || look.appUser?.syncState === 'ERROR';
  const said = events.findLast(isFailure)?.outcome?.reason ?? null;
  const bySetting = await ofSettings(okta, app, session, failed, hasFailed);
  if (bySetting !== null) return { ...bySetting, said };
  if (!hasFailed) {
    if (phase === 'reassign' && isOtherAccount(facts)) return otherAccount;
    if (phase === 'reassign' && events.length > 0 && isInactive(facts)) return stale;
    if (sendsNoDeactivation(failed, session)) return pushFailedBefore;
    const byBox = ofBoxes(phase, boxes);
    if (byBox !== null) return byBox;
    if (phase !== 'assign') return notFollowed(phase, events.length > 0, isCustom(session));
  }
  const { user, accountId } = session.lifeCycle;
  const externalId = look.appUser?.externalId ?? null;
  const isThere = facts.some(
    ({ where, what, actual }) => where === 'oktopost' && what === 'account' && actual !== null,
  );
  const explained = explain(
    {
      app: requireTarget(session).app,
      logEvents: logEvidence(events),
      appUser: look.appUser,
      features: app.features,
      assignedBeforeScim: false,
      userName: look.appUser?.userName ?? null,
      email: user?.email ?? null,
      names: { given: user?.givenName ?? null, family: user?.familyName ?? null },
      atOktopost: facts.some(({ where, state }) => where === 'oktopost' && state === 'cannot-be-read')
        ? 'unknown'
        : isThere
          ? 'yes'
          : 'no',
      // The id that Okta gave was looked for, and not the user name.
      elsewhere:
        phase === 'assign' && !isThere && externalId !== null && accountId === externalId
          ? readHere(session)
          : null,
      waitedMs: failed.waitedMs,
      toApp: boxes === null ? null : { create: boxes[0], update: boxes[1], deactivate: boxes[2] },
    },
    'life-cycle',
  );
  return isLeaving(phase)
    ? { ...explained, next: `${explained.next} Then clean up, and begin the test again.` }
    : explained;
}

const found = (
  id: string,
  what: string,
  next: string,
  place: Explanation['place'],
  guess = false,
): Explanation => ({ id, what, owner: 'okta-admin', next, guess, said: null, place });

/** What Okta has done already it does not send again, whatever is put right: tried again, the phase only looks. */
const beginAgain = 'Okta does not send this once more by itself: clean up, then begin the test again.';

const isCustom = (session: Session): boolean => requireTarget(session).app === 'custom';

const emailNotMapped = found(
  'email-not-mapped',
  'Oktopost refused the new user name: the work email is not mapped, so Okta sent the old email with it, and Oktopost wants both to be the same.',
  `Keep the work email on the step “Mapping” and apply its plan. ${retryAndTryAgain}`,
  'mapping',
  true,
);

/** Which To App box a phase rests on. */
const boxOf: Partial<Record<LifeCyclePhase, 0 | 1 | 2>> = {
  assign: 0,
  reassign: 0,
  'first-name': 1,
  'user-name': 1,
  unassign: 2,
  deactivate: 2,
};

/** The box of this phase is read as off: Okta sends nothing, however long it is waited for. */
export function ofBoxes(
  phase: LifeCyclePhase,
  boxes: readonly [boolean, boolean, boolean] | null,
): Explanation | null {
  const index = boxOf[phase];
  if (index === undefined || boxes?.[index] !== false) return null;
  return found(
    'to-app-off',
    `${toAppOptions[index]} is off, so Okta sends nothing.`,
    `Tick ${toAppOptions[index]} on the Provisioning tab, To App, and save. ${beginAgain}`,
    'to-app',
  );
}

/** The admin says that Oktopost shows something else than the phase expects. The assistant cannot read there why. */
export function seenOtherwise(phase: LifeCyclePhase): Explanation {
  if (phase === 'clean-up') {
    return found(
      'seen-otherwise',
      'The user is deleted in Okta, and an admin saw that the account at Oktopost is still active.',
      byHandThenLook,
      'oktopost',
    );
  }
  const box = toAppOptions[boxOf[phase] ?? 2];
  return found(
    'seen-otherwise',
    'Okta says that it did this, and an admin saw something else at Oktopost: what Okta sent has not arrived, or Oktopost did not take it.',
    `Look there again in a minute, then try this phase again. If it stays, look whether ${box} is ticked on the Provisioning tab, To App, and at Okta’s Dashboard > Tasks for this user.`,
    'to-app',
    true,
  );
}

/** What Okta's settings of user names and attributes make of a change. */
async function ofSettings(
  okta: Okta,
  app: App,
  session: Session,
  { facts, phase, look: { appUser } }: Failed,
  hasFailed: boolean,
): Promise<Explanation | null> {
  const differsInOkta = (what: LifeCycleFact['what']): boolean =>
    facts.some((fact) => fact.where === 'okta' && fact.what === what && fact.state === 'different');
  if (appUser === null) return null;
  if (phase === 'user-name' && differsInOkta('user-name')) {
    return found(
      'user-name-not-updated',
      'Okta changed the user and kept the user name in the app integration: it updates that on Create only.',
      'On the Sign On tab set Update application username on to Create and update, save, then choose Update Now. Then try this phase again.',
      'sign-on',
      app.userNameTemplate?.pushStatus === 'PUSH',
    );
  }
  // Without a row for it, an update carries the email that the account has, beside the new user name.
  if (phase === 'user-name' && hasFailed && !session.mapping.choice.keepWorkEmail && isCustom(session)) {
    return emailNotMapped;
  }
  if (phase !== 'first-name' || !differsInOkta('given-name')) return null;
  const { readable } = await okta.mappings(app.id);
  const row = mappingForType(readable, null)?.properties['givenName'];
  return found(
    'not-mapped-on-update',
    row === undefined
      ? 'The first name is not mapped, so Okta does not send it.'
      : 'The first name is mapped for the creation of a user only, so Okta does not send the change.',
    `${isCustom(session) ? 'Apply the plan on the step “Mapping”.' : 'Map the first name on create and update: Provisioning tab, To App.'} ${beginAgain}`,
    'to-app',
    row?.pushStatus === 'PUSH',
  );
}

const isOtherAccount = (facts: readonly LifeCycleFact[]): boolean =>
  facts.some(
    ({ what, where, state, actual }) =>
      what === 'account' && where === 'okta' && state === 'different' && actual !== null,
  );

const isInactive = (facts: readonly LifeCycleFact[]): boolean =>
  facts.some(({ what, where, actual }) => what === 'active' && where === 'oktopost' && actual === 'false');

/**
 * The account stays as it is: Okta's last push failed before the user was taken out, and was not retried, as far as the log shows.
 * Source: docs/facts/okta-recorded.md, section 5.
 */
export function sendsNoDeactivation(
  { phase, look }: Pick<Failed, 'phase' | 'look'>,
  { lifeCycle }: Pick<Session, 'lifeCycle'>,
): boolean {
  if (!isLeaving(phase) || !hadFailedPush(lifeCycle)) return false;
  const last = look.events?.findLast(isPush);
  return last === undefined || isFailure(last);
}

/** Okta's search and its pushes, whichever of them failed. */
const isPush = (event: LogEvent): boolean =>
  isProvisioning(event) && !isDeactivation(event) && !isDeletion(event);

const pushFailedBefore = found(
  'push-failed-before',
  'Okta’s last push for this user failed, and after that Okta sends no deactivation: the account is still active.',
  'Deactivate the account in Oktopost. Put what failed before right, clean up, then begin the test again.',
  'oktopost',
);

const byHandThenLook =
  'Deactivate the account in Oktopost, then look at it again here: the life-cycle test is over once it is inactive.';

/** Okta has nothing left to do: only the account at Oktopost is. */
function leftActive(session: Session, events: readonly LogEvent[]): Explanation {
  const wasFailed = hadFailedPush(session.lifeCycle);
  const cause = wasFailed
    ? 'Okta’s last push for the user failed, and after that Okta sends no deactivation.'
    : 'Okta has sent no deactivation that Oktopost took.';
  return {
    ...found(
      wasFailed ? 'push-failed-before' : 'left-active',
      `The user is deleted in Okta, and the account at Oktopost is still active. ${cause}`,
      byHandThenLook,
      'oktopost',
      !wasFailed,
    ),
    said: events.findLast(isFailure)?.outcome?.reason ?? null,
  };
}

/** Nothing shows who made the account inactive after it was seen active. `at`: of the look that found it so. */
export const inactiveLater = (
  phase: LifeCyclePhase,
  before: Extract<Doubt, { kind: 'left-active' }>,
  at: string,
): Explanation =>
  found(
    'inactive-later',
    `The account is inactive at a later look, ${minute(at)}; it was ${before.saw === 'at' ? 'active at' : 'still active after'} ${minute(before.at)}: by whom is not known.`,
    phase === 'clean-up'
      ? 'Put right what failed, then test once more.'
      : 'Put right what failed, clean up, then begin the test again.',
    null,
  );

/** Nothing that was active was there to be deactivated, and Okta logged nothing. */
export const inactiveBefore = found(
  'inactive-before',
  'No active account was seen before this phase, and Okta’s System Log has no deactivation: that none is active now shows nothing.',
  `Put right what failed. ${beginAgain}`,
  null,
);

const otherAccount = found(
  'account-replaced',
  'Okta made a second account instead of reactivating the first one: this org has Okta delete the accounts of unassigned users, or somebody deleted it.',
  'Ask who switched on that Okta deletes accounts at the app. Unassigned people lose what they have at Oktopost.',
  'to-app',
  true,
);

const stale = found(
  'stale-inactive',
  'The account was active, and is inactive again: Okta has most likely sent an older “inactive” after the reactivation.',
  'Wait a minute between unassigning and assigning somebody again, and look at Oktopost afterwards. To see it once more, clean up and begin the test again.',
  'assignments',
  true,
);

/** `isCustomApp`: only a custom app has the actions of Integration; both have the boxes of To App. */
function notFollowed(phase: LifeCyclePhase, isLogged: boolean, isCustomApp: boolean): Explanation {
  const what = isLeaving(phase)
    ? 'The account is still active at Oktopost.'
    : 'The change has not reached Oktopost.';
  return {
    ...found(
      'not-followed',
      `${what} ${isLogged ? 'Okta’s System Log shows no failure.' : 'Okta’s System Log says nothing about it.'}`,
      isLeaving(phase)
        ? 'Look at Okta’s Dashboard > Tasks for this user, and whether Deactivate Users is ticked. Deactivate the account in Oktopost if it stays active.'
        : `Try this phase again in a minute. If it stays, look on the Provisioning tab whether ${isCustomApp ? 'Push Profile Updates is ticked in Integration, and Update User Attributes in To App' : 'Update User Attributes is ticked in To App'}; then clean up and begin the test again.`,
      isLeaving(phase) || !isCustomApp ? 'to-app' : 'integration',
      true,
    ),
    owner: 'unknown',
  };
}
