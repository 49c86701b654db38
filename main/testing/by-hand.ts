import { boardConnection } from '../../practice/testing/connection';
import { createProvisioning } from '../../practice/provisioning/provisioning';
import type { OktaApp } from '../../practice/world/state';
import { platformAccount } from '../../practice/world/accounts';
import { catalogueKey } from '../../practice/world/catalogue-app';
import { record } from '../../practice/world/people';
import { createOktopostToken } from '../../practice/world/world';
import { regions, suggestedLabels } from '../../shared/oktopost';
import type { TestOrg } from '../../practice/testing/test-org';
import type { PracticeAddress } from '../ports';

/** What an admin does in the Admin Console, without its pages; by default to the first app integration of the suggested label. */
export interface ByHand {
  scimOn(app?: OktaApp): OktaApp;
  connect(baseUrl?: string, token?: string, app?: OktaApp): void;
  toApp(app?: OktaApp): void;
  /** In Oktopost's pre-built app: the API integration is authenticated, and all To App boxes are ticked. */
  apiIntegrationOn(): void;
  /** On the Sign On tab of every app integration: Update application username on Create and update, or on Create only. */
  updateUserNames(on?: boolean): void;
  /** Directory > People > one person: another last name. */
  changeLastName(userId: string, lastName: string): void;
  /** Dashboard > Tasks: Retry of a user whose push failed. */
  retryTask(userId: string, app?: OktaApp): void;
}

/** The first app integration of the suggested label. */
export function ourApp({ world }: TestOrg): OktaApp {
  const app = Object.values(world.state.apps).find(({ label }) => label === suggestedLabels.board);
  if (app === undefined) throw new Error('there is no app of ours');
  return app;
}

export function byHandIn(org: TestOrg): ByHand {
  const provisioning = createProvisioning(org.world);
  const ours = (): OktaApp => ourApp(org);
  return {
    scimOn: (app = ours()) => {
      provisioning.switchScimOn(app);
      return app;
    },
    connect: (
      baseUrl = 'https://board.oktopost.com/scim/v2',
      token = org.oktopost.bearerToken,
      app = ours(),
    ) => {
      app.connection = boardConnection(token, baseUrl);
      provisioning.connectionSaved(app);
    },
    toApp: (app = ours()) => {
      app.toApp = { create: true, update: true, deactivate: true };
      provisioning.toAppSaved(app);
    },
    apiIntegrationOn: () => {
      const app = Object.values(org.world.state.apps).find(({ name }) => name === catalogueKey);
      if (app === undefined) throw new Error('the pre-built app is not there');
      const { text } = createOktopostToken(org.world, platformAccount.us, 'Okta API integration');
      app.toApp = { create: true, update: true, deactivate: true };
      const connection = boardConnection(text, regions.us.platformScimBaseUrl);
      provisioning.enableApi(app, { ...connection, activatesBy: 'PATCH' });
    },
    updateUserNames: (on = true) => {
      for (const { body } of Object.values(org.world.state.apps)) {
        const { credentials } = body;
        const pushStatus = on ? 'PUSH' : 'DONT_PUSH';
        credentials['userNameTemplate'] = { ...record(credentials['userNameTemplate']), pushStatus };
      }
    },
    changeLastName: (userId, lastName) => {
      const user = org.world.state.users[userId];
      if (user === undefined) throw new Error('there is no such user');
      user.profile['lastName'] = lastName;
      provisioning.userChanged(user);
    },
    retryTask: (userId, app = ours()) => {
      provisioning.retry(app, userId);
    },
  };
}

/** The addresses of that org, for an assistant in practice mode. */
export function addressOf({ okta, world }: TestOrg): PracticeAddress {
  const account = (prefix: string) => ({
    consoleUrl: `${world.origins.oktopost}${prefix}/settings/security/provisioning`,
    scimBaseUrl: `${world.origins.oktopost}${prefix}/scim/v2`,
  });
  return {
    okta,
    oktopost: {
      board: { us: account(''), eu: account('/eu') },
      'admin-application': { us: account('/platform'), eu: account('/eu/platform') },
    },
  };
}
