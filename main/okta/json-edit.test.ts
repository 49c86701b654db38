import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editJson } from './json-edit';

/** JSON as another program may write it: any spacing, numbers and escapes in several forms. */
const spaced = fc.tuple(fc.jsonValue(), fc.constantFrom(undefined, 1, '\t')).map(([value, space]) => {
  const text = JSON.stringify({ label: 'Old', é: 1, value, inner: { value, kept: null } }, null, space);
  return text.replaceAll('é', String.raw`\u00e9`);
});

describe('editJson', () => {
  it('changes no byte outside the edit', () => {
    fc.assert(
      fc.property(spaced, (text) => {
        const changed = editJson(text, (value) => {
          value['label'] = 'New';
        });
        expect(changed).toBe(text.replace(/"label":( ?)"Old"/, '"label":$1"New"'));
      }),
    );
  });

  it('returns the same text when nothing is changed', () => {
    fc.assert(
      fc.property(spaced, (text) => {
        expect(editJson(text, (value) => Object.assign(value, structuredClone(value)))).toBe(text);
      }),
    );
  });

  it('adds new members and removes deleted ones', () => {
    const text = '{ "a": 1.0, "b": {"c": 2e1} }';
    const changed = editJson(text, (value) => {
      delete value['a'];
      Object.assign(value, { b: { c: 20, d: [null] }, e: { f: 'g' } });
    });
    expect(JSON.parse(changed)).toEqual({ b: { c: 20, d: [null] }, e: { f: 'g' } });
    expect(changed).toContain('"c": 2e1');
  });

  it.each(['[]', 'null', '"x"'])('refuses %s', (text) => {
    expect(() => editJson(text, () => undefined)).toThrow(TypeError);
  });
});
