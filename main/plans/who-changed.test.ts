import { afterEach, expect, it } from 'vitest';
import { logAppChange } from '../../practice/provisioning/app-log';
import { record } from '../../practice/world/people';
import type { LogEntry, OktaApp } from '../../practice/world/state';
import { startTestCore } from '../testing/core';
import type { TestCore } from '../testing/core';

let core: TestCore;
afterEach(() => core.close());

async function begin(): Promise<string> {
  core = await startTestCore({ region: 'us' });
  await core.begin();
  await core.run({ kind: 'app' });
  core.byHand.scimOn();
  const { app } = await core.snapshot();
  return app?.id ?? '';
}

/** A colleague, on another computer. */
async function jane(appId: string, change: Parameters<TestCore['org']['api']>): Promise<void> {
  const seen = core.org.world.state.log.length;
  await core.org.api(...change);
  const entries = core.org.world.state.log.slice(seen).filter(({ target }) => isOf(target, appId));
  for (const { actor } of entries)
    Object.assign(actor, { id: '00ujane', alternateId: 'jane@bellwether.example' });
}
const isOf = (target: LogEntry['target'], appId: string): boolean => target.some(({ id }) => id === appId);

const mapTitle = async (appId: string): Promise<void> => {
  const mapping = core.org.world.state.apps[appId]?.toAppMapping.id ?? '';
  const title = { expression: 'user.department', pushStatus: 'PUSH' };
  await jane(appId, ['POST', `/api/v1/mappings/${mapping}`, { properties: { title } }]);
};

it('a stale plan names who changed what was shown, and when', async () => {
  const appId = await begin();
  const plan = await core.preview({ kind: 'mapping' });
  await mapTitle(appId);
  const { error } = await core.apply(plan);
  expect(error?.code).toBe('plan-stale');
  expect(error?.message).toContain('title is now “user.department, on create and update”.');
  expect(error?.message).toMatch(
    /jane@bellwether\.example changed it at \d+ \w+ \d{4}, \d\d:\d\d: “Update application”\.$/,
  );
});

it('a stale plan names nobody for having assigned a person since', async () => {
  const appId = await begin();
  core.byHand.connect();
  core.byHand.toApp();
  const plan = await core.preview({ kind: 'mapping' });
  await mapTitle(appId);
  const { users } = await core.call('users.search', { query: 'Bruno' });
  const { length } = core.org.world.state.log;
  await core.org.api('POST', `/api/v1/apps/${appId}/users`, { id: users[0]?.id ?? '', scope: 'USER' });
  await core.org.world.idle();
  expect(core.org.world.state.log.slice(length).map(({ eventType }) => eventType)).toEqual([
    'application.user_membership.add',
    'application.provision.user.push',
  ]);
  const { error } = await core.apply(plan);
  expect(error?.message).toMatch(/jane@bellwether\.example changed it at .*: “Update application”\.$/);
});

it('a check that differs at a new start names them too; what this set-up wrote itself is not named', async () => {
  const appId = await begin();
  await core.run({ kind: 'mapping' });
  await core.restart();
  const before = await core.until('it is read back', ({ mapping }) => mapping.checks.length > 0);
  expect(before.mapping.checks.filter(({ changed }) => changed !== undefined)).toEqual([]);
  await mapTitle(appId);
  await core.restart();
  const after = await core.until('it is told', ({ mapping }) =>
    mapping.checks.some(({ changed }) => changed !== undefined),
  );
  expect(after.mapping.appliedAt).toBeNull();
  expect(after.mapping.checks.find(({ state }) => state === 'different')).toMatchObject({
    setting: 'mapping:title',
    changed: expect.stringContaining('jane@bellwether.example'),
  });
});

/** Okta's clock is ahead: its log dates everything so far after what the journal has. */
const oktaClockAhead = async (): Promise<void> => {
  await new Promise((resolve) => {
    setTimeout(resolve, 2);
  });
  const published = new Date().toISOString();
  for (const entry of core.org.world.state.log) entry.published = published;
};

it('what this set-up wrote itself is known by its request: a clock that differs makes no change of somebody of it', async () => {
  const appId = await begin();
  await core.run({ kind: 'mapping' });
  await oktaClockAhead();
  await mapTitle(appId);
  await core.restart();
  const { mapping } = await core.until('it is told', ({ mapping: { checks } }) =>
    checks.some(({ changed }) => changed !== undefined),
  );
  expect(mapping.checks.find(({ state }) => state === 'different')?.changed).toMatch(
    /^jane@bellwether\.example changed the app integration at /,
  );
});

/** Somebody in the console, in one write. */
function inConsole(appId: string, who: string, change: (app: OktaApp) => void): void {
  const { world } = core.org;
  const app = world.state.apps[appId];
  if (app === undefined) throw new Error('no app of ours');
  change(app);
  logAppChange(world, app, 'update');
  Object.assign(world.state.log.at(-1)?.actor ?? {}, { id: `00u${who}`, alternateId: who });
}
const setSignOn = (name: string, value: string) => (app: OktaApp) => {
  app.body.settings['signOn'] = { ...record(app.body.settings['signOn']), [name]: value };
};
const byLogin = (app: OktaApp): void => {
  app.body.credentials['userNameTemplate'] = { template: '${source.login}', type: 'BUILT_IN' };
};
const readAgain = async () => {
  await core.call('app.lookNow', {});
  const { appChecks } = await core.snapshot();
  const of = (id: string) => appChecks.find(({ setting }) => setting === id)?.changed;
  return { of, named: appChecks.filter(({ changed }) => changed !== undefined) };
};

