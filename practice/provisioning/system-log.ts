import { STATUS_CODES } from 'node:http';
import { assertNever } from '../../shared/errors';
import { callingServiceApp } from '../world/current-request';
import { adminFor } from '../world/world';
import type { ScimOutcome, World } from '../world/world';
import type { AppUser, LogEntry, OktaApp, OktaUser } from '../world/state';

type Target = LogEntry['target'][number];

export const appTarget = (app: OktaApp): Target => ({
  id: app.id,
  type: 'AppInstance',
  alternateId: app.label,
  displayName: app.label,
});

const appUserTarget = (appUser: AppUser, user: OktaUser): Target => ({
  id: appUser.appUserId,
  type: 'AppUser',
  alternateId: appUser.userName,
  displayName: nameOf(user),
});

const userTarget = (user: OktaUser): Target => ({
  id: user.id,
  type: 'User',
  alternateId: user.profile['login'] ?? '',
  displayName: nameOf(user),
});

export const nameOf = ({ profile }: OktaUser): string =>
  [profile['firstName'], profile['lastName']].filter(Boolean).join(' ');

/** The service app that calls, else the admin who owns all API tokens and uses the console. Source: Okta as recorded, section 2, "Who did it". */
export function callerActor(world: World): LogEntry['actor'] {
  const app = callingServiceApp();
  if (app !== null) {
    return {
      id: app.id,
      type: 'PublicClientAppEntity',
      alternateId: 'unknown',
      displayName: app.label,
    };
  }
  const { id, profile } = adminFor(world);
  return { id, type: 'User', alternateId: profile['login'] ?? '', displayName: 'Alex Admin' };
}

const okta: LogEntry['actor'] = {
  id: 'okta',
  type: 'SystemPrincipal',
  alternateId: 'system@okta.com',
  displayName: 'Okta System',
};

/** `application.user_membership.add` / `.remove`, by whoever calls. */
export function logMembership(
  world: World,
  app: OktaApp,
  appUser: AppUser,
  user: OktaUser,
  kind: 'add' | 'remove',
): void {
  world.log({
    eventType: `application.user_membership.${kind}`,
    legacyEventType:
      kind === 'add'
        ? 'app.generic.provision.assign_user_to_app'
        : 'app.generic.provision.deactivate_user_from_app',
    severity: 'INFO',
    displayMessage:
      kind === 'add' ? 'Add user to application membership' : "Remove user's application membership",
    outcome: { result: 'SUCCESS', reason: null },
    actor: callerActor(world),
    target: [appUserTarget(appUser, user), appTarget(app), userTarget(user)],
  });
}

/** A sign-in to the app. `initiationType` is seen in real logs but undocumented. */
export function logSignIn(world: World, app: OktaApp, user: OktaUser, begunBy: 'idp' | 'sp'): void {
  const { id, alternateId, displayName } = userTarget(user);
  const appUser = app.users[user.id];
  world.log({
    eventType: 'user.authentication.sso',
    legacyEventType: 'app.auth.sso',
    severity: 'INFO',
    displayMessage: 'User single sign on to app',
    outcome: { result: 'SUCCESS', reason: null },
    actor: { id, type: 'User', alternateId, displayName },
    target: [appTarget(app), ...(appUser === undefined ? [] : [appUserTarget(appUser, user)])],
    debugData: {
      initiationType: begunBy === 'sp' ? 'SP_INITIATED' : 'IDP_INITIATED',
      signOnMode: 'SAML 2.0',
    },
  });
}

