import fc from 'fast-check';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { assertNever } from '../../shared/errors';
import type { PlanScopeInput } from '../../shared/plan';
import { parseProfile } from '../../practice/profile';
import { samlApp } from '../../practice/testing/test-org';
import type { MappingRow, OktaApp } from '../../practice/world/state';
import { toAppMappingsOf } from '../../practice/world/user-types';
import { startTestCore } from '../testing/core';
import { randomWalks, writeFaults } from '../testing/random-walks';

// Random walks on a colleague's app integration, in an org with two user types: mappings, user names, other people's changes,
// lost answers, restarts. Whatever was walked, an undo leaves each value as it was or as others made it. More of them:
// WALKS=100 npm test -- --unit main/core/adopted-walks.test.ts

const types = ['default', 'contractor'] as const;
const troubles = ['lost before', 'lost after', '500'] as const;

type Step =
  | { do: 'adopt' }
  | { do: 'map'; keepWorkEmail: boolean; deleteSchemaAttributes: boolean }
  | { do: 'user-names' }
  | { do: 'tile' }
  | { do: 'undo' }
  | { do: 'others-map'; type: (typeof types)[number]; attribute: string; expression: string | null }
  | { do: 'others-name'; who: number }
  | { do: 'trouble'; trouble: (typeof troubles)[number] }
  | { do: 'restart' };

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 1, arbitrary: fc.constant<Step>({ do: 'undo' }) },
  { weight: 2, arbitrary: fc.constant<Step>({ do: 'adopt' }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('map' as const),
      keepWorkEmail: fc.boolean(),
      deleteSchemaAttributes: fc.boolean(),
    }),
  },
  { weight: 3, arbitrary: fc.constantFrom<Step>({ do: 'user-names' }, { do: 'tile' }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('others-map' as const),
      type: fc.constantFrom(...types),
      attribute: fc.constantFrom('title', 'givenName', 'email', 'emailType'),
      expression: fc.constantFrom('user.title', 'user.nickName', null),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('others-name' as const), who: fc.nat(3) }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('trouble' as const), trouble: fc.constantFrom(...troubles) }),
  },
  { weight: 2, arbitrary: fc.constant<Step>({ do: 'restart' }) },
);

const { timeout, run: walk } = randomWalks<Step>({
  steps: fc.array(anyStep, { minLength: 3, maxLength: 12 }).map((steps) => [{ do: 'adopt' }, ...steps]),
  start: startWalk,
  gate: { walks: 6, seed: 20261128 },
});
it(
  'whatever happens to an adopted app integration, an undo leaves each value as it was or as others made it',
  { timeout },
  walk,
);

