import type { PaneFinding, PreCheck, UserRow } from '../../shared/verification';
import type { Okta } from '../okta/okta';
import type { User } from '../okta/types';
import type { OktopostScim } from '../oktopost/types';
import type { Session } from '../storage/session';
import { readAssigned } from '../observe/assigned';
import { neverSentWords } from '../observe/never-sent';
import { readScim, unseenScim } from '../observe/scim';
import type { ScimState } from '../observe/scim';
import { readSending } from '../observe/sending';
import { provingTest } from '../storage/proving-test';
import { requireTarget } from '../storage/target';
import { unknownUser } from '../steps/assignment/observe';
import { requireApp } from '../storage/required';
import { connectionFindings } from './pane-connection';
import { doubleFindings } from './pane-double';
import { firstAccounts, matchFindings } from './pane-match';
import { scopeFindings } from './pane-scope';
import { overriddenUserName, userFindings } from './pane-user';
import { mappingOf, predictedFor } from './predicted';

interface PreCheckParts {
  okta: Okta;
  oktopost: OktopostScim | null;
  session: Session;
  now: Date;
}

/** How far back an assignment is looked for in the System Log; Okta keeps 90 days. */
const assignmentsSinceMs = 90 * 24 * 60 * 60_000;

/**
 * Looks at everything that is known to make a first provisioning fail, before somebody is assigned or after the test failed: the
 * findings of the panes, except of the last. Only reads.
 */
export async function preCheck(
  { okta, oktopost, session, now }: PreCheckParts,
  userId: string,
): Promise<PreCheck> {
  const { id: appId } = requireApp(session);
  const target = requireTarget(session);
  const [user, { appUser, others }, { readable }, app, groups, connection, accounts] = await Promise.all([
    okta.user(userId),
    readAssigned(okta, appId, userId),
    okta.mappings(appId, 'known'),
    okta.app(appId),
    okta.groupNames(userId),
    connectionFindings(oktopost, target),
    firstAccounts(oktopost, target),
  ]);
  if (user === null) throw unknownUser();
  const since = new Date(now.getTime() - assignmentsSinceMs);
  const [match, double, sending, scim, assignments] = await Promise.all([
    matchFindings(oktopost, { email: user.email, accounts, linkedId: appUser?.externalId ?? null }, target),
    doubleFindings(okta, appId, user),
    app === null ? null : readSending(okta, app, session),
    app === null || target.app === 'catalogue' || provingTest(session) !== null
      ? null
      : readScim(app, session.featuresShowScim, () => okta.appUserSchema(appId)),
    // Who assigned them is worth a look, never a failure.
    appUser === null ? [] : okta.assignmentEvents(appId, userId, since, now).catch(() => []),
  ]);
  const predicted = predictedFor(user, readable, session);
  const mapping = mappingOf(user, readable);
  // What Okta makes of an expression is not worked out here.
  const sent = { cannotBePredicted: mapping?.properties['userName']?.expression };
  return {
    user: userRow(user),
    readAt: now.toISOString(),
    findings: [
      ...connection,
      ...userFindings({ user, app, groups, mapping }),
      ...scimFindings(scim),
      ...scopeFindings({
        app: target.app,
        appUser,
        assignments,
        // Of the box itself the pane has words of its own.
        obstacle: sending !== null && (sending.isInactive || sending.isOff) ? sending.obstacle : null,
        boxes: sending?.boxes ?? null,
        mapping,
        predicted,
      }),
      ...othersFindings(others?.neverSent ?? null),
      ...double,
      ...match,
    ],
    predictedBody: JSON.stringify(
      overriddenUserName(mapping) === null ? predicted : { ...predicted, userName: sent },
      null,
      2,
    ),
    assigned: appUser === null ? 'no' : appUser.scope === 'GROUP' ? 'group' : 'user',
  };
}

/** Where SCIM is read as off, the plan of the assignment says so, and stops. */
const scimFindings = (scim: ScimState | null): PaneFinding[] =>
  scim === null || scim.on !== null ? [] : [{ pane: 'scope', level: 'warn', ...unseenScim }];

/** The test says nothing of the others who are assigned. */
const othersFindings = (neverSent: number | null): PaneFinding[] =>
  neverSent === null || neverSent === 0
    ? []
    : [{ pane: 'scope', level: 'warn', ...neverSentWords(neverSent), screen: 'rollout' }];

export function userRow({ id, login, email, givenName, familyName, status }: User): UserRow {
  return { id, login, email, givenName, familyName, status };
}
