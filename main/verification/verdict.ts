import { explain } from '../../shared/explain';
import { wasThereBefore } from '../../shared/verification';
import type { GuidedStepId } from '../../shared/screens';
import { isEmail } from '../../shared/explain/evidence';
import type { AttributeRow, Explanation, TestSnapshot } from '../../shared/verification';
import { logEvidence } from '../observe/log-outcome';
import { wasNeverSent } from '../observe/never-sent';
import { readToApp } from '../observe/to-app';
import type { ToAppBoxes } from '../observe/to-app';
import type { Okta } from '../okta/okta';
import { connectionProof } from '../storage/proving-test';
import { requireApp } from '../storage/required';
import type { Session } from '../storage/session';
import { appKindOf, requireTarget } from '../storage/target';
import { readHere } from './elsewhere';
import { accountName, isInactiveThere, wasReactivated } from './look';
import { mappingOf } from './predicted';
import type { Look } from './look';
import { withStatedSteps } from './stated-steps';

type Verdict = Pick<TestSnapshot, 'state' | 'verdict' | 'explanation'>;

/** Verdict on the test user, who arrived at Oktopost. */
export function verdictOfArrival(
  test: Pick<TestSnapshot, 'user' | 'before'>,
  rows: readonly AttributeRow[],
  look: Look,
): Verdict {
  const name = accountName(look, test.user);
  if (isInactiveThere(look)) return wentInactive(name, look);
  const wrong = rows.filter(({ state }) => state === 'different').map(({ attribute }) => attribute);
  if (wrong.length > 0) {
    const verdict = `${name} arrived at Oktopost, but ${wrong.join(', ')} differs from what was expected.`;
    return { state: 'failed', verdict, explanation: differs(verdict, rows) };
  }
  return {
    state: 'passed',
    verdict: look.oktopostRead
      ? `${name} arrived at Oktopost with every expected value${linkedOnly(test)}.`
      : `Okta says that ${name} was provisioned. Oktopost could not be asked, so neither the values there nor that the account is active are proven. Look in Oktopost.`,
    explanation: null,
  };
}

const linkedOnly = (test: Pick<TestSnapshot, 'before'>): string =>
  wasThereBefore(test) ? ', in an account that was there before: that Okta can create one is not proven' : '';

/** The account is there, with other values than the mapping gives. */
const differs = (what: string, rows: readonly AttributeRow[]): Explanation => {
  const isOkta = rows.some(
    ({ state, okta, expected }) => state === 'different' && okta !== null && okta !== expected,
  );
  return {
    id: 'values-differ',
    what,
    owner: isOkta ? 'okta-admin' : 'unknown',
    next: isOkta
      ? 'Okta itself holds another value for this app integration: look at its attribute mapping and at the user on the Assignments tab. Then follow again.'
      : 'Compare both columns below. Wait a minute and follow again: a later push may bring it. If it stays, show Oktopost support the account.',
    nextOnceUnassigned: isOkta
      ? 'Okta itself held another value for this app integration: look at its attribute mapping. Then assign the user again.'
      : 'Compare both columns below. Assign the user again: if it comes back, show Oktopost support the account.',
    guess: true,
    said: null,
    place: isOkta ? 'assignments' : 'oktopost',
  };
};

/** Okta reports success for each of its steps then. Source: Okta as recorded, section 5. */
export function wentInactive(name: string, look: Look): Verdict {
  const cause = wasReactivated(look)
    ? 'Okta made it active again and has most likely sent an older “inactive” after that.'
    : 'All of Okta’s steps succeeded.';
  const verdict = `${name} arrived at Oktopost, but the account is inactive there. ${cause}`;
  const explanation: Explanation = {
    id: 'went-inactive',
    what: verdict,
    owner: 'okta-admin',
    next: 'Unassign the user, wait a minute, and assign them again.',
    nextOnceUnassigned: 'Wait a minute, then assign the user again.',
    guess: false,
    said: null,
    place: null,
  };
  return { state: 'failed', verdict, explanation };
}

/** Verdict on a user who did not arrive: the likeliest cause. Reads the app integration. @throws AppFailure when Okta cannot be asked. */
export async function verdictOfFailure(
  okta: Okta,
  session: Session,
  look: Look,
  { state, now }: { state: 'failed' | 'timed-out'; now: Date },
): Promise<Verdict> {
  const { explained, boxes } = await explanationOf(okta, session, look, now);
  // What an earlier test proved is no mere word either.
  const shown: GuidedStepId[] = [
    ...(boxes === null ? [] : (['to-app'] as const)),
    ...(connectionProof(session) === null ? [] : (['connection'] as const)),
  ];
  // Its cause is the connection, and names it.
  const explanation = look.isElsewhere ? explained : withStatedSteps(explained, session, shown);
  return { state, verdict: explanation.what, explanation };
}

async function explanationOf(
  okta: Okta,
  session: Session,
  look: Look,
  now: Date,
): Promise<{ explained: Explanation; boxes: ToAppBoxes | null }> {
  const { user, assignedAt } = session.test;
  const { appUser, events, oktopostRead, atOktopost } = look;
  const app = await okta.app(requireApp(session).id);
  const boxes = app === null ? null : (await readToApp(okta, app)).boxes;
  const userName = appUser?.userName ?? null;
  const explained = explain({
    app: requireTarget(session).app,
    logEvents: logEvidence(events),
    appUser,
    features: app?.features ?? null,
    assignedBeforeScim: appUser !== null && wasNeverSent(appUser),
    wasOnBefore: wasOnBefore(session),
    userName,
    userNameRow: isEmail(userName) || user === null ? null : await userNameRowOf(okta, session, user.id),
    email: user?.email ?? null,
    names: { given: user?.givenName ?? null, family: user?.familyName ?? null },
    elsewhere: look.isElsewhere ? readHere(session) : null,
    atOktopost: oktopostRead ? (atOktopost === null ? 'no' : 'yes') : 'unknown',
    waitedMs: assignedAt === null ? 0 : now.getTime() - new Date(assignedAt).getTime(),
    toApp: boxes === null ? null : { create: boxes[0], update: boxes[1], deactivate: boxes[2] },
  });
  return { explained, boxes };
}

/** Whether Okta showed provisioning before the test user was assigned. */
function wasOnBefore({ readBackAt, test: { assignedAt }, ...target }: Session): boolean {
  const at = readBackAt[appKindOf(target) === 'custom' ? 'scim-on' : 'authenticate'];
  return at !== null && assignedAt !== null && at < assignedAt;
}

/** The row for userName in the mapping of this user's type; null without one. */
async function userNameRowOf(okta: Okta, session: Session, userId: string): Promise<string | null> {
  const [user, { readable }] = await Promise.all([
    okta.user(userId),
    okta.mappings(requireApp(session).id, 'known'),
  ]);
  return user === null ? null : (mappingOf(user, readable)?.properties['userName']?.expression ?? null);
}
