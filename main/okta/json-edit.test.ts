import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editJson } from './json-edit';

/** JSON as another program may write it: any spacing, numbers and escapes in several forms. */
const spaced = fc.tuple(fc.jsonValue(), fc.constantFrom(undefined, 1, '\t')).map(([value, space]) => {
  const text = JSON.stringify({ label: 'Old', é: 1, value, inner: { value, kept: null } }, null, space);
  return text.replaceAll('é', String.raw`\u00e9`);
});

describe('editJson', () => {
  it('changes what is changed and not one byte beside it', () => {
    fc.assert(
      fc.property(spaced, (text) => {
        const changed = editJson(text, (value) => {
          value['label'] = 'New';
        });
        expect(changed).toBe(text.replace(/"label":( ?)"Old"/, '"label":$1"New"'));
      }),
    );
  });

  it('leaves a text alone in which nothing is changed', () => {
    fc.assert(
      fc.property(spaced, (text) => {
        expect(editJson(text, (value) => Object.assign(value, structuredClone(value)))).toBe(text);
      }),
    );
  });

  it('makes what was not there, and takes away what is deleted', () => {
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
