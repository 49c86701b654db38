import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { peopleFilterSchema, peopleStateOrder } from '../../shared/people';
import type { PersonRow } from '../../shared/people';
import { createPeopleTable } from './table';

const anyRows = fc.array(
  fc.record({
    givenName: fc.constantFrom('Ada', 'Zoë', '', 'bo'),
    familyName: fc.constantFrom('Abbott', 'Brontë', 'abbott', ''),
    email: fc.emailAddress(),
    state: fc.constantFrom('arrived' as const, 'gone' as const, 'pending' as const),
    reasons: fc.subarray(['changed' as const, 'by-group' as const]),
  }),
  { maxLength: 30 },
);
const rowsOf = (made: readonly Omit<PersonRow, 'id' | 'userName'>[]): PersonRow[] =>
  made.map((row, index) => ({ ...row, id: String(index), userName: row.email }));
const usual = peopleFilterSchema.parse({});

describe('the table of people', () => {
  it('has the rows that pass, each once, and ranges are parts of the whole', () => {
    fc.assert(
      fc.property(
        anyRows,
        fc.nat(30),
        fc.integer({ min: 1, max: 10 }),
        fc.boolean(),
        (made, from, count, descending) => {
          const rows = rowsOf(made);
          const table = createPeopleTable(rows);
          const filter = { ...usual, states: ['gone' as const], reason: 'changed' as const, descending };
          const expected = rows.filter(
            ({ state, reasons }) => state === 'gone' && reasons.includes('changed'),
          );
          const all = table.all(filter);
          expect(all.map(({ id }) => id).toSorted()).toEqual(expected.map(({ id }) => id).toSorted());
          expect(table.range(filter, from, count)).toEqual({
            total: all.length,
            rows: all.slice(from, from + count),
          });
        },
      ),
    );
  });

  it('sorts by state first, what asks for something before what is well; descending is the reverse', () => {
    fc.assert(
      fc.property(anyRows, (made) => {
        const table = createPeopleTable(rowsOf(made));
        const up = table.all(usual);
        const ranks = up.map(({ state }) => peopleStateOrder.indexOf(state));
        expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
        expect(table.all({ ...usual, descending: true })).toEqual(up.toReversed());
      }),
    );
  });

  it('sorts by the reasons as they are shown, and puts who has none last', () => {
    const row = { givenName: 'A', familyName: '', state: 'red', reasons: [] } as const;
    const table = createPeopleTable(
      rowsOf([
        { ...row, email: 'none@b.c', reasons: [] },
        { ...row, email: 'suspended@b.c', reasons: ['suspended'] },
        { ...row, email: 'both@b.c', reasons: ['email-missing', 'suspended'] },
        { ...row, email: 'first@b.c', reasons: ['given-name-missing'] },
        { ...row, email: 'email@b.c', reasons: ['email-missing'] },
      ]),
    );
    expect(table.all({ ...usual, sort: 'reasons' }).map(({ email }) => email)).toEqual([
      'email@b.c',
      'both@b.c',
      'first@b.c',
      'suspended@b.c',
      'none@b.c',
    ]);
  });

  it('puts who has no name last, and finds without case and accents', () => {
    const table = createPeopleTable(
      rowsOf([
        { givenName: 'A', familyName: '', email: 'a@b.c', state: 'arrived', reasons: [] },
        { givenName: 'Zoë', familyName: 'Brontë', email: 'z@b.c', state: 'arrived', reasons: [] },
      ]),
    );
    const filter = { ...usual, sort: 'familyName' as const };
    expect(table.all(filter).map(({ givenName }) => givenName)).toEqual(['Zoë', 'A']);
    expect(table.all({ ...filter, search: 'bronte zo' }).map(({ email }) => email)).toEqual(['z@b.c']);
    expect(table.all({ ...filter, search: 'zoe bron' }).map(({ email }) => email)).toEqual(['z@b.c']);
  });
});
