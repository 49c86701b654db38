import { explain } from '../../shared/explain';
import { toAppOptions } from '../../shared/oktopost';
import { accountElsewhere } from '../../shared/verification';
import type { Explanation } from '../../shared/verification';
import { mayBeOktoposts } from '../observe/conflicting-apps';
import { isFailure, logEvidence } from '../observe/log-outcome';
import type { ToAppBoxes } from '../observe/to-app';
import type { Okta } from '../okta/okta';
import type { App } from '../okta/types';
import { elsewhereSentence, elsewhereToDo } from '../steps/assignment/accounts';
import { requireApp } from '../storage/required';
import type { Session } from '../storage/session';
import { requireTarget } from '../storage/target';
import type { UnassignmentLook } from './unassignment';

const byHand = 'Deactivate the account in Oktopost.';

const because = (
  id: string,
  what: string,
  next: string,
  place: Explanation['place'],
  more: Partial<Explanation> = {},
): Explanation => ({ id, what, owner: 'okta-admin', next, guess: false, said: null, place, ...more });

/** Somebody or a group assigns the user again, or still. Asks Okta for the user's groups where a group does. */
export async function explainAssigned(
  okta: Okta,
  userId: string,
  { appUser, events }: UnassignmentLook,
): Promise<Explanation | null> {
  if (appUser === null) return null;
  if (appUser.scope === 'GROUP') {
    const groups = await okta.groupNames(userId);
    const names =
      groups === null || groups.length === 0 ? '' : ` This person is in: ${groups.slice(0, 10).join(', ')}.`;
    return because(
      'assigned-by-group',
      `A group assigns this person to the app integration, so Okta keeps the account active.${names}`,
      'Take the person out of the group that is on the Assignments tab, or leave them assigned.',
      'assignments',
    );
  }
  const added = events.findLast(({ eventType }) => eventType === 'application.user_membership.add');
  const by = added?.actor?.who ?? null;
  return because(
    'assigned-again',
    `This person was assigned to the app integration again${by === null ? '' : `, by ${by}`}.`,
    'Ask who assigns them: an automation, a group rule or a colleague. Then unassign them again.',
    'assignments',
  );
}

/** What is known before any time has passed: Okta will send nothing. Null: it may. */
export function explainNothingSent(
  { account }: Pick<UnassignmentLook, 'account'>,
  boxes: ToAppBoxes | null,
): Explanation | null {
  if (account.externalId === null) {
    return because(
      'never-linked',
      'Okta never had the id of this account, so it sends it nothing.',
      byHand,
      'oktopost',
    );
  }
  if (boxes?.[2] === false) {
    return because(
      'deactivate-off',
      `${toAppOptions[2]} is off on the To App page, so Okta sends no deactivation.`,
      `${byHand} Tick ${toAppOptions[2]} for the next ones.`,
      'to-app',
    );
  }
  // Source: docs/facts/okta-recorded.md, section 5.
  if (!account.isSent) {
    return because(
      'push-failed-before',
      'Okta’s last push for this user failed, and after that Okta sends no deactivation.',
      byHand,
      'oktopost',
    );
  }
  return null;
}

/** Nothing that the assistant reads can show what becomes of it. */
export const explainElsewhere = (look: UnassignmentLook): Explanation =>
  because(accountElsewhere, elsewhereSentence(look), elsewhereToDo(look.deactivation), 'assignments', {
    guess: true,
  });

/** Why an account that is still active was not deactivated, by Okta's log. @throws AppFailure when Okta cannot be asked. */
export async function explainActive(
  okta: Okta,
  session: Session,
  look: UnassignmentLook,
): Promise<Explanation> {
  switch (look.deactivation) {
    case 'failed':
      return failed(session, look);
    case 'sent': {
      const others = await otherApps(okta, session, look);
      return others.length > 0
        ? because(
            'other-app',
            `“${others.join('”, “')}” assigns this person to Oktopost too.`,
            'Unassign the person there as well, or leave the account active.',
            'assignments',
            { guess: true },
          )
        : because(
            'deactivation-not-taken',
            'Okta’s System Log says that the deactivation was sent, and Oktopost shows the account as active.',
            `${byHand} Collect for support: Oktopost can see what its server received.`,
            'oktopost',
            { owner: 'oktopost', guess: true },
          );
    }
    case 'not-logged':
      return because(
        'deactivation-not-logged',
        'Okta’s System Log shows no deactivation of this account.',
        `Look at Dashboard > Tasks in Okta for this person. ${byHand}`,
        'assignments',
        { guess: true },
      );
  }
}

function failed(session: Session, { events, appUser, account }: UnassignmentLook): Explanation {
  const { user } = session.test;
  const found = explain({
    app: requireTarget(session).app,
    logEvents: logEvidence(events.filter(isFailure)),
    appUser,
    features: null,
    userName: account.userName,
    email: user?.email ?? null,
    names: { given: user?.givenName ?? null, family: user?.familyName ?? null },
    atOktopost: 'yes',
    waitedMs: 0,
    toApp: null,
  });
  if (/deactivate the account/i.test(found.next)) return found;
  return {
    ...found,
    next: `${found.next} Okta tries a deactivation only once: deactivate the account in Oktopost, then mark the task in Okta as done.`,
  };
}

/** Labels of the other app integrations of Oktopost that this person is assigned to. */
async function otherApps(okta: Okta, session: Session, { userId }: UnassignmentLook): Promise<string[]> {
  const { id } = requireApp(session);
  const apps = await okta.findApps((app: App) => app.id !== id && mayBeOktoposts(app));
  const assigned = await Promise.all(
    apps.slice(0, 10).map(async (app) => (await okta.appUser(app.id, userId)) !== null),
  );
  return apps.filter((_app, index) => assigned[index] === true).map(({ label }) => label);
}
