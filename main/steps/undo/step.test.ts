import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { assertNever } from '../../../shared/errors';
import { asObject } from '../../okta/json';
import type { Clock, Ports } from '../../ports';
import { systemClock } from '../../shell/clock';
import type { Checkpoint } from '../../testing/checkpoint';
import type { PracticeOptions } from '../../../practice/practice';
import { parseProfile } from '../../../practice/profile';
import { parseJournal } from '../../storage/journal-entry';
import { samlApp } from '../../../practice/testing/test-org';
import type { OktaApp } from '../../../practice/world/state';
import { startTestCore } from '../../testing/core';
import type { TestCore } from '../../testing/core';
import type { PlanScopeInput, Run, UndoNotes } from '../../../shared/plan';

/** What an undo does not bring back, as JSON paths of the practice org's state; `*` is any key. */
const ignored = [
  // The log holds both what was done and what was undone.
  'log',
  // Okta dates every change.
  'apps.*.lastUpdated',
  // A PUT leaves out what is null, and takes along what Okta adds by itself.
  'apps.*.body.settings.notifications',
  'apps.*.body.visibility.appLinks',
  // Each use of the API token moves its expiry.
  'apiTokens.*.expiresAt',
  // Users whose deactivation was under way once.
  'apps.*.leaving',
  // Oktopost's accounts stay, inactive, and its token was used.
  'oktopost.*.users',
  'oktopost.*.tokens.*.lastUsed',
] as const;

/** The state of the practice org without what is ignored. */
function compared({ org }: TestCore): unknown {
  const state: unknown = JSON.parse(JSON.stringify(org.world.state));
  for (const path of ignored) leaveOut(state, path.split('.'));
  return state;
}

