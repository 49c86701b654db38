import { afterEach, beforeEach } from 'vitest';
import type { PracticeOptions } from '../../practice/practice';
import { record } from '../../practice/world/people';
import type { OktaApp } from '../../practice/world/state';
import { startTestCore } from './core';
import type { TestCore } from './core';

/** What tests of the admin application need of a core and its practice org. */
export interface AdminOrg {
  /** Replaces the core by one of a practice org with these options. */
  start(options?: Partial<PracticeOptions>): Promise<void>;
  /** The pre-built app integration, or the one of this label. */
  prebuilt(label?: string): OktaApp;
  /** Gives whoever shares the email of somebody who is assigned another one. */
  unshareEmails(): void;
  /** Of the people who are assigned, in one order. */
  userNamesOf(app: OktaApp): string[];
  emailsOf(app: OktaApp): string[];
}

/**
 * For each test of a file, a core with a practice set-up that has begun for the admin application in the United States; `use` gets
 * each core that is started.
 */
export function adminOrg(use: (core: TestCore) => void): AdminOrg {
  let core: TestCore;
  const begin = async (options: Partial<PracticeOptions> = {}): Promise<void> => {
    core = await startTestCore(options);
    use(core);
    await core.begin({ destination: 'admin-application', label: 'Oktopost' });
  };
  beforeEach(() => begin());
  afterEach(() => core.close());
  const state = () => core.org.world.state;
  return {
    start: async (options) => {
      await core.close();
      await begin(options);
    },
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
