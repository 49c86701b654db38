import type { Change, Check } from '../../../shared/plan';
import type { Touched } from '../../observe/lock-out';
import { readAssigned } from '../../observe/people';
import { readPresentApp } from '../../observe/present-app';
import { afterUndo, deactivationOf } from '../assignment/deactivation';
import type { Deactivating } from '../assignment/deactivation';
import { blockerOf, readSending } from '../../observe/sending';
import type { Sending } from '../../observe/sending';
import { formattedName, nameAfter } from '../../observe/user-name-format';
import type { App, AppUser } from '../../okta/types';
import { defineItemStep } from '../../plans/item-step';
import type { PlannedChange } from '../../plans/step';
import { sendingDoubt } from '../../storage/proving-test';
import type { Session } from '../../storage/session';
import { accountBefore, membersBefore, readBefore } from '../assignment/active-before';
import type { AccountBefore } from '../assignment/active-before';

export interface RingPerson {
  readonly userId: string;
  readonly name: string;
  readonly login: string;
  readonly email: string;
}

/** Who is assigned together: people one by one, or the members of a group by the group. */
export interface RingMembers {
  readonly people: readonly RingPerson[];
  readonly group: { readonly id: string; readonly name: string } | null;
}

/** One change of a ring. `isAssigned`: in Okta, by now. */
export type RingItem =
  | { kind: 'person'; person: RingPerson; appUser: AppUser | null }
  | { kind: 'group'; id: string; name: string; isAssigned: boolean };

interface Listed {
  app: App;
  obstacle: Sending['obstacle'];
  /** Of the accounts of whoever is unassigned now. */
  deactivating: Deactivating;
  items: readonly RingItem[];
  people: readonly RingPerson[];
  /** By user id: the account of those who are to be assigned. */
  accounts: ReadonlyMap<string, AccountBefore>;
}

type Mutation =
  | { kind: 'person'; appId: string; userId: string; account: AccountBefore | null }
  | {
      kind: 'group';
      appId: string;
      groupId: string;
      groupName: string;
      before: ReturnType<typeof membersBefore>;
    };

export const ringChangeId = (userId: string): string => `assign-${userId}`;
export const ringGroupChangeId = (groupId: string): string => `group-assign-${groupId}`;

/**
 * Assigns the people of a ring, or its group. Who is assigned already stays as they are. A person costs two requests: the recheck
 * and the assignment.
 */
export const ringStep = defineItemStep<RingMembers, RingItem, Listed, Mutation>({
  list: async ({ okta, oktopost, session }, { people, group }) => {
    const app = await readPresentApp(okta, session());
    const appId = app.id;
    const readBeforeOf = (assigned: readonly RingPerson[]): ReturnType<typeof readBefore> =>
      readBefore(
        oktopost,
        assigned.map((person) => ({
          userId: person.userId,
          userName: formattedName(app, person).userName || person.email,
        })),
      );
    if (group !== null) {
      const [sending, appGroup] = await Promise.all([
        readSending(okta, app, session()),
        okta.appGroup(appId, group.id),
      ]);
      const isAssigned = appGroup !== null;
      const accounts = await readBeforeOf(isAssigned ? [] : people);
      return {
        ...sent(sending, session()),
        app,
        items: [{ kind: 'group', ...group, isAssigned }],
        people,
        accounts,
      };
    }
    const userIds = people.map(({ userId }) => userId);
    const [sending, assigned] = await Promise.all([
      readSending(okta, app, session()),
      readAssigned(okta, { appId, userIds, mostAreAsked: false }),
    ]);
    const accounts = await readBeforeOf(people.filter(({ userId }) => !assigned.has(userId)));
    return {
      ...{ app, people, accounts },
      ...sent(sending, session()),
      items: people.map((person) => ({
        kind: 'person',
        person,
        appUser: assigned.get(person.userId) ?? null,
      })),
    };
  },

  plan: (item, listed) => (item.kind === 'group' ? planGroup(item, listed) : planPerson(item, listed)),

  notes: ({ obstacle }, changes, { people }) => ({
    blockers: obstacle === null ? [] : [blockerOf(obstacle)],
    step: obstacle?.step ?? null,
    touched: touchedBy(changes, people, people),
  }),

  observe: async ({ okta }, item, { app }) =>
    item.kind === 'group'
      ? { ...item, isAssigned: (await okta.appGroup(app.id, item.id)) !== null }
      : { ...item, appUser: await okta.appUser(app.id, item.person.userId) },

  beforeAndAfter: (mutation) =>
    mutation.kind === 'group'
      ? { groupId: mutation.groupId, groupName: mutation.groupName, ...mutation.before }
      : { userId: mutation.userId, ...accountBefore(mutation.account) },

  apply: async ({ okta }, mutation) => {
    const remember = { changedSomething: true };
    if (mutation.kind === 'group') {
      await okta.assignGroup(mutation.appId, mutation.groupId);
      return { details: {}, remember };
    }
    const { scope } = await okta.assign(mutation.appId, mutation.userId);
    return { details: { scope }, remember };
  },

  // Whether they arrive is followed afterwards, by main/rollout/.
  verify: (): Promise<Check[]> => Promise.resolve([]),
});

