import { setImmediate } from 'node:timers/promises';

/** A step of so many changes whose requests take no time. `applied` is called after each. */
export function pretendedStep(count: number, applied: (done: number) => void): object {
  const changes = Array.from({ length: count }, (_, index) => ({
    mutation: index,
    change: {
      id: `user-name-${index}`,
      title: `Change the user name of Person ${index}`,
      verb: 'update',
      rows: [
        {
          setting: 'user-name',
          now: `person${index}`,
          after: `person${index}@example.com`,
          verb: 'change',
          note: null,
        },
      ],
      warnings: [],
      pushes: 1,
      undo: 'Change it back.',
      irreversibleEffect: null,
    },
  }));
  let done = 0;
  const recheck = () =>
    Promise.resolve({
      kind: 'go',
      predecessorsDone: true,
      isNext: true,
      beforeAndAfter: { userId: 'x' },
      images: { userId: 'x' },
      apply: async () => {
        // As after a request, everything else that waits gets its turn.
        await setImmediate();
        done += 1;
        applied(done);
        return { details: {} };
      },
    });
  const draft = () =>
    Promise.resolve({
      changes,
      warnings: [],
      notes: [],
      blockers: [],
      step: null,
      existingApps: [],
      assigned: null,
      reach: null,
      undo: null,
      touched: [],
    });
  return { independent: true, draft, recheck, turn: recheck, verify: () => Promise.resolve([]) };
}