it('each setting that differs names the change of that very setting, and no other', async () => {
  const appId = await begin();
  inConsole(appId, 'jo@bellwether.example', byLogin);
  inConsole(appId, 'jane@bellwether.example', setSignOn('ssoAcsUrl', 'https://other.example/acs'));
  const { of, named } = await readAgain();
  expect(of('user-name-format')).toMatch(
    /^jo@.* at .* UTC: “Update application” \(Email → Okta username\)\.$/,
  );
  expect(of('sign-on.acs-url')).toMatch(
    /^jane@.*“Update application” \(.* → https:\/\/other\.example\/acs\)\.$/,
  );
  expect(named.map(({ setting }) => setting).toSorted()).toEqual(['sign-on.acs-url', 'user-name-format']);
});

it('a setting that the System Log names by itself names nobody where the log tells of another value, or of nothing', async () => {
  const appId = await begin();
  inConsole(appId, 'jo@bellwether.example', setSignOn('audience', 'urn:first'));
  const app = core.org.world.state.apps[appId];
  if (app === undefined) throw new Error('no app of ours');
  setSignOn('audience', 'urn:second')(app);
  byLogin(app);
  expect((await readAgain()).named).toEqual([]);
});

it('a setting that the log never names has the one change that tells nothing, said so; of two, neither', async () => {
  const appId = await begin();
  inConsole(appId, 'jo@bellwether.example', setSignOn('defaultRelayState', 'https://other.example'));
  const { of } = await readAgain();
  expect(of('sign-on.relay-state')).toMatch(/^jo@.*does not tell which setting\.$/);
  inConsole(appId, 'jane@bellwether.example', () => undefined);
  expect((await readAgain()).named).toEqual([]);
});

it('a renamed app integration differs, and names who renamed it', async () => {
  const appId = await begin();
  const identity = ['app.name', 'app.sign-in-method', 'app.type', 'app.admin-note'];
  const states = async () => {
    const { appChecks } = await core.snapshot();
    return identity.map((id) => appChecks.find(({ setting }) => setting === id)?.state);
  };
  expect(await states()).toEqual(['same', 'same', 'same', 'same']);
  inConsole(appId, 'jo@bellwether.example', (app) => {
    app.label = 'Renamed by a colleague';
  });
  const { of } = await readAgain();
  expect(of('app.name')).toMatch(/^jo@/);
  expect(await states()).toEqual(['different', 'same', 'same', 'same']);
  inConsole(appId, 'jo@bellwether.example', (app) => {
    app.body.settings['notes'] = { admin: null, enduser: null };
  });
  await readAgain();
  expect((await states()).at(-1)).toBe('different');
});

it('a deactivated app integration names who deactivated it', async () => {
  const appId = await begin();
  inConsole(appId, 'jo@bellwether.example', byLogin);
  await jane(appId, ['POST', `/api/v1/apps/${appId}/lifecycle/deactivate`]);
  const { of } = await readAgain();
  expect(of('app.status')).toMatch(/^jane@.*“Deactivate application”\.$/);
  expect(of('user-name-format')).toMatch(/^jo@/);
});

it('names who deleted the app integration, and says when it was one’s own token', async () => {
  const appId = await begin();
  await core.org.api('POST', `/api/v1/apps/${appId}/lifecycle/deactivate`);
  await core.org.api('DELETE', `/api/v1/apps/${appId}`);
  await core.restart();
  const { appChecks } = await core.until('it is seen', (state) =>
    state.appChecks.some(({ changed }) => changed !== undefined),
  );
  expect(appChecks[0]?.actual).toBe('not found');
  expect(appChecks[0]?.changed).toContain('admin@bellwether.example, the owner of this token, changed it');
  expect(appChecks[0]?.changed).toContain('Delete application');
});

it('tells at least when, where the token may not read the System Log', async () => {
  const appId = await begin();
  const plan = await core.preview({ kind: 'mapping' });
  await mapTitle(appId);
  const app = core.org.world.state.apps[appId];
  if (app !== undefined) app.lastUpdated = new Date(Date.now() + 1_000).toISOString();
  core.org.faults.add([
    {
      target: 'okta',
      path: '/logs$',
      times: 9,
      answer: { status: 403, headers: {}, body: '{"errorCode":"E0000006"}' },
    },
  ]);
  const { error } = await core.apply(plan);
  expect(error?.message).toMatch(
    /Okta says that it was last changed at \d+ \w+ \d{4}, \d\d:\d\d; its System Log does not tell by whom\.$/,
  );
});

it('tells nothing of when where Okta’s date is none', async () => {
  const appId = await begin();
  const plan = await core.preview({ kind: 'mapping' });
  await mapTitle(appId);
  const app = core.org.world.state.apps[appId];
  if (app !== undefined) app.lastUpdated = 'some day';
  const answer = { status: 403, headers: {}, body: '{"errorCode":"E0000006"}' };
  core.org.faults.add([{ target: 'okta', path: '/logs$', times: 9, answer }]);
  const { error } = await core.apply(plan);
  expect(error?.code).toBe('plan-stale');
  expect(error?.message).not.toContain('last changed');
});
