import type { ConsoleActions } from './actions';
import { mappedProfile, newAppUser, record, sentAttributes, userNameFor } from '../world/people';
import { createSerial } from '../world/serial';
import { createProvisioningSettings, logChange } from './settings';
import { failureText, logFailure, logMembership, logProvisioned } from './system-log';
import type { ProvisionKind } from './system-log';
import type { AppUser, OktaApp, OktaUser, ScimConnection } from '../world/state';
import { provisions } from '../world/world';
import type { ScimOutcome, World } from '../world/world';

/** The delayed effects of assignments and changes: SCIM requests and their log entries. */
export interface Provisioning extends ConsoleActions {
  assign(app: OktaApp, userId: string, scope?: AppUser['scope']): AppUser;
  /** An assignment was changed by API: pushed when the user is provisioned. */
  appUserChanged(app: OktaApp, appUser: AppUser): void;
  /** The mapping was changed: pushes all provisioned users. */
  mappingChanged(app: OktaApp): void;
  /** Resumes what was pending when the practice org last ended. The servers must be listening. */
  resume(): void;
}

export function createProvisioning(world: World): Provisioning {
  const { options } = world;
  const serial = createSerial();
  /** When users were last unassigned, by app and user. */
  const unassignedAt = new Map<string, number>();

  function userOf(appUser: AppUser): OktaUser {
    const user = world.state.users[appUser.id];
    if (user === undefined) throw new Error(`no user ${appUser.id}`);
    return user;
  }

  const isStillAssigned = (app: OktaApp, appUser: AppUser): boolean =>
    world.state.apps[app.id]?.users[appUser.id] === appUser;

  function succeeded(app: OktaApp, appUser: AppUser, kind: ProvisionKind, externalId: string): void {
    const now = world.now().toISOString();
    Object.assign(appUser, {
      externalId,
      status: 'PROVISIONED',
      syncState: 'SYNCHRONIZED',
      statusChanged: appUser.status === 'PROVISIONED' ? appUser.statusChanged : now,
      lastSync: now,
      lastUpdated: now,
      lastError: null,
    } satisfies Partial<AppUser>);
    logProvisioned(world, app, appUser, userOf(appUser), kind);
  }

  function failed(
    app: OktaApp,
    appUser: AppUser,
    outcome: Extract<ScimOutcome<unknown>, { ok: false }>,
  ): void {
    const user = userOf(appUser);
    appUser.syncState = 'ERROR';
    appUser.lastUpdated = world.now().toISOString();
    appUser.lastError = failureText(app, user, outcome);
    logFailure(world, app, appUser, user, outcome);
  }

  function scimPersonOf(app: OktaApp, appUser: AppUser) {
    return {
      oktaUserId: appUser.id,
      userName: appUser.userName,
      attributes: sentAttributes(app, userOf(appUser), appUser),
    };
  }

  /** Serializes the work per app user: an update must not overtake a create, nor a deactivation an assignment. */
  function queue(app: OktaApp, appUser: AppUser, work: () => Promise<void>): void {
    world.later(options.provisionDelayMs, () =>
      serial(`${app.id}/${appUser.id}`, async () => {
        await work();
        world.save();
      }),
    );
  }

  function push(app: OktaApp, appUser: AppUser): void {
    queue(app, appUser, async () => {
      if (!isStillAssigned(app, appUser) || app.connection === null) return;
      const { connection } = app;
      const outcome = await world.scimClient.push(connection, scimPersonOf(app, appUser));
      if (!outcome.ok) {
        failed(app, appUser, outcome);
        return;
      }
      const { externalId } = outcome.value;
      if (!isStale(app, appUser)) {
        succeeded(app, appUser, 'push', externalId);
        return;
      }
      succeeded(app, appUser, 'reactivate', externalId);
      pushStale(app, appUser, connection, externalId);
    });
  }

  /** Assigned again within a minute, in an org that mixes the two up. Source: Okta as recorded, section 5. */
  function isStale(app: OktaApp, appUser: AppUser): boolean {
    const left = unassignedAt.get(`${app.id}/${appUser.id}`);
    const { reassignment } = options.profile;
    return reassignment === 'stale-inactive' && left !== undefined && world.now().getTime() - left < 60_000;
  }

  /** A profile push that still carries `active: false`. */
  function pushStale(app: OktaApp, appUser: AppUser, connection: ScimConnection, externalId: string): void {
    queue(app, appUser, async () => {
      if (!isStillAssigned(app, appUser)) return;
      const outcome = await world.scimClient.deactivate(connection, externalId);
      if (outcome.ok) succeeded(app, appUser, 'push_profile', externalId);
    });
  }

  function pushProfile(app: OktaApp, appUser: AppUser): void {
    if (!app.toApp.update || !isActive(app) || isUnprovisioned(appUser)) return;
    appUser.syncState = 'SYNCING';
    queue(app, appUser, async () => {
      const { externalId } = appUser;
      if (!isStillAssigned(app, appUser) || app.connection === null || externalId === null) return;
      const outcome = await world.scimClient.update(app.connection, scimPersonOf(app, appUser), externalId);
      if (outcome.ok) succeeded(app, appUser, 'push_profile', externalId);
      else failed(app, appUser, outcome);
    });
  }

  function appUserChanged(app: OktaApp, appUser: AppUser): void {
    appUser.lastUpdated = world.now().toISOString();
    pushProfile(app, appUser);
    world.save();
  }

  function deactivate(app: OktaApp, appUser: AppUser, user: OktaUser): void {
    app.leaving = { ...app.leaving, [appUser.appUserId]: appUser };
    const { connection } = app;
    queue(app, appUser, async () => {
      const { externalId } = appUser;
      if (externalId !== null && connection !== null) {
        // Tried once: there is no Retry. Source: Okta as recorded, section 5.
        const outcome = await world.scimClient.deactivate(connection, externalId);
        if (outcome.ok) {
          logProvisioned(world, app, appUser, user, 'deactivate');
          await deleteWhereSwitchedOn(app, appUser, user, connection, externalId);
        } else logFailure(world, app, appUser, user, outcome);
      }
      delete app.leaving?.[appUser.appUserId];
    });
  }

  /** Source: Okta as recorded, section 2. */
  async function deleteWhereSwitchedOn(
    app: OktaApp,
    appUser: AppUser,
    user: OktaUser,
    connection: ScimConnection,
    externalId: string,
  ): Promise<void> {
    switch (options.profile.unassignment) {
      case 'deactivates':
        return;
      case 'schedules-deletion':
        logProvisioned(world, app, appUser, user, 'delete.schedule');
        return;
      case 'deletes': {
        const outcome = await world.scimClient.remove(connection, externalId);
        if (outcome.ok) logProvisioned(world, app, appUser, user, 'delete');
        return;
      }
    }
  }

  function resume(): void {
    for (const app of Object.values(world.state.apps)) {
      for (const appUser of Object.values(app.users)) {
        if (appUser.syncState !== 'SYNCING') continue;
        if (appUser.externalId === null) push(app, appUser);
        else pushProfile(app, appUser);
      }
      for (const appUser of Object.values(app.leaving ?? {})) {
        const user = world.state.users[appUser.id];
        if (user !== undefined) deactivate(app, appUser, user);
      }
    }
  }

  function assign(app: OktaApp, userId: string, scope: AppUser['scope'] = 'USER'): AppUser {
    const user = world.state.users[userId];
    if (user === undefined) throw new Error(`no user ${userId}`);
    const provisioned = provisions(app);
    const at = world.now().toISOString();
    const appUser = newAppUser(app, user, { appUserId: world.newId('0ua'), at, scope, provisioned });
    app.users[userId] = appUser;
    logMembership(world, app, appUser, user, 'add');
    if (provisioned) push(app, appUser);
    world.save();
    return appUser;
  }

  function unassign(app: OktaApp, userId: string): void {
    const appUser = app.users[userId];
    if (appUser === undefined) return;
    const user = userOf(appUser);
    delete app.users[userId];
    logMembership(world, app, appUser, user, 'remove');
    unassignedAt.set(`${app.id}/${userId}`, world.now().getTime());
    // After a push that failed Okta sends no deactivation. Source: Okta as recorded, section 5.
    const hasFailed = appUser.syncState === 'ERROR';
    if (app.toApp.deactivate && isActive(app) && !isUnprovisioned(appUser) && !hasFailed) {
      deactivate(app, appUser, user);
    }
    world.save();
  }

  return {
    ...createProvisioningSettings(world),
    assign,
    unassign,
    resume,
    provisionUser: (app, userId) => {
      const appUser = app.users[userId];
      if (appUser === undefined || !provisions(app)) return;
      Object.assign(appUser, {
        assignedBeforeProvisioning: false,
        status: 'STAGED',
        syncState: 'SYNCING',
        profile: mappedProfile(app, userOf(appUser), false),
      } satisfies Partial<AppUser>);
      push(app, appUser);
      world.save();
    },
    retry: (app, userId) => {
      const appUser = app.users[userId];
      if (appUser === undefined || appUser.lastError === null || !isActive(app)) return;
      if (appUser.externalId === null) {
        appUser.syncState = 'SYNCING';
        push(app, appUser);
      } else pushProfile(app, appUser);
      world.save();
    },
    updateUserNames: (app) => {
      for (const appUser of Object.values(app.users)) {
        const userName = userNameFor(app, userOf(appUser));
        if (userName === appUser.userName) continue;
        appUser.userName = userName;
        appUserChanged(app, appUser);
      }
      logChange(world, app);
    },
    appUserChanged,
    userChanged: (user) => {
      for (const app of Object.values(world.state.apps)) {
        const appUser = app.users[user.id];
        if (appUser === undefined) continue;
        Object.assign(appUser.profile, mappedProfile(app, user, true));
        const { pushStatus } = record(app.body.credentials['userNameTemplate']);
        if (pushStatus === 'PUSH') appUser.userName = userNameFor(app, user);
        pushProfile(app, appUser);
      }
      world.save();
    },
    userDeactivated: (user) => {
      for (const app of Object.values(world.state.apps)) unassign(app, user.id);
    },
    mappingChanged: (app) => {
      for (const appUser of Object.values(app.users)) {
        Object.assign(appUser.profile, mappedProfile(app, userOf(appUser), true));
        pushProfile(app, appUser);
      }
      world.save();
    },
  };
}

const isActive = ({ status, provisioning, connection }: OktaApp): boolean =>
  status === 'ACTIVE' && provisioning !== 'NONE' && connection !== null;

/** Neither provisioned nor pending: nothing is sent. */
const isUnprovisioned = ({ externalId, syncState }: AppUser): boolean =>
  externalId === null && syncState !== 'SYNCING';
