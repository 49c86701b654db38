import { screen } from '@testing-library/react';
import type { PeopleResult, PersonRow } from '../../shared/people';
import { app, noPeople, snapshotAt } from '../../shared/testing/snapshots';
import { ok } from './dom';
import { words } from '../screens/people/words';

/** The people of a large org. */
export const total = 100_000;
/** What was read of them. */
export const result: PeopleResult = {
  at: '2026-11-28T10:00:00.000Z',
  source: { kind: 'assigned' },
  total,
  states: [
    { state: 'red', people: 300 },
    { state: 'green', people: total - 300 },
  ],
  reasons: [{ reason: 'family-name-missing', people: 300 }],
  oktopost: 'read',
  activeAccounts: 40,
  newcomers: 70,
  newcomersOnceMended: 8,
  since: null,
};

export const rowOf = (index: number): PersonRow => ({
  id: `00u${index}`,
  givenName: `Given${index}`,
  familyName: `Family${index}`,
  email: `u${index}@acme.example`,
  userName: `u${index}@acme.example`,
  state: 'green',
  reasons: index === 0 ? ['suspended', 'email-missing'] : [],
});

/** The screen, with the readiness in this state. */
export const at = (change: Partial<(typeof noPeople)['readiness']>, licences: number | null = null) =>
  snapshotAt('people', {
    app,
    people: { ...noPeople, readiness: { ...noPeople.readiness, ...change }, licences },
  });
/** The same, with all of them read. */
export const done = at({ phase: 'done', version: 3, result });
/** Main's answers to what the table asks for. */
export const handlers = {
  'people.rows': (payload: {
    from: number;
    count: number;
    filter: { states?: readonly string[] | undefined };
  }) =>
    ok({
      total: (payload.filter.states ?? []).length === 0 ? total : 300,
      rows: Array.from({ length: payload.count }, (_, index) => rowOf(payload.from + index)),
    }),
};

export const grid = () => screen.findByRole('grid', { name: words.table.title });