const sent = (sending: Sending, session: Session): Pick<Listed, 'obstacle' | 'deactivating'> => ({
  obstacle: sending.obstacle,
  deactivating: { deactivation: deactivationOf(sending), doubt: sendingDoubt(session) },
});

/** Whom these changes of a ring reach: the people whom they write, and `members` with a group. */
export function touchedBy(
  changes: readonly PlannedChange<{ kind: 'person'; userId: string } | { kind: 'group' }>[],
  people: readonly RingPerson[],
  members: readonly RingPerson[],
): readonly Touched[] {
  const written = new Set(
    changes.flatMap(({ mutation }) => (mutation?.kind === 'person' ? mutation.userId : [])),
  );
  return [
    ...people.filter(({ userId }) => written.has(userId)),
    ...(changes.some(({ mutation }) => mutation?.kind === 'group') ? members : []),
  ];
}

function planPerson(
  { person, appUser }: Extract<RingItem, { kind: 'person' }>,
  { app, accounts, deactivating }: Listed,
): PlannedChange<Mutation> {
  const { userId, name } = person;
  const after = nameAfter(app, person);
  const { says, remains } = afterUndo(deactivating);
  const change: Change = {
    id: ringChangeId(userId),
    title: `Assign ${name}`,
    verb: 'create',
    rows: [{ setting: `assignment:${userId}`, now: null, after, verb: 'add', note: null }],
    warnings: [],
    pushes: 1,
    undo: `The assistant takes the ring back. ${says}`,
    irreversibleEffect: remains,
  };
  const account = accounts.get(userId) ?? null;
  if (appUser === null) return { change, mutation: { kind: 'person', appId: app.id, userId, account } };
  return { mutation: null, change: { ...change, verb: 'keep', pushes: 0, title: `${name} is assigned` } };
}

function planGroup(
  { id, name, isAssigned }: Extract<RingItem, { kind: 'group' }>,
  { app, people, accounts, deactivating }: Listed,
): PlannedChange<Mutation> {
  const { says, remains } = afterUndo(deactivating, 'group');
  const change: Change = {
    id: ringGroupChangeId(id),
    title: `Assign the group ${name}`,
    verb: 'create',
    rows: [{ setting: `assignment:${id}`, now: null, after: name, verb: 'add', note: null }],
    warnings: [],
    pushes: 0,
    undo: `The assistant takes the group off again. ${says}`,
    irreversibleEffect: remains,
  };
  if (isAssigned) {
    return { mutation: null, change: { ...change, verb: 'keep', title: `The group ${name} is assigned` } };
  }
  const before = membersBefore(people, accounts);
  return { change, mutation: { kind: 'group', appId: app.id, groupId: id, groupName: name, before } };
}
