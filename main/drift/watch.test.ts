import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WatchFinding } from '../../shared/drift';
import { driftReportSchema } from '../../shared/drift';
import type { Summary } from '../../shared/summary';
import { systemClock } from '../shell/clock';
import { drift, fileOf, setUpWithSummary } from '../testing/drift';
import type { TestCore } from '../testing/core';

const day = 24 * 60 * 60_000;

describe('the watch beside the settings', () => {
  let core: TestCore;
  let summary: Summary;
  beforeAll(async () => {
    ({ core, summary } = await setUpWithSummary());
    // The events of the set-up's own test user were an answer to everything before.
    await core.org.world.idle();
  }, 60_000);
  afterAll(() => core.close());

  async function found(daysLater = 0): Promise<WatchFinding[]> {
    const now = (): Date => new Date(systemClock.now().getTime() + daysLater * day);
    const { out } = await drift([await fileOf(JSON.stringify(summary)), '--practice', '--json'], {
      env: { OKTA_API_TOKEN: core.org.okta.apiToken },
      clock: { ...systemClock, now },
    });
    return driftReportSchema.parse(JSON.parse(out)).watch;
  }
  /** An entry of the org's System Log about somebody and the app integration. */
  const logged = (eventType: string, result: 'SUCCESS' | 'FAILURE', reason: string | null): void => {
    core.org.world.log({
      eventType,
      legacyEventType: null,
      displayMessage: eventType,
      severity: result === 'FAILURE' ? 'ERROR' : 'INFO',
      outcome: { result, reason },
      actor: { id: '00u1', type: 'User', alternateId: 'jo@acme.example', displayName: 'Jo' },
      target: [
        {
          id: summary.app.id,
          type: 'AppInstance',
          alternateId: summary.app.label,
          displayName: summary.app.label,
        },
        { id: '00uSomebody', type: 'User', alternateId: 'ada@acme.example', displayName: 'Ada' },
      ],
    });
  };

  it('finds nothing in a set-up that works', async () => {
    expect(await found()).toEqual([]);
  });

  it('tells of a change of assignments that Okta has not answered for a day, and not before', async () => {
    logged('application.user_membership.add', 'SUCCESS', null);
    expect(await found()).toEqual([]);
    const [silence] = await found(3);
    expect(silence).toMatchObject({ kind: 'silence' });
    expect(silence?.text).toContain('1 assignment changed');
    expect(silence?.text).toContain('for 3 days');
  });

  it('tells of failures, how many, of whom, and why the last one; they are no silence', async () => {
    logged('application.provision.user.push', 'FAILURE', 'Bad gateway');
    logged('application.provision.user.push', 'FAILURE', 'No licence left');
    const watched = await found(3);
    expect(watched.map(({ kind }) => kind)).toEqual(['failures']);
    expect(watched[0]?.text).toBe(
      '2 provisioning failures since then, of 1 person; the last one: No licence left',
    );
  });

  it('tells of a certificate that ends soon, by its date', async () => {
    const until = summary.signOn?.certificate?.until ?? '';
    const days = Math.round((new Date(until).getTime() - systemClock.now().getTime()) / day);
    const kinds = async (before: number) => (await found(days - before)).map(({ kind }) => kind);
    expect(await kinds(70)).not.toContain('certificate-ends');
    expect(await kinds(50)).toContain('certificate-ends');
  });

  it('tells of people who were assigned before provisioning was on', async () => {
    const app = core.org.world.state.apps[summary.app.id];
    const [appUser] = Object.values(app?.users ?? {});
    if (appUser === undefined) throw new Error('nobody is assigned');
    Object.assign(appUser, { externalId: null, syncState: 'DISABLED' });
    expect((await found()).map(({ kind }) => kind)).toContain('never-sent');
  });
});
