import { afterEach, describe, expect, it } from 'vitest';
import type { Run } from '../../../shared/plan';
import type { PracticeOptions } from '../../../practice/practice';
import { parseProfile } from '../../../practice/profile';
import { systemClock } from '../../shell/clock';
import { startTestCore } from '../../testing/core';
import type { TestCore } from '../../testing/core';
import { count, createRequestLog } from '../../testing/requests';

const undo = { kind: 'undo', deleteDespiteOtherUsers: false } as const;

describe('the Oktopost account of someone who is unassigned', () => {
  let core: TestCore;
  let userId: string;
  const log = createRequestLog();
  afterEach(() => core.close());

  /** A set-up with one user who was provisioned. Waits of the assistant end when Okta has nothing more to send. */
  async function provisioned(options: Partial<PracticeOptions> = {}, oktopostToken = true): Promise<void> {
    core = await startTestCore(
      { onExchange: log.onExchange, ...options },
      {
        ports: () => ({
          clock: {
            ...systemClock,
            sleep: async (_ms, signal) => {
              await core.org.world.idle();
              signal?.throwIfAborted();
            },
          },
        }),
      },
    );
    await core.begin();
    if (oktopostToken) {
      await core.call('secrets.submit', { kind: 'oktopost-token', value: core.org.oktopost.bearerToken });
    }
    await core.run({ kind: 'app' });
    await core.provisioningOn();
    const { users } = await core.call('users.search', { query: 'Bruno' });
    userId = users[0]?.id ?? '';
    await core.run({ kind: 'assign', userId });
    await core.until('a verdict', ({ test }) => test.verdict !== null);
    await core.call('test.stop', {});
    await core.org.world.idle();
  }

  const account = () => {
    const found = Object.values(core.org.world.state.oktopost.us.users).find(
      ({ externalId }) => externalId === userId,
    );
    return found;
  };
  const apps = (): string[] => Object.values(core.org.world.state.apps).map(({ label }) => label);
  const failOnce = (method: 'GET' | 'PUT', path = '/Users/'): void => {
    core.org.faults.add([
      { target: 'oktopost', method, path, times: 1, answer: { status: 502, headers: {}, body: 'error' } },
    ]);
  };
  const accountCheck = ({ checks }: Run) => checks.find(({ setting }) => setting === `account:${userId}`);

  it('is looked at after an undo, which the whole assistant says of the set-up then', async () => {
    await provisioned();
    expect((await core.snapshot()).changed).toBe('something');
    const run = await core.run(undo);
    expect((await core.snapshot()).changed).toBe('undone');
    expect(accountCheck(run)).toMatchObject({ person: 'Bruno Berger', actual: 'inactive', state: 'same' });
    expect(apps()).not.toContain('Oktopost Social Advocacy');
  });

  it('keeps the app integration from being deleted while its deactivation failed', async () => {
    await provisioned();
    failOnce('PUT');
    const plan = await core.preview(undo);
    expect(plan.changes[0]?.pushes).toBe(1);
    const run = await core.apply(plan);
    expect(run).toMatchObject({ state: 'failed', error: { code: 'not-ready', owner: 'okta-admin' } });
    expect(run.error?.message).toMatch(
      /could not deactivate.*Bruno Berger.*Deactivate it in Oktopost.*Tasks/,
    );
    expect(apps()).toContain('Oktopost Social Advocacy');

    Object.assign(account() ?? {}, { active: false });
    expect(accountCheck(await core.run(undo))).toMatchObject({ actual: 'inactive', state: 'same' });
    expect(apps()).not.toContain('Oktopost Social Advocacy');
  });

  it('does not when the plan showed that it is still active', async () => {
    await provisioned();
    failOnce('PUT');
    await core.run(undo);
    const plan = await core.preview(undo);
    const warnings = plan.changes.flatMap((change) => change.warnings);
    expect(warnings.join(' ')).toMatch(/still active.*Deactivate it in Oktopost/);
    expect(plan.undo?.remains.join(' ')).toMatch(/still active/);
    // No sentence says that Okta does what the next one says it could not do.
    expect(plan.undo?.remains.join(' ')).toContain('Okta tries once to deactivate');
    const run = await core.apply(plan);
    expect(run.state).toBe('done');
    expect(accountCheck(run)).toMatchObject({ actual: 'active', state: 'different' });
    expect(accountCheck(run)?.next).toContain('Deactivate it in Oktopost');
    expect(apps()).not.toContain('Oktopost Social Advocacy');
    const left = async () => (await core.snapshot()).accountsLeft?.text ?? null;
    expect(await left()).toBeNull();
    await core.preview(undo);
    expect(await left()).toBe('1 account is still active at Oktopost.');

    // It is still known, and counted, once the assistant has ended.
    await core.restart();
    await core.until('connected again', ({ okta }) => okta.state === 'connected');
    expect(await left()).toBe('1 account is still active at Oktopost.');
    await core.call('secrets.submit', { kind: 'oktopost-token', value: core.org.oktopost.bearerToken });
    expect((await core.preview(undo)).undo?.accounts).toBe('1 account is still active at Oktopost.');
    Object.assign(account() ?? {}, { active: false });
    expect((await core.preview(undo)).undo?.accounts).toBeNull();
    expect(await left()).toBeNull();
  });

  it('is not believed to be inactive by a success in Okta’s log', async () => {
    await provisioned();
    const { deactivate } = core.org.world.scimClient;
    core.org.world.scimClient.deactivate = () => Promise.resolve({ ok: true, value: null });
    const run = await core.run(undo);
    core.org.world.scimClient.deactivate = deactivate;
    expect(run.error?.message).toMatch(/says that it deactivated.*Oktopost shows it as active/);
    expect(apps()).toContain('Oktopost Social Advocacy');
  });

  it('stays active after a push that failed, which the plan says, and is not waited for', async () => {
    await provisioned();
    failOnce('GET');
    await core.org.api('POST', `/api/v1/users/${userId}`, { profile: { firstName: 'Bruno' } });
    await core.org.world.idle();
    expect((await core.preview({ kind: 'unassign', userId })).changes[0]?.pushes).toBe(0);
    const plan = await core.preview(undo);
    expect(plan.changes[0]?.warnings.join(' ')).toMatch(/sends no deactivation/);
    // Neither does the plan count one.
    expect(plan.changes[0]?.pushes).toBe(0);
    const { sent, value: run } = await log.during(() => core.apply(plan));
    expect(run.state).toBe('done');
    expect(count(sent, /^GET \/api\/v1\/logs/)).toBeLessThanOrEqual(2);
    expect(accountCheck(run)).toMatchObject({ actual: 'active', state: 'different' });
    expect(accountCheck(run)?.next).toMatch(/^As planned, Okta did not .*Deactivate it in Oktopost\.$/);
  });

  it('stays active while Deactivate Users is off: plan, what remains and the check say the same', async () => {
    await provisioned();
    const app = Object.values(core.org.world.state.apps).find(
      ({ label }) => label === 'Oktopost Social Advocacy',
    );
    Object.assign(app?.toApp ?? {}, { deactivate: false });
    const plan = await core.preview(undo);
    expect(plan.changes[0]?.warnings.join(' ')).toMatch(/Deactivate Users is off.*stays active/);
    expect(plan.undo?.remains.join(' ')).toMatch(/Deactivate Users is off.*deactivates no account/);
    const run = await core.apply(plan);
    expect(accountCheck(run)?.next).toMatch(/^As planned, Okta did not /);
    expect((await core.preview(undo)).undo?.remains.join(' ')).not.toMatch(
      /\. Okta deactivates an account|Tasks/,
    );
  });

  it('is said not to be known without access to Oktopost', async () => {
    await provisioned({}, false);
    const run = await core.run(undo);
    expect(accountCheck(run)).toMatchObject({ actual: null, state: 'cannot-be-read' });
    expect(accountCheck(run)?.next).toMatch(/Look there/);
  });

  it('is taken for active without access to Oktopost when Okta logs a failure', async () => {
    await provisioned({}, false);
    failOnce('PUT');
    const run = await core.run(undo);
    expect(run.error?.message).toMatch(/could not deactivate.*Deactivate it in Oktopost/);
    expect((await core.run(undo)).state).toBe('done');
  });

  it.each([
    ['schedules-deletion', 'inactive, to be deleted', /deletion.*is scheduled/],
    ['deletes', 'not there', /was deleted/],
  ])('is known to be deleted by Okta: unassignment=%s', async (value, actual, warning) => {
    await provisioned({ profile: parseProfile(`unassignment=${value}`) });
    const run = await core.run(undo);
    await core.org.world.idle();
    expect(accountCheck(run)?.state).toBe('same');
    const { undo: notes } = await core.preview(undo);
    expect(notes?.remains.join(' ')).toMatch(warning);
    expect([actual, 'inactive']).toContain(accountCheck(run)?.actual);
  });
});
