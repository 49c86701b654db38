import { explain } from '../../../shared/explain';
import type { Evidence } from '../../../shared/explain/evidence';
import type { Explanation } from '../../../shared/verification';
import type { AccountReading } from '../../observe/account';
import { logEvidence } from '../../observe/log-outcome';
import { readToApp } from '../../observe/to-app';
import type { Okta } from '../../okta/okta';
import type { App, AppUserWithEmail, LogEvent } from '../../okta/types';
import type { RingPerson } from '../../steps/rollout/ring';
import type { Session } from '../../storage/session';
import { requireTarget } from '../../storage/target';

/** What all explanations of a ring have in common; read when the first one is needed. */
export interface Setting {
  app: App;
  toApp: { create: boolean; update: boolean; deactivate: boolean } | null;
}

export async function readSetting(okta: Okta, appId: string): Promise<Setting | null> {
  const app = await okta.app(appId);
  if (app === null) return null;
  const { boxes } = await readToApp(okta, app);
  return {
    app,
    toApp: boxes === null ? null : { create: boxes[0], update: boxes[1], deactivate: boxes[2] },
  };
}

interface Failed {
  person: RingPerson;
  appUser: AppUserWithEmail | undefined;
  events: readonly LogEvent[];
  account: AccountReading | undefined;
  waitedMs: number;
  /** A group assigns them: the assistant cannot assign one member again. */
  isGroup: boolean;
}

/** Why somebody did not arrive, by the catalogue of explanations. */
export function explainPerson(
  session: Session,
  setting: Setting | null,
  { person, appUser, events, account, waitedMs, isGroup }: Failed,
): Explanation {
  if (account?.state === 'inactive') return isGroup ? inactiveByGroup : inactiveThere;
  if (account?.state === 'gone') return isGroup ? goneByGroup : goneThere;
  if (setting === null) return appGone;
  if (appUser === undefined) return isGroup ? notAssignedByGroup : notAssigned;
  const evidence: Evidence = {
    app: requireTarget(session).app,
    logEvents: logEvidence(events),
    appUser,
    features: setting.app.features,
    assignedBeforeScim: false,
    userName: appUser.userName,
    email: person.email,
    names: { given: nameIn(appUser, 'givenName'), family: nameIn(appUser, 'familyName') },
    atOktopost: account?.state === 'active' ? 'yes' : 'unknown',
    waitedMs,
    toApp: setting.toApp,
  };
  return explain(evidence, isGroup ? 'rollout-group' : 'rollout');
}

function nameIn({ profile }: AppUserWithEmail, name: string): string | null {
  const value = profile[name];
  return typeof value === 'string' ? value : null;
}

const found = (id: string, what: string, next: string): Explanation => ({
  id,
  what,
  owner: 'okta-admin',
  next,
  guess: false,
  said: null,
  place: 'assignments',
});

const appGone = found('app-gone', 'The app integration is not in Okta any more.', 'Ask who deleted it.');
const inactiveThere = found(
  'inactive-there',
  'Okta says that it sent them, and the account is inactive at Oktopost.',
  'Assign who failed again on “Rollout”. If they end inactive once more, look at Deactivate Users on the step “To App”.',
);
const goneThere = found(
  'gone-there',
  'Okta holds a link to an account that Oktopost does not have.',
  'Where that is so of everybody, compare the SCIM connector base URL and the token in Okta first: Okta may send to another address or Oktopost account. Then assign who failed again on “Rollout”: Okta searches for the account.',
);
const notAssigned = found(
  'not-assigned',
  'They are not assigned in Okta.',
  'Look whether the user is active in Okta. Then assign who failed again on “Rollout”.',
);

const putBack =
  'Take them out of the group in Okta, wait some minutes, and put them back. Then check the ring again.';
const inactiveByGroup = found('inactive-there-by-group', inactiveThere.what, putBack);
const goneByGroup = found('gone-there-by-group', goneThere.what, putBack);
const notAssignedByGroup = found(
  'not-assigned',
  notAssigned.what,
  'Look whether the user is active in Okta and still a member of the group: Okta then assigns them. Then check the ring again.',
);
