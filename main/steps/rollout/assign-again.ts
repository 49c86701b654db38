import { AppFailure } from '../../../shared/errors';
import type { Change, Check } from '../../../shared/plan';
import type { AgainReason } from '../../../shared/repair';
import { isPushFailed, wasNeverSent } from '../../observe/never-sent';
import { readAssigned } from '../../observe/people';
import { readPresentApp } from '../../observe/present-app';
import { blockerOf, readSending } from '../../observe/sending';
import type { Sending } from '../../observe/sending';
import { nameAfter } from '../../observe/user-name-format';
import type { App, AppUser } from '../../okta/types';
import { defineItemStep } from '../../plans/item-step';
import type { PlannedChange } from '../../plans/step';
import { sendingDoubt } from '../../storage/proving-test';
import type { SendingDoubt } from '../../storage/proving-test';
import { afterUndo } from '../assignment/deactivation';
import { accountDetails } from '../assignment/history';
import type { AccountDetails } from '../assignment/history';
import { accountBefore, readBefore } from '../assignment/active-before';
import type { AccountBefore } from '../assignment/active-before';
import { onceASecond } from '../assignment/sending-look';
import { ringChangeId } from './ring';
import type { RingPerson } from './ring';
import { unassignId } from '../assignment/unassign-change';

/** Somebody who is unassigned and assigned again, with what their next assignment keeps. */
export interface AssignedAgain extends RingPerson {
  readonly why: AgainReason;
  /** Sent with the assignment: the one that they had, or their email in its place. Null: as Okta makes it. */
  readonly keptUserName: string | null;
  /** Values that no mapping sets. */
  readonly keptProfile: Readonly<Record<string, unknown>>;
}

interface Settings {
  half: 'unassign' | 'assign';
  people: readonly AssignedAgain[];
}

interface Item {
  half: Settings['half'];
  person: AssignedAgain;
  appUser: AppUser | null;
}

interface Listed {
  app: App;
  /** Of the first half: whoever was unassigned is assigned again, whatever stands in the way. */
  obstacle: Sending['obstacle'];
  /** The same, as it is while they are unassigned. */
  look: ReturnType<typeof onceASecond<Sending['obstacle']>>;
  items: readonly Item[];
  doubt: SendingDoubt | null;
  /** By user id: the account of whoever was never assigned and is assigned now. */
  accounts: ReadonlyMap<string, AccountBefore>;
}

interface Mutation {
  half: Settings['half'];
  appId: string;
  person: AssignedAgain;
  /** That Okta holds a link to. */
  account: AccountDetails | null;
  before: AccountBefore | null;
}

export const isUnassigned = ({ why }: Pick<AssignedAgain, 'why'>): boolean => why === 'not-assigned';

/** Whether an assignment still is as its repair was planned for: a direct one, with nothing arrived meanwhile. */
export function isToRepair({ why }: Pick<AssignedAgain, 'why'>, appUser: AppUser): boolean {
  if (appUser.scope === 'GROUP') return false;
  switch (why) {
    case 'never-sent':
      return wasNeverSent(appUser);
    case 'push-failed':
      return isPushFailed(appUser) || wasNeverSent(appUser);
    case 'no-account':
      return appUser.externalId !== null || isPushFailed(appUser);
    case 'not-assigned':
      return false;
  }
}

/**
 * One half of a repair: unassigns people who did not arrive, or assigns them again with what is kept. Only who is assigned directly
 * and still did not arrive is unassigned.
 */
