import { expect, it } from 'vitest';
import { appUpdate } from '../okta/event-types';
import { emptyByGuidedStep, newSession } from '../storage/session';
import type { Session } from '../storage/session';
import { lifeWith, minuteOf } from '../testing/life-records';
import { logEvent } from '../testing/log-event';
import { createConnectionDoubts } from './connection-doubts';
import { provenByPush } from './how-known';

const before = '2026-11-28T09:00:00.000Z';
const now = new Date('2026-11-28T11:00:00.000Z');
const read = {
  where: 'oktopost',
  what: 'active',
  expected: 'false',
  actual: 'false',
  state: 'same',
} as const;

/** Half a minute after a phase of the life-cycle test somebody changes the app integration. */
function doubtedAfter(phase: Parameters<typeof minuteOf>[0]) {
  const session: Session = {
    ...newSession(),
    ...{ mode: 'real', destination: 'board', region: 'us' },
    app: { id: '0oa1', name: 'n', label: 'l', status: 'ACTIVE', createdByUs: true, adminOrigin: null },
    statedAt: { ...emptyByGuidedStep, connection: before },
    lifeCycle: lifeWith('unassign', { facts: [read] }),
  };
  const doubts = createConnectionDoubts({
    ...{ session: () => session, now: () => now, entries: () => [], lost: () => [] },
    applied: () => [{ changeId: 'assign', at: before, details: {}, confirmed: true }],
    arrivedSince: () => 'nobody',
  });
  doubts.take([
    logEvent({
      ...{ uuid: 'e1', eventType: appUpdate, outcome: { result: 'SUCCESS', reason: null } },
      published: minuteOf(phase).replace(':00.000Z', ':30.000Z'),
      targets: [{ id: '0oa1', type: 'AppInstance', alternateId: null, displayName: null, changes: [] }],
    }),
  ]);
  return doubts.open().map(({ setting }) => setting);
}

it('what a life-cycle test saw at Oktopost after a change ends the doubt of what a push proves, and of updates', () => {
  const inMiddle = doubtedAfter('first-name');
  for (const setting of provenByPush) expect(inMiddle).not.toContain(setting);
  // The next phase, which moves the user, was an update too.
  expect(inMiddle).not.toContain('connection.push-profile-updates');
  // No update shows by which field Okta looks for somebody new.
  expect(inMiddle).toContain('connection.unique-identifier');
  const atEnd = doubtedAfter('unassign');
  for (const setting of provenByPush) expect(atEnd).toContain(setting);
  expect(atEnd).toContain('connection.push-profile-updates');
});
