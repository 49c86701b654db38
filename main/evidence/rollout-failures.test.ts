import { expect, it } from 'vitest';
import { failuresOf, keptEvents } from '../rollout/rings/failure-groups';
import type { TestCore } from '../testing/core';
import { readyForEach, rolloutEnded } from '../testing/rollout-org';
import { shownText, unzipped } from '../testing/unzipped';
import { rolloutFailureBlocks } from './rollout-failures';

let core: TestCore;
const org = readyForEach(
  (started) => {
    core = started;
  },
  { users: 80, licences: 2000 },
);

it('the pack names the event in Okta’s System Log of whoever of a rollout did not arrive', async () => {
  const plan = await org.planOf(org.ready(1).map(({ profile }) => profile.email ?? ''));
  const error = { status: 409, body: { detail: 'User already exists' } };
  core.org.faults.add([
    {
      ...{ target: 'oktopost', method: 'POST', path: '/Users', times: 9 },
      answer: { ...error, headers: { 'content-type': 'application/json' }, body: JSON.stringify(error.body) },
    },
  ]);
  await org.begin(plan);
  const { rollout } = await core.until('it ends', rolloutEnded);
  expect(rollout.failed).toBe(1);
  const event = core.org.world.state.log.find(
    ({ eventType, outcome }) => eventType.includes('provision.user') && outcome.result === 'FAILURE',
  );
  const { download } = await core.call('evidence.export', {});
  const files = await unzipped(Buffer.from(download?.base64 ?? '', 'base64'));
  const page = shownText(Buffer.from(files['tests.html'] ?? []).toString());
  expect(page).toMatch(
    new RegExp(`Who of a rollout did not arrive .* 1 1 of 1 person .* ${event?.uuid ?? 'no event'} `),
  );
});

it('keeps the events of the first people of each cause', () => {
  const cause = (id: string) => ({ id, what: `It is ${id}.`, next: 'Mend it.' });
  const of = (id: string, count: number) =>
    Array.from({ length: count }, (_, at) => ({
      ...{ userId: `${id}${String(at)}`, cause: cause(id), note: '', eventId: `event-${id}${String(at)}` },
    }));
  const failures = failuresOf([...of('a', keptEvents + 3), ...of('b', 1)]);
  const kept = failures.failed.filter(({ eventId }) => eventId !== null);
  expect(kept).toHaveLength(keptEvents + 1);
  const ring = { ...failures, people: [], endedAt: null, checkedAt: null };
  expect(rolloutFailureBlocks([ring])[1]).toMatchObject({
    rows: [
      [
        '1',
        `${String(keptEvents + 3)} of 0 people`,
        'It is a.',
        'not noted',
        expect.stringMatching(/^event-a0, /),
      ],
      ['1', '1 of 0 people', 'It is b.', 'not noted', 'event-b0'],
    ],
  });
  expect(rolloutFailureBlocks([{ ...ring, failed: [], failures: [] }])).toEqual([]);
});
