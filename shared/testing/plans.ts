import type { Check, Plan, Run } from '../plan';
import { ana } from './test-user';
import { at } from './time';

/** Plans and runs, for tests of what shows them. Every value is made up. */
export const appPlan: Plan = {
  id: 'plan-1',
  scope: { kind: 'app', adopt: null, createAnyway: false },
  at,
  warnings: [],
  notes: [],
  blockers: [],
  step: null,
  assigned: { users: 0, groups: 0, more: false },
  existingApps: [],
  lockOut: [],
  undo: null,
  changes: [
    {
      id: 'create-app',
      title: 'Create the app integration “Oktopost Social Advocacy”',
      verb: 'create',
      warnings: [],
      pushes: 0,
      irreversibleEffect: null,
      undo: 'Deactivate and delete the app integration in Okta.',
      rows: [
        { setting: 'app.name', now: null, after: 'Oktopost Social Advocacy', verb: 'add', note: null },
        {
          setting: 'sign-on.acs-url',
          now: null,
          after: 'https://eu-app.oktopost.com/auth/acs',
          verb: 'add',
          note: null,
        },
        {
          setting: 'sign-on.audience',
          now: null,
          after: 'urn:oktopost:sp',
          verb: 'add',
          note: null,
        },
        {
          setting: 'app.type',
          now: null,
          after: 'internal app',
          verb: 'add',
          note: 'Apps that are made by API are internal: nothing to tick.',
        },
      ],
    },
  ],
};

export const mappingPlan: Plan = {
  ...appPlan,
  id: 'plan-2',
  scope: { kind: 'mapping' },
  assigned: { users: 415, groups: 2, more: false },
  warnings: ['What Okta sends later overwrites Oktopost’s values.'],
  changes: [
    {
      id: 'map',
      title: 'Change the profile mapping',
      verb: 'update',
      warnings: [],
      pushes: 412,
      irreversibleEffect: 'Values that Okta pushes to Oktopost meanwhile.',
      undo: 'Map the attributes again in Okta: the journal keeps what they were.',
      rows: [
        {
          setting: 'mapping:givenName',
          now: 'user.firstName, on create',
          after: 'user.firstName, on create and update',
          verb: 'change',
          note: null,
        },
        {
          setting: 'mapping:title',
          now: 'user.title, on create',
          after: null,
          verb: 'remove',
          note: 'Unmapped.',
        },
        { setting: 'mapping:email', now: 'user.email, on create', after: null, verb: 'remove', note: null },
      ],
    },
  ],
};

export const assignPlan: Plan = {
  ...appPlan,
  id: 'plan-3',
  scope: { kind: 'assign', userId: ana.id },
  changes: [
    {
      id: 'assign',
      title: 'Assign Ana Silva to the app integration',
      verb: 'create',
      rows: [{ setting: `assignment:${ana.id}`, now: null, after: ana.login, verb: 'add', note: null }],
      warnings: [],
      pushes: 1,
      irreversibleEffect: 'The Oktopost account, inactive.',
      undo: 'Unassign the user: Okta then deactivates the Oktopost account.',
    },
  ],
};

export function runOf(change: Partial<Run> = {}): Run {
  return {
    id: 'run-1',
    scope: { kind: 'app', adopt: null, createAnyway: false },
    planOnly: false,
    state: 'running',
    changes: [
      {
        id: 'create-app',
        title: 'Create the app integration “Oktopost Social Advocacy”',
        settings: ['app.name', 'sign-on.acs-url', 'app.type'],
        state: 'doing',
        at: null,
      },
    ],
    checks: [],
    wait: null,
    error: null,
    long: null,
    ...change,
  };
}

export const sameCheck: Check = {
  setting: 'sign-on.audience',
  expected: 'urn:oktopost:sp',
  actual: 'urn:oktopost:sp',
  state: 'same',
  next: null,
};
