import { afterEach, expect, it } from 'vitest';
import type { LogEntry } from '../../practice/world/state';
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
    /jane@bellwether\.example changed it at \d{4}-\d\d-\d\d \d\d:\d\d UTC: “Update application”\.$/,
  );
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
    /Okta says that it was last changed at .* UTC; its System Log does not tell by whom\.$/,
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
