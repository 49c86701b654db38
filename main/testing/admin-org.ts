import { record } from '../../practice/world/people';
import type { OktaApp } from '../../practice/world/state';
import type { TestCore } from './core';

/** What tests of the admin application need of a core and its practice org. */
export interface AdminOrg {
  /** Starts a practice set-up for the admin application in the United States. */
  begin(): Promise<void>;
  /** The pre-built app integration, or the one of this label. */
  prebuilt(label?: string): OktaApp;
  /** Gives whoever shares the email of somebody who is assigned another one. */
  unshareEmails(): void;
  /** Of the people who are assigned, in one order. */
  userNamesOf(app: OktaApp): string[];
  emailsOf(app: OktaApp): string[];
}

export function adminOrg(core: () => TestCore): AdminOrg {
  const state = () => core().org.world.state;
  return {
    begin: () => core().begin({ destination: 'admin-application', label: 'Oktopost' }),
    prebuilt: (label = 'Oktopost') => {
      const app = Object.values(state().apps).find((each) => each.label === label);
      if (app === undefined) throw new Error(`no ${label}`);
      return app;
    },
    unshareEmails: () => {
      for (const { profile } of Object.values(state().users)) {
        if (profile.email?.startsWith('dana.reyes@') !== true) continue;
        const another = profile.email.replace('dana.reyes@', 'another.reyes@');
        profile.email = another;
        profile.login = another;
      }
    },
    userNamesOf: (app) => Object.values(app.users).map(({ userName }) => userName),
    emailsOf: (app) => Object.keys(app.users).map((id) => state().users[id]?.profile['email'] ?? ''),
  };
}

/** The user name template of an app integration. */
export const userNameFormatOf = (app: OktaApp): unknown =>
  record(app.body.credentials['userNameTemplate'])['template'];
