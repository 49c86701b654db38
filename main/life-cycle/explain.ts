import { explain } from '../../shared/explain';
import { retryAndTryAgain } from '../../shared/explain/advice';
import { isLeaving, isUserGone, sawDeleted } from '../../shared/life-cycle';
import type { LifeCycleFact } from '../../shared/life-cycle';
import type { LifeCyclePhase } from '../../shared/life-cycle-phases';
import { toAppOptions, updateNow } from '../../shared/oktopost';
import type { Explanation } from '../../shared/verification';
import { mappingForType } from '../observe/assignment-count';
import { isDeleted } from '../observe/deprovisioning';
import { isFailure, logEvidence } from '../observe/log-outcome';
import { readToApp } from '../observe/to-app';
import type { ToAppBoxes } from '../observe/to-app';
import type { Okta } from '../okta/okta';
import type { App, LogEvent } from '../okta/types';
import { requireApp } from '../storage/required';
import type { Session } from '../storage/session';
import { requireTarget } from '../storage/target';
import { readHere } from '../verification/elsewhere';
import {
  beginAgain,
  byHandThenLook,
  found,
  leftActive,
  pushFailedBefore,
  sendsNoDeactivation,
} from './left-active';
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
  const { events, phase, facts } = failed;
  if (failed.isStale) return stale;
  if (phase === 'clean-up' && isUserGone(facts)) return leftActive(session, events);
  const app = await okta.app(requireApp(session).id);
  if (app === null)
    return found('app-gone', 'The app integration is not in Okta any more.', 'Ask who deleted it.', null);
  const { boxes } = await readToApp(okta, app);
  return withBox(await causeOf(okta, app, boxes, session, failed), ofBoxes(phase, boxes));
}

async function causeOf(
  okta: Okta,
  app: App,
  boxes: ToAppBoxes | null,
  session: Session,
  failed: Failed,
): Promise<Explanation> {
  const { look, events, phase, facts } = failed;
  const hasFailed = events.some(isFailure) || look.appUser?.syncState === 'ERROR';
  const said = events.findLast(isFailure)?.outcome?.reason ?? null;
  const bySetting = await ofSettings(okta, app, session, failed, hasFailed);
  if (bySetting !== null) return { ...bySetting, said };
  if (!hasFailed) {
    if (phase === 'reassign' && isOtherAccount(facts)) return otherAccountOf(session, look);
    if (phase === 'reassign' && events.length > 0 && isInactive(facts)) return stale;
    if (sendsNoDeactivation(failed, session)) return pushFailedBefore;
    const byBox = ofBoxes(phase, boxes);
    if (byBox !== null) return boxOff(byBox);
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

const isCustom = (session: Session): boolean => requireTarget(session).app === 'custom';

const emailNotMapped = found(
  'email-not-mapped',
  'Oktopost refused the new user name: the work email is not mapped, so Okta sent the old email with it, and Oktopost wants both to be the same.',
  `Keep the work email on the step “Mapping” and apply its plan. ${retryAndTryAgain}`,
  'mapping',
  true,
);

/** A box that is off is told beside another cause: it would fail the phase by itself. */
function withBox(cause: Explanation, box: BoxOff | null): Explanation {
  if (box === null || cause.what.includes(box.name) || cause.next.includes(box.name)) return cause;
  return { ...cause, what: `${cause.what} ${box.name} is off as well.`, next: `${box.tick} ${cause.next}` };
}

/** Which To App box a phase rests on. */
const boxOf: Partial<Record<LifeCyclePhase, 0 | 1 | 2>> = {
  assign: 0,
  reassign: 0,
  'first-name': 1,
  'user-name': 1,
  unassign: 2,
  deactivate: 2,
};

interface BoxOff {
  name: string;
  tick: string;
}

/** The box of this phase is read as off: Okta sends nothing, however long it is waited for. */
export function ofBoxes(phase: LifeCyclePhase, boxes: ToAppBoxes | null): BoxOff | null {
  const index = boxOf[phase];
  if (index === undefined || boxes?.[index] !== false) return null;
  const name = toAppOptions[index];
  return { name, tick: `Tick ${name} on the Provisioning tab, To App, and save.` };
}

export const boxOff = ({ name, tick }: BoxOff): Explanation =>
  found('to-app-off', `${name} is off, so Okta sends nothing.`, `${tick} ${beginAgain}`, 'to-app');

/** The admin says that Oktopost shows something else than the phase expects. The assistant cannot read there why. */
export function seenOtherwise(phase: LifeCyclePhase): Explanation {
  if (phase === 'clean-up') {
    return found(
      'left-active',
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
      `On the Sign On tab set Update application username on to Create and update, and save. Change the last name of this user in Okta: the user name follows. It needs no ${updateNow}. Then try this phase again.`,
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

/** A user name that Okta did not send before leads it past the first account, which has the old one, where that is still there. */
function otherAccountOf({ lifeCycle: { phases } }: Session, { events }: OktaLook): Explanation {
  if (events?.some((event) => isDeleted(event)) === true) return deletedByOkta;
  const isGone = phases.some((record) => record.phase === 'unassign' && sawDeleted(record));
  const isNewName = phases.some(({ phase, state }) => phase === 'user-name' && state === 'failed');
  return isNewName && !isGone ? byNewName : otherAccount;
}

const byNewName = found(
  'account-by-new-name',
  'Okta made a second account instead of reactivating the first one: it looks for the new user name, and the first account still has the old one, because “Change email and user name” failed before.',
  'Put right what failed there, clean up, then begin the test again. The first account stays inactive in Oktopost.',
  'sign-on',
);

const askWhoDeletes =
  'Ask who switched on that Okta deletes accounts at the app. Unassigned people lose what they have at Oktopost.';

const deletedByOkta = found(
  'account-replaced',
  'Okta made a second account instead of reactivating the first one: Okta deleted that one when the user was unassigned, as its System Log says.',
  askWhoDeletes,
  'to-app',
);

const otherAccount = found(
  'account-replaced',
  'Okta made a second account instead of reactivating the first one: this org has Okta delete the accounts of unassigned users, or somebody deleted it.',
  askWhoDeletes,
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