function leaveOut(value: unknown, [key, ...rest]: string[]): void {
  if (!isRecord(value) || key === undefined) return;
  for (const name of key === '*' ? Object.keys(value) : [key]) {
    if (rest.length === 0) delete value[name];
    else leaveOut(value[name], rest);
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** Points of the way at which tests begin. */
type Stage =
  | 'connected'
  | 'app created'
  | 'provisioning on'
  | 'user assigned'
  | 'app adopted'
  | 'app adopted with SCIM on';

const undo = { kind: 'undo', deleteDespiteOtherUsers: false } as const;

describe('undo of a set-up', () => {
  /** All stages on one org and one folder; each is reached once. */
  let shared: TestCore;
  let core: TestCore;
  const reached = new Map<Stage, { checkpoint: Checkpoint; before: unknown }>();

  beforeAll(async () => {
    // The tests together ask more in a minute than Okta takes.
    shared = await startTestCore({ rateLimit: 1_000_000 });
    core = shared;
  });
  afterEach(async () => {
    if (core !== shared) await core.close();
    core = shared;
  });
  afterAll(() => shared.close());

  /** Takes the set-up to this stage. @returns the org as it was before the set-up changed anything in it. */
  async function from(stage: Stage): Promise<unknown> {
    const known = reached.get(stage);
    if (known !== undefined) {
      await core.returnTo(known.checkpoint);
      return known.before;
    }
    const before = await reach(stage);
    reached.set(stage, { before, checkpoint: await core.checkpoint() });
    await core.until('connected', ({ okta }) => okta.state === 'connected');
    return before;
  }

  async function reach(stage: Stage): Promise<unknown> {
    switch (stage) {
      case 'connected':
        return connect();
      case 'app created': {
        const before = await from('connected');
        await core.run({ kind: 'app' });
        return before;
      }
      case 'provisioning on': {
        const before = await from('app created');
        await core.provisioningOn();
        return before;
      }
      case 'user assigned': {
        const before = await from('provisioning on');
        await testUser('Bruno');
        await core.org.world.idle();
        return before;
      }
      case 'app adopted':
        await from('connected');
        return adopt();
      case 'app adopted with SCIM on':
        await from('connected');
        return adopt(scimOn);
      default:
        return assertNever(stage);
    }
  }

  async function connect(): Promise<unknown> {
    await core.begin();
    await core.call('secrets.submit', {
      kind: 'oktopost-token',
      value: core.org.oktopost.bearerToken,
      remember: 'encrypted',
    });
    return compared(core);
  }

  /** A set-up of its own, for an org that behaves in another way. */
  async function alone(options: Partial<PracticeOptions>, ports: Partial<Ports> = {}): Promise<unknown> {
    core = await startTestCore(options, { ports: () => ports });
    return connect();
  }

  async function user(query: string): Promise<string> {
    const { users } = await core.call('users.search', { query });
    const [found] = users;
    if (found === undefined) throw new Error(`nobody is called ${query}`);
    return found.id;
  }

  const ours = (): OktaApp => {
    const found = Object.values(core.org.world.state.apps).find(
      ({ label }) => label === 'Oktopost Social Advocacy',
    );
    if (found === undefined) throw new Error('there is no app of ours');
    return found;
  };

  async function testUser(name: string): Promise<string> {
    const userId = await user(name);
    await core.run({ kind: 'assign', userId });
    await core.until('a verdict', ({ test }) => test.verdict !== null);
    return userId;
  }

  /** What a colleague made by hand, with oddities that must survive. */
  async function adopt(change: (app: OktaApp) => void = () => undefined): Promise<unknown> {
    const { signOn } = samlApp.settings;
    const made = await core.org.api('POST', '/api/v1/apps', {
      ...samlApp,
      label: 'Oktopost Social Advocacy',
      credentials: {
        userNameTemplate: {
          template: '${source.login}',
          type: 'CUSTOM',
          pushStatus: 'DONT_PUSH',
          userSuffix: 'x',
        },
      },
      settings: { signOn: { ...signOn, subjectNameIdTemplate: '${user.email}' }, app: { oddity: 'kept' } },
    });
    const { id } = z.object({ id: z.string() }).parse(made.body);
    change(ours());
    const before = compared(core);
    const plan = await core.preview({ kind: 'app', adopt: id });
    const { runId } = await core.call('plan.apply', { planId: plan.id });
    await core.until('adopted', ({ run }) => run?.id === runId && run.state === 'done');
    return before;
  }

  const scimOn = (app: OktaApp): void => {
    core.byHand.scimOn();
    core.byHand.connect();
    core.byHand.toApp();
    app.toAppMapping.properties['givenName'] = { expression: 'user.nickName', pushStatus: 'DONT_PUSH' };
  };

  async function undone(): Promise<Run> {
    const run = await core.run(undo);
    expect(run.error).toBeNull();
    expect(run.checks.filter(({ state }) => state !== 'same')).toEqual([]);
    await core.org.world.idle();
    return run;
  }

  async function notes(): Promise<UndoNotes> {
    const { undo: found } = await core.preview(undo);
    if (found === null) throw new Error('the plan is no undo');
    return found;
  }

  async function expectNothingLeft(): Promise<void> {
    const plan = await core.preview(undo);
    expect(plan.changes.filter(({ verb }) => verb !== 'keep')).toEqual([]);
    expect(plan.blockers).toEqual([]);
  }

  /** The points of the way at which an admin may turn back, after the app integration was created. */
  const points: [string, Stage, () => Promise<unknown>][] = [
    ['the app integration was created', 'app created', () => Promise.resolve()],
    ['SCIM was switched on', 'provisioning on', () => Promise.resolve()],
    ['the mapping was changed', 'provisioning on', () => core.run({ kind: 'mapping' })],
    ['a user was assigned', 'user assigned', () => Promise.resolve()],
    [
      'a user was assigned and unassigned',
      'user assigned',
      async () => core.run({ kind: 'unassign', userId: await user('Bruno') }),
    ],
  ];

  it('has nothing to undo before anything was done', async () => {
    await from('connected');
    expect(await core.preview(undo)).toMatchObject({ changes: [], blockers: [], undo: { remains: [] } });
  });

  it.each(points)('from the point where %s: the org is as before', async (_name, stage, then) => {
    const before = await from(stage);
    await then();
    await undone();
    expect(compared(core)).toEqual(before);
    expect((await core.snapshot()).app).toBeNull();
    await expectNothingLeft();
    expect(core.org.contradictions() ?? []).toEqual([]);
  });

  it('does not reassign anyone to an app integration that it deletes', async () => {
    await from('app created');
    const userId = await user('Bruno');
    await core.org.api('POST', `/api/v1/apps/${ours().id}/users`, { id: userId, scope: 'USER' });
    await core.run({ kind: 'unassign', userId });
    const { changes } = await core.preview(undo);
    expect(changes.map(({ id, verb }) => [id, verb])).toEqual([
      [`unassign-${userId}`, 'keep'],
      ['deactivate-app', 'update'],
      ['delete-app', 'delete'],
      ['release-app', 'update'],
    ]);
    expect(changes[0]?.title).toBe('Bruno Berger is not assigned');
    await undone();
    await expectNothingLeft();
  });

  it('waits for Okta to deactivate the account before it deactivates the app integration', async () => {
    // Ten times as fast: what Okta takes 4 s for, and the assistant's pauses.
    const waits: (string | undefined)[] = [];
    const sleep: Clock['sleep'] = async (ms, signal) => {
      const { run } = await core.snapshot();
      if (run?.wait?.reason.includes('Waiting for Okta to deactivate') === true) waits.push(ours().status);
      await systemClock.sleep(ms / 10, signal);
    };
    await alone({ provisionDelayMs: 400 }, { clock: { ...systemClock, sleep } });
    await core.run({ kind: 'app' });
    await core.provisioningOn();
    await testUser('Bruno');
    expect((await core.run(undo)).state).toBe('done');
    expect(waits).not.toContain('INACTIVE');
    const entries = core.org.world.state.log.map(({ eventType, displayMessage }) => [
      eventType,
      displayMessage,
    ]);
    const told = entries.findIndex(([eventType]) => eventType === 'application.provision.user.deactivate');
    const inactive = entries.findIndex(([, message]) => message === 'Deactivate application');
    expect(told).toBeGreaterThan(-1);
    expect(told).toBeLessThan(inactive);
  });

  it('names what remains', async () => {
    await from('user assigned');
    await undone();
    const remains = (await notes()).remains.join('\n');
    for (const word of [
      'Bruno',
      'System Log',
      'Okta API token',
      'SCIM token in Oktopost',
      'untick Require SSO',
    ])
      expect(remains).toContain(word);
    const accounts = Object.values(core.org.world.state.oktopost.us.users).filter(({ userName }) =>
      userName.startsWith('bruno'),
    );
    expect(accounts.map(({ active }) => active)).toEqual([false]);
  });

  it('calls the app integration by the name that Okta has for it', async () => {
    await from('app created');
    ours().label = 'Renamed by a colleague';
    const scope = { kind: 'undo', deleteDespiteOtherUsers: true } as const;
    const { changes } = await core.preview(scope);
    expect(changes.map(({ title }) => title)).toEqual([
      'Deactivate the app integration “Renamed by a colleague”',
      'Delete the app integration “Renamed by a colleague”',
      'Detach “Renamed by a colleague” from this set-up',
    ]);
    expect((await core.run(scope)).error).toBeNull();
  });

  it('can be set up again afterwards, and undone again', async () => {
    const before = await from('app created');
    await undone();
    await core.run({ kind: 'app' });
    expect((await core.snapshot()).app).not.toBeNull();
    await undone();
    expect(compared(core)).toEqual(before);
  });

  it('names the accounts of an earlier app integration too, after a second one was created and undone', async () => {
    await from('user assigned');
    await undone();
    await core.run({ kind: 'app' });
    expect((await notes()).remains.join('\n')).toContain('Bruno Berger (bruno');
    await undone();
    const { remains } = await notes();
    expect(remains.filter((sentence) => sentence.includes('Bruno Berger (bruno'))).toHaveLength(1);
  });

  describe('of an adopted app integration', () => {
    it('sets the settings back, field by field, and keeps the app integration', async () => {
      const before = await from('app adopted');
      expect(compared(core)).not.toEqual(before);
      await undone();
      expect(compared(core)).toEqual(before);
      await expectNothingLeft();
    });

    it('shows the tile again that was hidden until rollout', async () => {
      const before = await from('app adopted');
      await core.run({ kind: 'tile', hidden: true });
      expect(ours().body.visibility['hide']).toEqual({ web: true, iOS: true });
      await undone();
      expect(compared(core)).toEqual(before);
    });

    it('sets mapping, deleted attributes and the test user back', async () => {
      const before = await from('app adopted with SCIM on');
      await core.call('mapping.choose', { keepWorkEmail: false, deleteSchemaAttributes: true });
      await core.run({ kind: 'mapping' });
      await testUser('Bruno');
      expect(ours().schema.custom).toEqual({});
      const { undo: planned } = await core.preview(undo);
      expect(planned?.remains.join('\n')).toContain('They go on working, because the app integration stays');
      await undone();
      expect(compared(core)).toEqual(before);
      const remains = (await notes()).remains.join('\n');
      expect(remains).toContain('nickName');
      expect(remains).not.toContain('Nobody can sign in');
      await expectNothingLeft();
      expect(core.org.contradictions() ?? []).toEqual([]);
    });

    it('leaves a user assigned who was assigned before', async () => {
      await from('connected');
      const userId = await user('Bruno');
      await adopt((app) => {
        scimOn(app);
      });
      const assigned = await core.org.api('POST', `/api/v1/apps/${ours().id}/users`, {
        id: userId,
        scope: 'USER',
      });
      expect(assigned.status).toBe(200);
      await core.org.world.idle();
      await core.run({ kind: 'unassign', userId });
      expect(Object.keys(ours().users)).toEqual([]);
      await undone();
      expect(Object.keys(ours().users)).toEqual([userId]);
    });

    it('leads back to None by hand where SCIM was off before, and reads it back', async () => {
      await from('app adopted');
      await core.provisioningOn();
      await undone();
      const [step] = (await notes()).byHand;
      expect(step).toMatchObject({ title: 'Set Provisioning back to None', known: 'not-yet' });
      expect(step?.link).toContain('#tab-general');
      expect(step?.evidence).toContain('SCIM_PROVISIONING');
      ours().provisioning = 'NONE';
      expect((await notes()).byHand).toMatchObject([{ known: 'done', evidence: 'features: none shown' }]);
    });

    it('cannot read it back where Okta shows nothing', async () => {
      await alone({ profile: parseProfile('featuresRead=never') });
      await adopt();
      await core.provisioningOn();
      await undone();
      expect((await notes()).byHand).toMatchObject([{ known: 'cannot-be-read' }]);
    });

    it('names what to set back by hand where SCIM was on before', async () => {
      await from('connected');
      await adopt((app) => {
        scimOn(app);
        app.toApp.deactivate = false;
      });
      core.byHand.toApp();
      await undone();
      expect((await notes()).byHand.map(({ title }) => title)).toEqual([
        'Untick the To App boxes that were not ticked before',
        'Set the SCIM connection back, if you changed it',
      ]);
    });

    it('undoes by API what Okta allowed by API', async () => {
      await alone({ profile: parseProfile('featuresPut=works') });
      await adopt((app) => {
        core.byHand.scimOn();
        core.byHand.connect();
        app.toApp.create = true;
      });
      const before = compared(core);
      await core.run({ kind: 'to-app' });
      expect(ours().toApp).toEqual({ create: true, update: true, deactivate: true });
      await undone();
      expect(ours().toApp).toEqual({ create: true, update: false, deactivate: false });
      expect(before).not.toEqual(compared(core));
    });

    it('promises no boxes as they were where Okta does not show how they are', async () => {
      await alone({});
      await adopt(() => {
        core.byHand.scimOn();
        core.byHand.connect();
      });
      const { changes } = await core.preview({ kind: 'to-app' });
      expect(changes[0]?.rows[0]?.now).toBe('not shown by Okta');
      expect(changes[0]?.undo).toMatch(/^Not by the assistant: .* untick/);
    });

    it('puts back what it asked the admin to set by hand, and shows it', async () => {
      await from('app adopted');
      core.byHand.updateUserNames();
      const plan = await core.preview(undo);
      expect(plan.undo?.drift).toEqual([]);
      expect(plan.changes.flatMap(({ rows }) => rows)).toContainEqual({
        setting: 'user-name-format.update-on',
        now: 'Create and update',
        after: 'Create only',
        verb: 'change',
        note: null,
      });
      await undone();
    });

    it('reports and leaves alone what someone else changed since', async () => {
      await from('app adopted with SCIM on');
      await core.run({ kind: 'mapping' });
      const app = ours();
      app.toAppMapping.properties['givenName'] = { expression: 'user.displayName', pushStatus: 'PUSH' };
      asObject(app.body.settings, 'signOn')['subjectNameIdTemplate'] = '${user.login}';
      const plan = await core.preview(undo);
      expect(plan.undo?.drift).toEqual([
        {
          setting: 'mapping:givenName',
          before: 'user.nickName, on create only',
          left: 'user.firstName, on create and update',
          now: 'user.displayName, on create and update',
        },
        {
          setting: 'sign-on.name-id',
          before: '${user.email}',
          left: '${user.userName}',
          now: '${user.login}',
        },
      ]);
      await undone();
      expect(ours().toAppMapping.properties['givenName']?.expression).toBe('user.displayName');
      expect(ours().toAppMapping.properties['title']?.expression).toBe('user.title');
      expect(ours().body.settings['signOn']).toMatchObject({ subjectNameIdTemplate: '${user.login}' });
      expect(ours().body.credentials['userNameTemplate']).toMatchObject({ template: '${source.login}' });
    });

    it('reports at once that a write switched provisioning off, and how to switch it on again', async () => {
      await alone({ profile: parseProfile('laterPut=resets') });
      await adopt(scimOn);
      const lost = { setting: 'scim', expected: 'SCIM', actual: 'None', state: 'different' };
      const state = await core.until('the loss is seen', ({ guided }) => guided['scim-on'].known === 'lost');
      expect(state.run?.checks).toContainEqual(expect.objectContaining(lost));
      expect(state.rail.find(({ screen }) => screen === 'scim-on')?.state).toBe('failed');
      scimOn(ours());
      const { checks } = await core.run(undo);
      const told = checks.find(({ setting }) => setting === 'scim');
      expect(told).toMatchObject(lost);
      expect(told?.next).toContain('Set it to SCIM again on the General tab');
    });
  });

  describe('while other people use the app integration', () => {
    it('asks before it deletes an app integration that others have assigned people to', async () => {
      await from('user assigned');
      const colleague = await user('Dana');
      await core.org.api('POST', `/api/v1/apps/${ours().id}/users`, { id: colleague, scope: 'USER' });
      const plan = await core.preview(undo);
      expect(plan.blockers).toHaveLength(1);
      expect(plan.undo?.others.join(' ')).toContain('one person');
      expect(await core.refusal('plan.apply', { planId: plan.id })).toMatchObject({ code: 'not-ready' });
      const run = await core.run({ kind: 'undo', deleteDespiteOtherUsers: true });
      expect(run.state).toBe('done');
      expect(Object.values(core.org.world.state.apps).map(({ label }) => label)).not.toContain(
        'Oktopost Social Advocacy',
      );
    });

    it('asks before it deletes one whose settings someone changed', async () => {
      await from('app created');
      asObject(ours().body.settings, 'signOn')['defaultRelayState'] = '2';
      const plan = await core.preview(undo);
      expect(plan.blockers).toHaveLength(1);
      expect(plan.undo?.others).toEqual(['Someone changed “Default RelayState” to “2”.']);
    });

    it('takes no change for theirs that it asks for itself', async () => {
      await from('app created');
      asObject(asObject(ours().body, 'credentials'), 'userNameTemplate')['pushStatus'] = 'PUSH';
      const plan = await core.preview(undo);
      expect(plan.undo?.others).toEqual([]);
      expect(plan.blockers).toEqual([]);
      asObject(asObject(ours().body, 'credentials'), 'userNameTemplate')['pushStatus'] = 'DONT_PUSH';
      expect((await core.preview(undo)).undo?.others.join()).not.toContain('PUSH');
    });

    /** Previews the undo, lets a colleague come in between, and applies it. */
    async function interfered(colleague: () => Promise<unknown>, scope: PlanScopeInput = undo) {
      const plan = await core.preview(scope);
      await colleague();
      return core.apply(plan);
    }

    const assign = async (name: string) =>
      core.org.api('POST', `/api/v1/apps/${ours().id}/users`, { id: await user(name), scope: 'USER' });

    it('deactivates nothing when someone is assigned after it was shown', async () => {
      await from('app created');
      const run = await interfered(() => assign('Bruno'));
      expect(run?.error).toMatchObject({ code: 'plan-stale' });
      expect(run?.error?.message).toContain('Assigned people is now “1”');
      expect(ours()).toMatchObject({ status: 'ACTIVE' });
      expect(ours().users).not.toEqual({});
    });

    it('deactivates nothing when more are assigned than those for whom the admin decided', async () => {
      await from('app created');
      await assign('Bruno');
      const run = await interfered(() => assign('Dana'), { kind: 'undo', deleteDespiteOtherUsers: true });
      expect(run?.error).toMatchObject({ code: 'plan-stale' });
      expect(ours().status).toBe('ACTIVE');
    });

    it('deactivates nothing when someone changed a setting after it was shown', async () => {
      await from('app created');
      const run = await interfered(async () => {
        asObject(ours().body.settings, 'signOn')['defaultRelayState'] = '2';
      });
      expect(run?.error).toMatchObject({ code: 'plan-stale' });
      expect(ours().status).toBe('ACTIVE');
    });

    it('deactivates nothing when someone is assigned while it waits for an account', async () => {
      let waits = 0;
      const sleep: Clock['sleep'] = async (_ms, signal) => {
        const { run } = await core.snapshot();
        if (run?.wait?.reason.includes('Waiting for Okta to deactivate') === true) {
          waits += 1;
          if (waits === 1) await assign('Dana');
        }
        await systemClock.sleep(1, signal);
      };
      // Nobody can be asked whether the account is inactive, and the log does not say so either: it is waited for.
      core = await startTestCore(
        { logLagMs: 3_600_000 },
        { ports: () => ({ clock: { ...systemClock, sleep } }) },
      );
      await core.begin();
      await core.run({ kind: 'app' });
      await core.provisioningOn();
      await core.run({ kind: 'assign', userId: await user('Bruno') });
      await core.org.world.idle();
      const run = await core.run(undo);
      expect(waits).toBeGreaterThan(1);
      expect(run.error?.message).toContain('was not deactivated: while the assistant waited');
      expect(ours().status).toBe('ACTIVE');
    });

    it('says that the app integration is inactive where the question comes after that', async () => {
      await from('app created');
      await assign('Bruno');
      ours().status = 'INACTIVE';
      expect((await notes()).others).toContain(
        'It is inactive now: nobody can use it until it is activated again in Okta.',
      );
    });

    it('names everybody whose account stays when it is deleted, before and afterwards', async () => {
      await from('user assigned');
      await assign('Ada');
      await core.org.world.idle();
      const named = 'Ada Abbott (ada.abbott@';
      const active = 'Accounts that are active at Oktopost';
      const told = async () => (await notes()).remains.filter((sentence) => sentence.includes(named));
      expect(await told()).toEqual([expect.stringMatching(active)]);
      await core.run({ kind: 'undo', deleteDespiteOtherUsers: true });
      expect(await told()).toEqual([expect.stringMatching(active)]);
      const { remains, accounts } = await notes();
      expect(remains.join('\n')).toContain('Bruno Berger (bruno');
      expect(accounts).toBe('1 account is still active at Oktopost.');
      await core.restart();
      await core.until('connected', ({ okta }) => okta.state === 'connected');
      const notRead = /^Oktopost accounts of people whom others have assigned, not read: .*no token/;
      expect(await told()).toEqual([expect.stringMatching(notRead)]);
      await core.call('secrets.submit', { kind: 'oktopost-token', value: core.org.oktopost.bearerToken });
      expect(await told()).toEqual([expect.stringMatching(active)]);
      const account = Object.values(core.org.world.state.oktopost.us.users).find(({ userName }) =>
        userName.startsWith('ada.abbott@'),
      );
      Object.assign(account ?? {}, { active: false });
      expect(await told()).toEqual([]);
      expect((await notes()).accounts).toBeNull();
    });

    it('names whoever was unassigned by hand and is still active, before and afterwards', async () => {
      await from('user assigned');
      await assign('Ada');
      await core.org.world.idle();
      ours().toApp.deactivate = false;
      await core.org.api('DELETE', `/api/v1/apps/${ours().id}/users/${await user('Ada')}`);
      await core.org.world.idle();
      ours().toApp.deactivate = true;
      const told = async () =>
        (await notes()).remains.filter((sentence) => sentence.includes('Ada Abbott (ada.abbott@'));
      const active = expect.stringMatching(/^Accounts that are active at Oktopost/);
      expect(await told()).toEqual([active]);
      expect((await core.run(undo)).state).toBe('done');
      expect(await told()).toEqual([active]);
    });
  });

  describe('cut off in the middle', () => {
    const cuts = [
      ['DELETE', '/api/v1/apps/[^/]+/users/'],
      ['POST', '/lifecycle/deactivate$'],
      ['DELETE', '^/api/v1/apps/[^/]+$'],
    ] as const;

    it.each(
      cuts.flatMap(([method, path]) =>
        (['before', 'after'] as const).map((drop) => [method, path, drop] as const),
      ),
    )('goes on after %s %s was dropped %s its effect', async (method, path, drop) => {
      const before = await from('user assigned');
      core.org.faults.add([{ target: 'okta', method, path, times: 2, drop }]);
      await core.run(undo);
      await core.restart();
      await core.until('connected', ({ okta }) => okta.state === 'connected');
      await core.call('secrets.submit', {
        kind: 'oktopost-token',
        value: core.org.oktopost.bearerToken,
        remember: 'encrypted',
      });
      await undone();
      expect(compared(core)).toEqual(before);
      await expectNothingLeft();
    });
  });

  it('survives a journal of an earlier version, which had no values before and after', async () => {
    const before = await from('provisioning on');
    await core.run({ kind: 'mapping' });
    const userId = await testUser('Bruno');
    const file = join(core.folder, 'journal.jsonl');
    const entries = parseJournal(await readFile(file, 'utf8')).map((entry) => {
      const { rows, appId } = entry.details;
      const kept = entry.kind === 'intent' ? { rows } : appId === undefined ? { userId } : { appId };
      return JSON.stringify({ ...entry, details: kept });
    });
    await writeFile(file, `${entries.join('\n')}\n`);
    await undone();
    expect(compared(core)).toEqual(before);
  });
});
