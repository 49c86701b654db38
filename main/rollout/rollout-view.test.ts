import { expect, it } from 'vitest';
import { rolloutBlocks } from '../summary/rollout-blocks';
import { countsSentence } from '../../shared/rollout-words';
import type { StoredRing, StoredRollout } from './rollout-store';
import { notedRollout } from './exported-rollout';
import { countsOf } from './counts';
import { rolloutRows, viewOf } from './rollout-view';
import type { Live } from './counts';

const ring = (state: StoredRing['state'], arrived: number): StoredRing => ({
  ...{
    kind: 'pilot',
    group: null,
    people: [person('a')],
    state,
    startedAt: null,
    endedAt: null,
    checkedAt: null,
  },
  ...{ failed: [], failures: [], looked: null, logged: null },
  course: [{ second: 1, arrived, waiting: 0, failed: 0 }],
});
const live: Live = {
  version: 1,
  course: [],
  checking: null,
  runCounts: () => ({ arrived: 0, waiting: 0, failed: 0 }),
  states: new Map(),
  backOf: () => () => 'taken-back',
};
const drawn = (rings: StoredRing[]): number | undefined => {
  const rollout: Pick<StoredRollout, 'state' | 'rings' | 'earlier' | 'goOn'> = {
    state: 'paused',
    rings,
    goOn: false,
    earlier: 0,
  };
  const { course, courseOf } = viewOf(rollout, live, { cutOff: [], later: [] });
  expect(courseOf === null ? [] : rings[courseOf]?.course).toEqual(course);
  return course.at(-1)?.arrived;
};

it('draws the course of the last ring that is not taken back', () => {
  expect(drawn([ring('passed', 1), ring('passed', 5)])).toBe(5);
  expect(drawn([ring('passed', 1), ring('taken-back', 5)])).toBe(1);
  expect(drawn([ring('taken-back', 1), ring('taken-back', 5)])).toBeUndefined();
});

const person = (userId: string): StoredRing['people'][number] => ({
  ...{ userId, name: userId, login: userId, email: userId },
});
/** `who`: a letter each; `failed`: whoever of them did not arrive. */
const ringOf = (state: StoredRing['state'], who: string, failed = ''): StoredRing => ({
  ...ring(state, 0),
  people: who.split('').map(person),
  failed: failed.split('').map((userId) => ({ userId, cause: 'x', note: `why ${userId}`, eventId: null })),
});
const rolloutOf = (earlier: number, rings: StoredRing[]): StoredRollout => ({
  ...{ failShare: 0, goOn: true, accepted: [], state: 'paused', pause: null, error: null },
  ...{ earlier, rings, notBegun: [] },
});
const missingIn = (rollout: StoredRollout): string[] =>
  rolloutRows(rollout, live, { of: 'rollout', ring: null, state: 'failed', from: 0, count: 200 }).map(
    ({ userId, ring: index, note }) => `${userId} ${index}: ${note}`,
  );

it('keeps naming whoever failed in an earlier ring or rollout, until a later ring has them', () => {
  const rings = [ringOf('passed', 'abc', 'bc'), ringOf('failed', 'defg', 'defg'), ringOf('passed', 'h')];
  const later = rolloutOf(3, [...rings, ringOf('passed', 'ijd', 'j'), ringOf('to-do', 'b')]);
  expect(missingIn(later)).toEqual([
    'b 0: why b',
    'c 0: why c',
    'e 1: why e',
    'f 1: why f',
    'g 1: why g',
    'j 3: why j',
  ]);
  expect(countsOf(later, live)).toMatchObject({ people: 4, arrived: 2, failed: 1, missing: 6 });
  expect(missingIn(rolloutOf(0, [ringOf('taken-back', 'a', 'a'), ringOf('passed', 'b')]))).toEqual([]);
  expect(missingIn(rolloutOf(1, [ringOf('failed', 'a', 'a'), ringOf('taken-back', 'a')]))).toEqual([]);
});

it('counts a person once over all rings, by the last one that began with them', () => {
  const rings = [
    ringOf('passed', 'abc', 'c'),
    ringOf('taken-back', 'de'),
    ringOf('passed', 'dc'),
    ringOf('taken-back', 'f'),
    ringOf('to-do', 'ga'),
  ];
  expect(notedRollout(rolloutOf(2, rings), live, new Map())).toMatchObject({
    ...{ people: 7, rings: 5, arrived: 4, waiting: 0, failed: 0, takenBack: 2 },
  });
  expect(
    notedRollout(rolloutOf(0, [ringOf('passed', 'ab'), ringOf('failed', 'b', 'b')]), live, new Map()),
  ).toMatchObject({
    ...{ people: 2, arrived: 1, waiting: 0, failed: 1 },
  });
});

it('says in a summary who is in two rings, and as of when a ring is counted', () => {
  const textOf = (rings: StoredRing[]): string => {
    const noted = notedRollout(rolloutOf(0, rings), live, new Map());
    return noted === null ? '' : JSON.stringify(rolloutBlocks(noted, true));
  };
  const again = textOf([ringOf('passed', 'a'), ringOf('taken-back', 'bcd'), ringOf('passed', 'db')]);
  expect(again).toContain('4 people in 3 rings: 3 arrived, 0 on the way, 0 failed, 1 taken back.');
  expect(again).toContain(
    '2 people of a ring are in a later one again: counted once above, by the later ring.',
  );
  expect(again).toContain('A ring is counted as it was read at its end');
  const left = { ...rolloutOf(0, [ringOf('passed', 'ab'), ringOf('passed', 'b')]), notBegun: [person('f')] };
  const noted = notedRollout(left, live, new Map());
  expect(noted === null ? '' : JSON.stringify(rolloutBlocks(noted, true))).toContain(
    '1 person of a ring is in',
  );
  expect(textOf([ringOf('passed', 'a'), ringOf('passed', 'b')])).not.toContain('later one again');
});