const successes = {
  push: [
    'application.provision.user.push',
    'app.user_management.push_new_user_success',
    'Push new user to external application',
  ],
  push_profile: [
    'application.provision.user.push_profile',
    'app.user_management.push_profile_success',
    "Push user's profile to external application",
  ],
  deactivate: [
    'application.provision.user.deactivate',
    'app.user_management.push_user_deactivation_success',
    'Push user deactivation to external application',
  ],
  reactivate: [
    'application.provision.user.reactivate',
    'app.user_management.push_user_reactivation_success',
    'Push user reactivation in external application',
  ],
  // The titles of both are not known.
  delete: [
    'application.provision.user.delete',
    'app.user_management.delete_user_success',
    'Delete user in external application',
  ],
  'delete.schedule': [
    'application.provision.user.delete.schedule',
    'app.user_management.schedule_delete_user_success',
    'Schedule deletion of user in external application',
  ],
} as const;
export type ProvisionKind = keyof typeof successes;

export function logProvisioned(
  world: World,
  app: OktaApp,
  appUser: AppUser,
  user: OktaUser,
  kind: ProvisionKind,
): void {
  const [eventType, legacyEventType, displayMessage] = successes[kind];
  world.log({
    eventType,
    legacyEventType,
    severity: 'INFO',
    displayMessage,
    outcome: { result: 'SUCCESS', reason: null },
    actor: okta,
    target: [appUserTarget(appUser, user), appTarget(app), userTarget(user)],
    job: true,
  });
}

type Failure = Extract<ScimOutcome<unknown>, { ok: false }>;

/** The text of the console's tooltip and of the System Log. Source: failures list, "Grammar". */
export function failureText(app: OktaApp, user: OktaUser, failure: Failure): string {
  const doing = {
    verify_exists: 'verifying if user exists',
    create: 'creating user',
    update: `trying to push profile update for ${user.profile['login'] ?? ''}`,
    deactivate: 'deactivating user',
    test: 'testing the connection',
  }[failure.phase];
  return `Automatic provisioning of user ${nameOf(user)} to app ${app.label} failed: Error while ${doing}: ${whyOf(failure)}`;
}

function whyOf({ kind, status, detail }: Failure): string {
  switch (kind) {
    case 'unreachable':
      return `Error authenticating: ${detail ?? 'Connect timed out'}.`;
    case 'own-words':
      return detail ?? '';
    case 'unreadable':
      return `${httpReason(status)}.`;
    case 'refused':
      return `${httpReason(status)}.${detail === null ? '' : ` Errors reported by remote server: ${detail}`}`;
    default:
      return assertNever(kind);
  }
}

/** A response that Okta could not parse is logged without a reason. Source: failures list, row 12. */
export function logFailure(
  world: World,
  app: OktaApp,
  appUser: AppUser,
  user: OktaUser,
  failure: Failure,
): void {
  const [eventType, displayMessage] = failure.kind === 'unreadable' ? sync : failureEvents[failure.phase];
  world.log({
    eventType,
    legacyEventType: 'app.user_management.provision_user_failed',
    severity: 'ERROR',
    displayMessage,
    outcome: {
      result: 'FAILURE',
      reason: failure.kind === 'unreadable' ? null : failureText(app, user, failure).slice(0, longestReason),
    },
    actor: okta,
    target: [appUserTarget(appUser, user), appTarget(app)],
    job: true,
  });
}

/** Source: Okta's published description, `LogOutcome`. */
const longestReason = 255;

const sync = ['application.provision.user.sync', 'Sync user in external application'] as const;

const pushed = ['application.provision.user.push', 'Push new user to external application'] as const;

/** Source: Okta as recorded, section 2. */
const failureEvents = {
  verify_exists: ['application.provision.user.verify_exists', 'Verify user exists in external application'],
  create: pushed,
  test: pushed,
  update: ['application.provision.user.push_profile', successes.push_profile[2]],
  deactivate: ['application.provision.user.deactivate', successes.deactivate[2]],
} as const satisfies Record<Failure['phase'], readonly [string, string]>;

/** The standard name of a status. */
export const httpReason = (status: number | null): string =>
  status === null ? 'No answer' : (STATUS_CODES[status] ?? `HTTP ${String(status)}`);
