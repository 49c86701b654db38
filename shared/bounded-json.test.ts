import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { decodeJson, excess, jsonLimits, listOf, recordOf } from './bounded-json';

const limits = { length: 1000, depth: 3, values: 20, members: 5 };

// Shows: input from outside costs time or memory
describe('JSON from outside', () => {
  it.each([
    ['x'.repeat(1001), 'too-long'],
    ['[[[[]]]]', 'too-deep'],
    ['[0,0,0,0,0,0]', 'too-many'],
    ['{"a":0,"b":0,"c":0,"d":0,"e":0,"f":0}', 'too-many'],
    ['[[0,0,0,0],[0,0,0,0],[0,0,0,0],[0,0,0,0],[0,0,0,0]]', 'too-many'],
    ['{"a":', 'not-json'],
    ['', 'not-json'],
  ])('beyond a limit is refused: %#', (text, refusal) => {
    expect(decodeJson(text, limits)).toEqual({ ok: false, refusal });
  });

  it('is measured before it is decoded: a text that ends in the middle shows its excess, not that it is no JSON', () => {
    expect(decodeJson('[{},{},{},{},{},', limits)).toEqual({ ok: false, refusal: 'too-many' });
  });

  it('up to its limits is what JSON.parse makes of it', () => {
    const value = fc.jsonValue({ maxDepth: 4 });
    const wide = { length: 1e6, depth: 50, values: 1e5, members: 1e4 };
    fc.assert(
      fc.property(value, (made) => {
        const text = JSON.stringify(made);
        expect(decodeJson(text, wide)).toEqual({ ok: true, value: JSON.parse(text) });
      }),
    );
  });

  it('is not counted inside texts, whatever they escape', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('"', '\\', '[', '{', ',', 'x') }), (text) => {
        expect(excess(JSON.stringify([text, text]), { ...limits, depth: 1, values: 2 })).toBeNull();
      }),
    );
  });
});

describe('a list or record of which an item is bad', () => {
  const counting = () => {
    const seen: unknown[] = [];
    const item = z.unknown().transform((value, context) => {
      seen.push(value);
      if (typeof value !== 'number') context.addIssue({ code: 'custom', message: 'no number' });
      return value;
    });
    return { seen, item };
  };

  it('ends with the first one, which the only issue names', () => {
    const { seen, item } = counting();
    const read = z.object({ all: listOf(item) }).safeParse({ all: [1, 'a', 'b', 'c'] });
    expect(read.error?.issues).toMatchObject([{ path: ['all', 1], message: 'no number' }]);
    expect(seen).toEqual([1, 'a']);
  });

  it('by key likewise', () => {
    const { seen, item } = counting();
    const read = recordOf(item).safeParse({ a: 1, b: 'a', c: 'b' });
    expect(read.error?.issues).toMatchObject([{ path: ['b'], message: 'no number' }]);
    expect(seen).toEqual([1, 'a']);
  });

  it('is read whole when all are good', () => {
    expect(listOf(z.coerce.number()).parse(['1', 2])).toEqual([1, 2]);
    expect(recordOf(z.coerce.number()).parse({ a: '1' })).toEqual({ a: 1 });
  });
});

describe('the largest pages that the product asks Okta for', () => {
  const attributes = (count: number) =>
    Object.fromEntries(
      Array.from({ length: count }, (_, index) => [`attribute${index}`, 'a value of some length']),
    );

  it.each([
    [
      'people of an org with 250 profile attributes',
      jsonLimits.okta,
      { id: '00u', _embedded: { user: { profile: attributes(250) } } },
    ],
    [
      'events of the System Log with every detail',
      jsonLimits.systemLog,
      { debugContext: attributes(150), request: {}, target: [{}, {}] },
    ],
  ])('are within the limits: 500 %s', (_, held, row) => {
    const page = JSON.stringify(Array.from({ length: 500 }, () => row));
    expect(decodeJson(page, held).ok).toBe(true);
  });
});

it('2,500 users from an Oktopost that ignores `count` are within its limits', () => {
  const user = {
    schemas: ['core'],
    id: 'u',
    userName: 'a@b.example',
    name: { givenName: 'A', familyName: 'B' },
  };
  const resources = Array.from({ length: 2500 }, () => ({
    ...user,
    emails: [{ type: 'work' }],
    meta: {},
    active: true,
  }));
  expect(
    decodeJson(JSON.stringify({ totalResults: 2500, Resources: resources }), jsonLimits.oktopost).ok,
  ).toBe(true);
});