async function startWalk() {
  const core = await startTestCore({
    region: 'us',
    rateLimit: 1_000_000,
    provisionDelayMs: 0,
    profile: parseProfile('userTypes=two'),
  });
  await core.begin();
  await core.call('secrets.submit', { kind: 'oktopost-token', value: core.org.oktopost.bearerToken });
  const { org } = core;
  const credentials = { userNameTemplate: { template: '${source.login}', type: 'BUILT_IN' } };
  const made = await org.api('POST', '/api/v1/apps', { ...samlApp, credentials });
  const { id } = z.object({ id: z.string() }).parse(made.body);
  const found = org.world.state.apps[id];
  if (found === undefined) throw new Error('there is no app');
  const app: OktaApp = found;
  // Some of them log in by something else than their email.
  const people = Object.values(org.world.state.users)
    .filter(({ status, profile }) => status === 'ACTIVE' && profile['login'] !== profile['email'])
    .slice(0, 4);
  for (const user of people)
    await org.api('POST', `/api/v1/apps/${id}/users`, { id: user.id, scope: 'USER' });
  core.byHand.scimOn(app);
  core.byHand.connect(undefined, undefined, app);
  core.byHand.toApp(app);
  await org.world.idle();

  const mappingOf = (type: (typeof types)[number]): OktaApp['toAppMapping'] => {
    const [first, second] = toAppMappingsOf(org.world, app);
    const mapping = (type === 'default' ? first : second)?.mapping;
    if (mapping === undefined) throw new Error(`there is no mapping of ${type}`);
    return mapping;
  };
  const valuesOf = (): Map<string, unknown> =>
    new Map<string, unknown>([
      ...types.flatMap((type) =>
        Object.keys({ ...app.schema.base, ...app.schema.custom }).map((name): [string, unknown] => [
          `${type} ${name}`,
          mappingOf(type).properties[name] ?? null,
        ]),
      ),
      ...people.map((user): [string, unknown] => [user.id, app.users[user.id]?.userName]),
      ['schema', app.schema],
      ['user name template', app.body.credentials['userNameTemplate']],
      ['sign-on', app.body.settings['signOn']],
      ['hidden', app.body.visibility['hide']],
    ]);
  const original = structuredClone(valuesOf());
  /** What other people wrote, by key. */
  const byOthers = new Map<string, unknown[]>();
  const othersWrote = (key: string, value: unknown): void => {
    byOthers.set(key, [...(byOthers.get(key) ?? []), structuredClone(value)]);
  };

  async function apply(scope: PlanScopeInput): Promise<void> {
    const plan = await core.preview(scope).catch(() => null);
    if (plan === null || plan.blockers.length > 0) return;
    await core.apply(plan);
    await org.world.idle();
  }

  async function others(key: string, read: () => unknown, method: string, path: string, body: unknown) {
    const answer = await org.api(method, path, body).catch(() => null);
    // Without an answer it may have been written, too.
    if (answer === null || answer.status === 200) othersWrote(key, read());
  }

  async function take(step: Step): Promise<void> {
    switch (step.do) {
      case 'adopt':
        return apply({ kind: 'app', adopt: id });
      case 'map': {
        const { keepWorkEmail, deleteSchemaAttributes } = step;
        await core.call('mapping.choose', { keepWorkEmail, deleteSchemaAttributes });
        return apply({ kind: 'mapping' });
      }
      case 'user-names':
        return apply({ kind: 'user-names', userId: null });
      case 'tile':
        return apply({ kind: 'tile', hidden: true });
      case 'undo':
        return apply({ kind: 'undo', deleteDespiteOtherUsers: false });
      case 'others-map': {
        const { type, attribute, expression } = step;
        const row: MappingRow | null = expression === null ? null : { expression, pushStatus: 'PUSH' };
        const mapping = mappingOf(type);
        return others(
          `${type} ${attribute}`,
          () => mapping.properties[attribute] ?? null,
          'POST',
          `/api/v1/mappings/${mapping.id}`,
          { properties: { [attribute]: row } },
        );
      }
      case 'others-name': {
        const user = people[step.who];
        if (user === undefined) return;
        const userName = `by.others.${user.id}@bellwether.example`;
        const path = `/api/v1/apps/${id}/users/${user.id}`;
        return others(user.id, () => app.users[user.id]?.userName, 'POST', path, {
          credentials: { userName },
        });
      }
      case 'trouble':
        org.faults.clear();
        org.faults.add(writeFaults(step.trouble));
        return;
      case 'restart':
        await core.restart();
        await core.until('connected', ({ okta }) => okta.state === 'connected');
        return;
      default:
        assertNever(step);
    }
  }

  async function finish(): Promise<void> {
    org.faults.clear();
    await core.restart();
    await core.until('connected', ({ okta }) => okta.state === 'connected');
    const plan = await core.preview({ kind: 'undo', deleteDespiteOtherUsers: false });
    if (plan.changes.length > 0) expect(await core.apply(plan)).toMatchObject({ state: 'done', error: null });
    await org.world.idle();
    expect(org.world.state.apps[id]?.status).toBe('ACTIVE');
    for (const [key, value] of valuesOf()) {
      expect([key, ...[original.get(key), ...(byOthers.get(key) ?? [])]]).toContainEqual(value);
    }
    expect(org.contradictions() ?? []).toEqual([]);
  }

  return { take, finish, close: () => core.close() };
}
