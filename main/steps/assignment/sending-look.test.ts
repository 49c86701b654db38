import { expect, it } from 'vitest';
import { appWith, oktaWith } from '../../testing/okta-objects';
import { newSession } from '../../storage/session';
import { deactivationChanged } from './deactivation';
import type { Deactivation } from './deactivation';
import { createSendingLook } from './sending-look';

const features = ['SCIM_PROVISIONING', 'PUSH_NEW_USERS', 'PUSH_PROFILE_UPDATES', 'PUSH_USER_DEACTIVATION'];
const at = Date.parse('2026-11-30T09:00:00.000Z');

/** Looks at these moments, in milliseconds, at an app integration whose status is another each time it is read. */
async function looks(
  planned: Deactivation,
  statuses: string[],
  moments: number[],
  isSent = planned === 'sent',
) {
  let reads = 0;
  let moment = 0;
  const okta = oktaWith({
    app: () => Promise.resolve(appWith({ features, status: statuses[reads++] ?? 'ACTIVE' })),
  });
  const look = createSendingLook(appWith(), planned);
  const said: (string | null)[] = [];
  for (moment of moments)
    said.push(await look({ okta, session: newSession, now: () => new Date(at + moment) }, [{ isSent }]));
  return { said, reads };
}

it('reads the app integration anew after the plan, and at most once a second', async () => {
  const { said, reads } = await looks('sent', ['ACTIVE', 'INACTIVE'], [0, 500, 999, 1_000]);
  expect(said).toEqual([null, null, null, expect.stringMatching(/is inactive in Okta now/)]);
  expect(reads).toBe(2);
});

it('does not rest on a reading of later, as after the clock was set back', async () => {
  expect((await looks('sent', ['ACTIVE', 'INACTIVE'], [5_000, 0])).reads).toBe(2);
});

it('is the same where it is as planned, active or not', async () => {
  expect((await looks('inactive', ['INACTIVE'], [0])).said).toEqual([null]);
  expect((await looks('inactive', ['ACTIVE'], [0])).said).toEqual([
    expect.stringMatching(/is active in Okta now/),
  ]);
});

it('asks nothing for people of whom Okta sends nothing by a plan for an active one', async () => {
  expect(await looks('sent', ['INACTIVE'], [0], false)).toEqual({ said: [null], reads: 0 });
});

it.each<[Deactivation, Deactivation, string | null]>([
  ['sent', 'sent-if-ticked', null],
  ['sent-if-ticked', 'sent', null],
  ['inactive', 'off', null],
  [
    'sent-if-ticked',
    'off',
    'Provisioning of “A” is off in Okta now, which would then deactivate no Oktopost account.',
  ],
  ['off', 'sent', 'Provisioning of “A” is on in Okta now, which would then deactivate Oktopost accounts.'],
  [
    'sent',
    'unticked',
    'Deactivate Users of “A” is off in Okta now, which would then deactivate no Oktopost account.',
  ],
  [
    'unticked',
    'sent-if-ticked',
    'Deactivate Users of “A” is on in Okta now, which would then deactivate Oktopost accounts.',
  ],
])('where %s was planned and it is %s now, says: %s', (planned, now, said) => {
  expect(deactivationChanged('A', planned, now)).toBe(said);
});
