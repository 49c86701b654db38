import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  areaOf,
  formatSettingId,
  labelOf,
  labelWithin,
  mappedAttribute,
  mappingOf,
  parseSettingId,
  settingAreas,
  settingIdSchema,
} from './settings';
import type { Setting } from './settings';
import { anyCharacter } from './testing/text';

const kinds = ['mapping', 'attribute', 'user-name', 'assignment'] as const;
const anyPart = fc.string({ minLength: 1, maxLength: 30 }).map((text) => text.replaceAll('/', '_'));
const anySetting: fc.Arbitrary<Setting> = fc.oneof(
  fc
    .tuple(anyPart, anyPart, fc.string({ minLength: 1, maxLength: 60 }))
    .map((parts) => ({ kind: 'mapping-of-type' as const, of: parts.join('/') })),
  fc
    .constantFrom('app', 'app.status', 'sign-on.relay-state', 'user-names', 'scim', 'to-app.create')
    .map((id) => ({ kind: 'plain' as const, id })),
  fc.record({
    kind: fc.constantFrom(...kinds),
    of: fc.oneof(
      fc.string({ unit: anyCharacter, minLength: 1, maxLength: 60 }),
      fc.constantFrom('givenName', 'scim', 'a:b', ':', '__proto__'),
    ),
  }),
);

describe('the id of a setting', () => {
  it('is read back as what it was made of', () => {
    fc.assert(
      fc.property(anySetting, (setting) => {
        const id = formatSettingId(setting);
        expect(parseSettingId(id)).toEqual(setting);
        expect(settingIdSchema.safeParse(id).success).toBe(true);
      }),
    );
  });

  it('has an area and a label, which names an attribute wherever it is shown', () => {
    fc.assert(
      fc.property(anySetting, (setting) => {
        const id = formatSettingId(setting);
        expect(settingAreas).toContain(areaOf(id));
        expect(labelOf(id, 'Ana Silva')).not.toBe('');
        if (setting.kind === 'mapping') {
          expect(mappedAttribute(id)).toBe(setting.of);
          expect([labelOf(id), labelWithin(id)]).toEqual([`Mapping of ${setting.of}`, setting.of]);
        } else if (setting.kind === 'mapping-of-type') {
          const [, userType, ...attribute] = setting.of.split('/');
          expect(mappedAttribute(id)).toBe(attribute.join('/'));
          expect(labelOf(id)).toBe(`Mapping of ${attribute.join('/')}, user type ${userType}`);
        } else {
          expect(mappedAttribute(id)).toBeNull();
        }
      }),
    );
  });

  it('of the mapping of another user type than the default one names the type', () => {
    const id = mappingOf('givenName', { id: 'oty2', name: 'contractor' });
    expect(id).toBe('mapping-of-type:oty2/contractor/givenName');
    expect(labelWithin(id)).toBe('givenName (contractor)');
    expect(mappedAttribute(mappingOf('a', { id: 'oty2', name: 'x/y' }))).toBe('a');
  });

  it('names a person only by what it is told', () => {
    expect(labelOf('assignment:00u1', 'Ana Silva')).toBe('Assignment of Ana Silva');
    expect(labelOf('user-name:00u1')).toBe('User name');
  });

  it.each([
    '',
    ':',
    'mapping',
    'mapping:',
    'mapping-of-type:oty2',
    'mapping-of-type:oty2/contractor/',
    'mapping-of-type://givenName',
    'Status',
    'toString',
    '__proto__',
    'other:x',
    `mapping:${'x'.repeat(257)}`,
  ])('is not %j', (text) => {
    expect(parseSettingId(text)).toBeNull();
    expect(settingIdSchema.safeParse(text).success).toBe(false);
  });

  it('is a text', () => {
    for (const value of [null, 1, ['scim'], { scim: true }]) {
      expect(settingIdSchema.safeParse(value).success).toBe(false);
    }
  });
});
