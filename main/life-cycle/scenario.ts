import type { LifeCycleUser } from '../../shared/life-cycle';
import type { LifeCyclePhase } from '../../shared/life-cycle-phases';
import type { PlanScope } from '../../shared/plan';

/** The account at Oktopost after a phase. Null: nothing in particular is expected of that value. */
interface ExpectedAccount {
  active: boolean;
  userName: string | null;
  givenName: string | null;
  email: string | null;
}

/** What has to be true after a phase. */
export interface Expected {
  /** The user in Okta; null: not looked at. */
  user: 'there' | 'gone' | null;
  /** The assignment in Okta; null: not looked at. */
  assigned: boolean | null;
  /** Null: there is no account yet. */
  account: ExpectedAccount | null;
  /** As expected has to be seen twice, half a minute apart. Source: Okta as recorded, section 5. */
  looksTwice: boolean;
}

/** One phase: what is written, and what has to come of it. */
interface ScenarioPhase {
  phase: LifeCyclePhase;
  scope: PlanScope;
  /** `keepsEmail`: the work email is mapped too. */
  expected: (user: LifeCycleUser, keepsEmail: boolean) => Expected;
  /** One sentence, as it is shown before anything is written. */
  words: string;
}

const sent = (...kinds: string[]): string[] => kinds.map((kind) => `application.provision.user.${kind}`);

/** Events by which Okta's System Log says that it has sent a phase; null: nothing is sent. Source: Okta as recorded, section 2. */
export const sentEvents: Readonly<Record<LifeCyclePhase, readonly string[] | null>> = {
  create: null,
  assign: sent('push', 'activate'),
  'first-name': sent('push_profile'),
  'user-name': sent('push_profile'),
  unassign: sent('deactivate'),
  reassign: sent('push', 'reactivate', 'activate'),
  deactivate: sent('deactivate'),
  'clean-up': null,
};

const scopeOf = (phase: LifeCyclePhase): PlanScope => ({ kind: 'life-cycle', phase });

const quiet = { user: null, assigned: null, account: null, looksTwice: false } as const;

const inactive: Expected = {
  ...quiet,
  assigned: false,
  account: { active: false, userName: null, givenName: null, email: null },
};

/** The life of one user, in its order. */
export const scenario: readonly ScenarioPhase[] = [
  {
    phase: 'create',
    scope: scopeOf('create'),
    expected: () => ({ ...quiet, user: 'there' }),
    words: 'Okta has the user, without a password, and sent no email.',
  },
  {
    phase: 'assign',
    scope: scopeOf('assign'),
    expected: ({ email, givenName }) => ({
      ...quiet,
      assigned: true,
      account: { active: true, userName: email, givenName, email: null },
    }),
    words: 'Oktopost has an active account with this user name and first name.',
  },
  {
    phase: 'first-name',
    scope: scopeOf('first-name'),
    expected: ({ changedGivenName }) => ({
      ...quiet,
      assigned: true,
      account: { active: true, userName: null, givenName: changedGivenName, email: null },
    }),
    words: 'The same account has the new first name.',
  },
  {
    phase: 'user-name',
    scope: scopeOf('user-name'),
    expected: ({ changedEmail }, keepsEmail) => ({
      ...quiet,
      assigned: true,
      account: {
        active: true,
        userName: changedEmail,
        givenName: null,
        email: keepsEmail ? changedEmail : null,
      },
    }),
    words: 'The same account has the new user name.',
  },
  {
    phase: 'unassign',
    scope: scopeOf('unassign'),
    expected: () => inactive,
    words: 'The account is inactive: Oktopost shows active: false.',
  },
  {
    phase: 'reassign',
    scope: scopeOf('reassign'),
    expected: () => ({
      ...quiet,
      assigned: true,
      account: { active: true, userName: null, givenName: null, email: null },
      looksTwice: true,
    }),
    words: 'The same account is active again, and still is half a minute later.',
  },
  {
    phase: 'deactivate',
    scope: scopeOf('deactivate'),
    expected: () => inactive,
    words: 'Okta took the user out of the app integration, and the account is inactive.',
  },
  {
    phase: 'clean-up',
    scope: scopeOf('clean-up'),
    expected: () => ({ ...quiet, user: 'gone' }),
    words:
      'Okta does not have the user any more; a clean-up that comes earlier deactivates it first. The Oktopost account stays, inactive.',
  },
];

export function phaseOf(phase: LifeCyclePhase): ScenarioPhase {
  const found = scenario.find((each) => each.phase === phase);
  if (found === undefined) throw new Error(`no phase ${phase}`);
  return found;
}
