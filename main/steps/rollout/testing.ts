import type { Okta } from '../../okta/okta';
import type { OktopostScim } from '../../oktopost/types';
import type { AppUserWithEmail, OktaPerson } from '../../okta/types';
import type { Step } from '../../plans/step';
import { runInMemory, stepWith } from '../../plans/testing';
import type { AppliedChange } from '../../storage/applied-changes';
import {
  appUserWith,
  appUserWithEmail,
  appWith,
  listed,
  oktaWith,
  oktopostWith,
  scimUserWith,
  searchWith,
} from '../../testing/okta-objects';
import type { RingPerson } from './ring';

// An org in memory, for the plans of rings and what applying them writes and journals.

export const at = '2026-11-24T10:00:00.000Z';
export const on = ['SCIM_PROVISIONING', 'PUSH_NEW_USERS', 'PUSH_PROFILE_UPDATES', 'PUSH_USER_DEACTIVATION'];
export const personOf = (userId: string): RingPerson => ({
  userId,
  name: `P ${userId}`,
  login: userId,
  email: userId,
});

export interface Org {
  features: string[];
  status: string;
  assigned: Record<string, Partial<AppUserWithEmail>>;
  groups: Record<string, string[]>;
  applied: [changeId: string, details: object][];
  /** By user name, whether the account at Oktopost is active; null: Oktopost cannot be asked. */
  accounts: Record<string, boolean> | null;
}

/** A set-up in an org where all is well, beside what is given. */
export function org(given: Partial<Org> = {}) {
  const { features, status, assigned, groups, applied, accounts }: Org = {
    ...{ features: on, status: 'ACTIVE', assigned: {}, groups: {}, applied: [], accounts: null },
    ...given,
  };
  const of = (id: string): AppUserWithEmail | null =>
    assigned[id] === undefined ? null : appUserWithEmail({ id, ...assigned[id] });
  const written: unknown[][] = [];
  const okta: Partial<Okta> = {
    app: () => Promise.resolve(appWith({ features, status })),
    appUser: (_app, id) => Promise.resolve(of(id)),
    appUserWithEmail: (_app, id) => Promise.resolve(of(id)),
    appUsersWithEmail: () => listed(Object.keys(assigned).flatMap((id) => of(id) ?? [])),
    appGroup: (_app, id) =>
      Promise.resolve(groups[id] === undefined ? null : { id, priority: null, profile: {} }),
    memberPages: (id) => listed([{ items: (groups[id] ?? []).map(memberOf), next: null }]),
    provisioningFeature: () => Promise.resolve(null),
    assign: (_app, id) => {
      written.push(['assign', id]);
      return Promise.resolve(appUserWith({ id }));
    },
    assignKeeping: (_app, id, kept) => {
      written.push(['assign', id, kept]);
      return Promise.resolve(appUserWith({ id }));
    },
    unassign: (_app, id) => {
      written.push(['unassign', id]);
      return Promise.resolve();
    },
    assignGroup: (_app, id) => {
      written.push(['assign group', id]);
      return Promise.resolve();
    },
    unassignGroup: (_app, id) => {
      written.push(['unassign group', id]);
      return Promise.resolve();
    },
  };
  const { run, begin } = runInMemory(stepWith({}));
  begin({
    ...{ destination: 'board', region: 'us' },
    app: { id: '0oa1', name: 'a', label: 'b', status, createdByUs: true, adminOrigin: null },
  });
  const changes = applied.map(([changeId, details]): AppliedChange => ({
    ...{ changeId, at, details: { ...details }, confirmed: true },
  }));
  const context = {
    ...run.context,
    okta: oktaWith(okta),
    oktopost: accounts === null ? null : oktopostOf(accounts),
    appliedChanges: () => changes,
  };
  return { context, written };
}

const oktopostOf = (accounts: Record<string, boolean>): OktopostScim =>
  oktopostWith({
    findByUserName: (userName) => {
      const active = accounts[userName];
      return Promise.resolve(searchWith(active === undefined ? null : scimUserWith({ userName, active })));
    },
  });

export const memberOf = (id: string): OktaPerson => ({
  ...{ userId: id, login: id, email: id, givenName: 'P', familyName: id, status: 'ACTIVE' },
  ...{ source: null, typeId: null },
});

/** What the plan does, by change; what blocks it; whom it touches; and what applying all of it journals and writes. */
export async function planned(step: Step, given: Partial<Org> = {}) {
  const { context, written } = org(given);
  const draft = await step.draft(context);
  const journaled: Record<string, unknown>[] = [];
  const remembered: unknown[] = [];
  for (const { change } of draft.changes) {
    const recheck = await step.recheck(context, change);
    if (recheck.kind !== 'go') continue;
    journaled.push(recheck.beforeAndAfter);
    remembered.push((await recheck.apply()).remember);
  }
  return {
    changes: draft.changes.map(({ change, mutation }) => [
      change.id,
      change.verb,
      mutation !== null,
      change.pushes,
    ]),
    blockers: draft.blockers,
    touched: draft.touched.map(({ userId }) => userId),
    ...{ written, journaled, remembered, draft },
  };
}
