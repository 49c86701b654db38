import { expect, it } from 'vitest';
import { noLifeCycle } from '../../shared/life-cycle';
import type { LifeCycleFact } from '../../shared/life-cycle';
import { newSession } from '../storage/session';
import { messageToOktopost } from './message';

const facts: LifeCycleFact[] = [
  { where: 'oktopost', what: 'given-name', expected: 'Changed', actual: 'First', state: 'different' },
  { where: 'oktopost', what: 'active', expected: 'true', actual: null, state: 'cannot-be-read' },
];

it.each([
  ['board', 'not read'],
  ['admin-application', 'not asked'],
] as const)('of the %s names the failed phase, its time, and what was expected and found', (...row) => {
  const [destination, unread] = row;
  const { text } = messageToOktopost({
    session: {
      ...{ ...newSession(), destination, region: 'us' },
      lifeCycle: {
        ...noLifeCycle,
        state: 'failed',
        phases: [
          {
            phase: 'first-name',
            state: 'failed',
            startedAt: '2026-11-29T08:00:00.000Z',
            writtenAt: null,
            endedAt: '2026-11-29T08:01:00.000Z',
            facts,
            eventIds: [],
            explanation: null,
            seen: null,
          },
        ],
      },
    },
    explained: null,
    clean: (given) => given,
    now: new Date('2026-11-29T09:00:00.000Z'),
    timeZone: 'Europe/Berlin',
  });
  expect(text).toContain(
    'Change the first name, begun 2026-11-29T08:00:00.000Z, failed 2026-11-29T08:01:00.000Z',
  );
  expect(text).toContain('Oktopost, first name: expected Changed; found First');
  expect(text).toContain(`Oktopost, active: expected true; ${unread}`);
});

it('of a practice run says so first, and without a failure asks for what fails', () => {
  const { subject, text } = messageToOktopost({
    session: { ...newSession(), mode: 'practice' },
    explained: null,
    clean: (given) => given,
    now: new Date('2026-11-29T09:00:00.000Z'),
    timeZone: 'Europe/Berlin',
  });
  expect([subject, text]).toEqual([
    expect.stringMatching(/^PRACTICE RUN/),
    expect.stringMatching(/^PRACTICE RUN/),
  ]);
  expect(text).toContain('describe here what fails');
});