export const assignAgainStep = defineItemStep<Settings, Item, Listed, Mutation>({
  list: async ({ okta, oktopost, session }, { half, people }) => {
    const app = await readPresentApp(okta, session());
    const userIds = people.map(({ userId }) => userId);
    const [sending, assigned] = await Promise.all([
      half === 'unassign' ? readSending(okta, app, session()) : null,
      readAssigned(okta, { appId: app.id, userIds, mostAreAsked: false }),
    ]);
    const fresh = people.filter(
      ({ why, userId }) => half === 'assign' && isUnassigned({ why }) && !assigned.has(userId),
    );
    const named = fresh.map(({ userId, email, keptUserName }) => ({
      userId,
      userName: keptUserName ?? email,
    }));
    return {
      app,
      accounts: await readBefore(oktopost, named),
      obstacle: sending?.obstacle ?? null,
      look: onceASecond(async (context) => {
        const { okta: asked, session: known } = context;
        return (await readSending(asked, await readPresentApp(asked, known()), known())).obstacle;
      }),
      doubt: sendingDoubt(session()),
      items: people.map((person) => ({ half, person, appUser: assigned.get(person.userId) ?? null })),
    };
  },

  plan: ({ half, person, appUser }, { app, accounts, doubt }) =>
    half === 'unassign'
      ? planRemoval(person, appUser, app.id)
      : planAssignment(person, appUser, app, { doubt, before: accounts.get(person.userId) ?? null }),

  notes: ({ obstacle }, changes) => ({
    blockers: obstacle === null ? [] : [blockerOf(obstacle)],
    step: obstacle?.step ?? null,
    touched: changes.flatMap(({ mutation }) =>
      mutation === null ? [] : [{ userId: mutation.person.userId, name: mutation.person.name }],
    ),
  }),

  observe: async ({ okta }, item, { app }) => ({
    ...item,
    appUser: await okta.appUser(app.id, item.person.userId),
  }),

  // Of the whole half: nobody after this one is unassigned either.
  obstacle: async (context, { half }, { look }) => {
    const found = half === 'unassign' ? await look(context) : null;
    if (found === null) return null;
    const { text, next, step } = found;
    throw new AppFailure({ code: 'not-ready', message: text, owner: 'okta-admin', next, field: step });
  },

  beforeAndAfter: ({ half, person: { userId, keptUserName, keptProfile }, account, before }) =>
    half === 'unassign'
      ? {
          userId,
          kept: { userName: keptUserName, profile: keptProfile },
          ...(account === null ? {} : { account }),
        }
      : {
          userId,
          ...(keptUserName === null ? {} : { userName: keptUserName }),
          ...accountBefore(before),
        },

  apply: async ({ okta }, { half, appId, person }) => {
    const remember = { changedSomething: true };
    if (half === 'unassign') {
      await okta.unassign(appId, person.userId);
      return { details: {}, remember };
    }
    const { userName } = await okta.assignKeeping(appId, person.userId, {
      userName: person.keptUserName,
      profile: person.keptProfile,
    });
    return { details: { after: { userName } }, remember };
  },

  verify: (): Promise<Check[]> => Promise.resolve([]),
});

const titleOf = ({ name, why }: AssignedAgain): string =>
  why === 'never-sent' ? `Unassign ${name}, whom Okta never sent` : `Unassign ${name}, who did not arrive`;

function planRemoval(
  person: AssignedAgain,
  appUser: AppUser | null,
  appId: string,
): PlannedChange<Mutation> | null {
  const { userId, login } = person;
  const now = appUser?.userName ?? login;
  const change: Change = {
    id: unassignId(userId),
    title: titleOf(person),
    verb: 'delete',
    rows: [{ setting: `assignment:${userId}`, now, after: null, verb: 'remove', note: null }],
    warnings: [],
    pushes: 0,
    undo: 'The assistant assigns the user again, a minute later.',
    irreversibleEffect: null,
  };
  if (appUser === null) return { mutation: null, change: { ...change, verb: 'keep' } };
  // Sent meanwhile, or assigned through a group since: there is nothing to repair, and an account to lose.
  if (!isToRepair(person, appUser)) return null;
  const account = accountDetails(appUser, person, 'sent-if-ticked');
  return {
    change: { ...change, pushes: account?.isSent === true ? 1 : 0 },
    mutation: { half: 'unassign', appId, person, account, before: null },
  };
}

function planAssignment(
  person: AssignedAgain,
  appUser: AppUser | null,
  app: App,
  { doubt, before }: Pick<Listed, 'doubt'> & Pick<Mutation, 'before'>,
): PlannedChange<Mutation> {
  const { userId, name, keptUserName } = person;
  const after = keptUserName ?? nameAfter(app, person);
  const change: Change = {
    id: ringChangeId(userId),
    title: `Assign ${name} again`,
    verb: 'create',
    rows: [{ setting: `assignment:${userId}`, now: null, after, verb: 'add', note: null }],
    warnings: [],
    pushes: 1,
    undo: 'Unassign the user in Okta.',
    // Of the half that assigns the boxes are not read.
    irreversibleEffect: afterUndo({ deactivation: 'sent-if-ticked', doubt }).remains,
  };
  if (appUser !== null) return { mutation: null, change: { ...change, verb: 'keep', pushes: 0 } };
  return { change, mutation: { half: 'assign', appId: app.id, person, account: null, before } };
}