it.each([
  [true, 'not read'],
  [false, 'not asked'],
])('says in a summary of accounts that nobody looked at whether Oktopost is asked, %s', (isAsked, said) => {
  const noted = notedRollout(rolloutOf(0, [{ ...ringOf('passed', 'a'), looked: null }]), live, new Map());
  const table =
    noted === null ? undefined : rolloutBlocks(noted, isAsked).find(({ kind }) => kind === 'table');
  expect(table?.kind === 'table' ? table.rows[0]?.at(-1) : undefined).toBe(said);
});

it('draws no course of a ring of nobody', () => {
  const course = [0, 5].map((second) => ({ second, arrived: 0, waiting: 0, failed: 0 }));
  const rollout = rolloutOf(0, [{ ...ringOf('passed', ''), course }]);
  expect(viewOf(rollout, live, { cutOff: [], later: [] })).toMatchObject({ course: [], courseOf: null });
  const noted = notedRollout(rollout, live, new Map());
  expect(noted === null ? [] : rolloutBlocks(noted, true).filter(({ kind }) => kind === 'course')).toEqual(
    [],
  );
});

it('tells apart and names whose ring was taken back, and with whom none has begun', () => {
  const rings = [
    ringOf('passed', 'a'),
    ringOf('taken-back', 'bcd'),
    ringOf('passed', 'd'),
    ringOf('to-do', 'eb'),
  ];
  const rollout = { ...rolloutOf(2, rings), notBegun: [person('f')] };
  expect(countsOf(rollout, live)).toMatchObject({ takenBack: 2, notBegun: 2, missing: 0 });
  const noted = notedRollout(rollout, live, new Map());
  expect(noted).toMatchObject({ people: 6, arrived: 2, takenBack: 2 });
  expect(noted === null ? '' : countsSentence(noted)).toBe(
    '2 arrived, 0 on the way, 0 failed, 2 taken back, 2 not begun.',
  );
  const asked = { of: 'rollout', ring: null, state: 'to-do', from: 0, count: 200 } as const;
  expect(rolloutRows(rollout, live, asked).map(({ userId, ring: at, note }) => [userId, at, note])).toEqual([
    ['b', 1, 'Ring 2 was taken back.'],
    ['c', 1, 'Ring 2 was taken back.'],
    ['e', 3, null],
    ['f', null, 'Their ring had not begun when another rollout did.'],
  ]);
});

it('says by what a ring that ended is known, as of when it was read, and who is counted in a later one', () => {
  const [endedAt, checkedAt] = ['2026-11-24T10:00:00.000Z', '2026-11-24T11:00:00.000Z'];
  const rings: StoredRing[] = [
    { ...ringOf('passed', 'abc'), endedAt, looked: 3, logged: 2 },
    { ...ringOf('failed', 'ad', 'd'), endedAt, checkedAt },
    { ...ringOf('taken-back', 'be'), endedAt },
    { ...ringOf('passed', ''), endedAt },
  ];
  expect(viewOf(rolloutOf(0, rings), live, { cutOff: [], later: [] }).notes).toEqual([
    { ring: 0, kind: 'evidence', text: 'Okta’s log confirms 2 of 3. Seen at Oktopost: 3', at: endedAt },
    { ring: 1, kind: 'evidence', text: 'Neither Okta’s log nor Oktopost was read', at: null },
    { ring: 0, kind: 'again', text: '2 of 3 are in a later ring again, and counted there', at: null },
  ]);
});

it('says of a ring that was cut off who is assigned, once Okta was read', () => {
  const rollout = rolloutOf(0, [ringOf('assigning', 'abc')]);
  const at = '2026-11-24T10:00:00.000Z';
  const of = (cutOff: Parameters<typeof viewOf>[2]['cutOff']) =>
    viewOf(rollout, live, { cutOff, later: [] }).notes.map(({ text, at: read }) => [text, read]);
  expect(of([])).toEqual([['Okta was not read since it was stopped', null]]);
  expect(of([{ ring: 0, assigned: 2, at }])).toEqual([['2 of 3 people assigned in Okta', at]]);
  const running = viewOf({ ...rollout, state: 'running' }, live, { cutOff: [], later: [] });
  expect(running.notes).toEqual([]);
});

it('has the time of a reading beside what was read, not beside what was not', () => {
  const endedAt = '2026-11-24T10:00:00.000Z';
  const noteOf = (read: Pick<StoredRing, 'looked' | 'logged'>) =>
    viewOf(
      {
        state: 'done',
        goOn: false,
        earlier: 0,
        rings: [{ ...ringOf('passed', 'ab'), endedAt, ...read }],
      },
      live,
      { cutOff: [], later: [] },
    ).notes.map(({ text, at }) => [text, at]);
  expect(noteOf({ looked: null, logged: 1 })).toEqual([
    ['Oktopost was not read. Okta’s log confirms 1 of 2', endedAt],
  ]);
  expect(noteOf({ looked: 2, logged: null })).toEqual([
    ['Okta’s log was not read. Seen at Oktopost: 2', endedAt],
  ]);
});
