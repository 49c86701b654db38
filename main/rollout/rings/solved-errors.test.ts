import { expect, it } from 'vitest';
import type { AppError } from '../../../shared/errors';
import { newSession } from '../../storage/session';
import type { Session } from '../../storage/session';
import type { TestCore } from '../../testing/core';
import { readyForEach, rolloutEnded as ended } from '../../testing/rollout-org';
import { notReady, planOnlyFailure } from '../failures';
import type { StoredRollout } from '../rollout-store';
import { withoutSolved } from './solved-errors';

const paused = (error: AppError): StoredRollout => ({
  ...{
    failShare: 0,
    goOn: false,
    accepted: [],
    state: 'paused',
    pause: 'error',
    error,
    earlier: 0,
    notBegun: [],
  },
  rings: [
    {
      ...{
        kind: 'pilot',
        group: null,
        people: [],
        state: 'passed',
        startedAt: null,
        endedAt: null,
        checkedAt: null,
      },
      ...{ failed: [], looked: null, logged: null, course: [] },
      failures: [{ id: 'token-refused', what: 'Refused.', next: 'Mend it.', people: 1 }],
    },
  ],
});

let core: TestCore;
const org = readyForEach(
  (started) => {
    core = started;
  },
  { users: 80, licences: 2000 },
);

const open = async (): Promise<void> => {
  await core.call('session.go', { screen: 'summary' });
  await core.call('session.go', { screen: 'rollout' });
};

/** The pilot has arrived. */
async function piloted(): Promise<string> {
  const people = org.ready(3);
  await org.begin(
    await org.planOf(
      people.map(({ profile }) => profile.email ?? ''),
      { goOn: false },
    ),
  );
  await core.until('the pilot ends', ended);
  return people[0]?.id ?? '';
}

it('an error ends once Okta shows that its cause is gone, and stays as long as it is there', async () => {
  const pilot = await piloted();
  org.app().status = 'INACTIVE';
  await core.call('rollout.resume', {});
  const { rollout } = await core.until('it pauses', ended);
  expect(rollout).toMatchObject({ pause: 'error', error: { message: expect.stringMatching(/inactive/) } });
  // What the look reads beside the cause tells that it has read.
  await core.org.api('DELETE', `/api/v1/apps/${org.app().id}/users/${pilot}`);
  await open();
  const left = async () => (await core.call('rollout.view', {})).notes.filter(({ kind }) => kind === 'left');
  await expect.poll(left, { timeout: 60_000 }).toHaveLength(1);
  expect((await core.snapshot()).rollout).toMatchObject({ pause: 'error' });
  org.app().status = 'ACTIVE';
  await open();
  const after = await core.until('it is over', ({ rollout: { error } }) => error === null);
  expect(after.rollout).toMatchObject({ state: 'paused', pause: 'stopped' });
});

it('an error by “Plan only” ends with it, and one of what Oktopost refused once it takes that again', () => {
  const session = { ...newSession(), planOnly: true };
  const planOnly = paused(planOnlyFailure().error);
  expect(withoutSolved(planOnly, session, null)).toBe(planOnly);
  const over = { pause: 'stopped', error: null };
  expect(withoutSolved(planOnly, { ...session, planOnly: false }, null)).toMatchObject(over);

  const refusal = paused(notReady('Refused.', 'Mend it.').error);
  const setting = 'connection.authorization' as const;
  const connectionRefused: Session['connectionRefused'] = {
    ...{ at: '2026-11-24T10:00:00.000Z', of: 'rollout', isOfTokenBefore: false, setting },
    ...{ what: 'Refused.', next: 'Mend it.' },
  };
  expect(withoutSolved(refusal, { ...session, connectionRefused }, null)).toBe(refusal);
  expect(withoutSolved(refusal, session, null)).toMatchObject(over);
  const other = paused(notReady('Something else.', 'Mend it.').error);
  expect(withoutSolved(other, session, null)).toBe(other);
  expect(withoutSolved({ ...refusal, pause: null }, session, null)).toMatchObject({
    pause: null,
    error: null,
  });
});
