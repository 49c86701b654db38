import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  areaOf,
  formatSettingId,
  labelOf,
  labelWithin,
  mappedAttribute,
  parseSettingId,
  settingAreas,
  settingIdSchema,
} from './settings';
import type { Setting } from './settings';

const kinds = ['mapping', 'attribute', 'user-name', 'assignment'] as const;
const anySetting: fc.Arbitrary<Setting> = fc.oneof(
  fc
    .constantFrom('app', 'app.status', 'sign-on.relay-state', 'user-names', 'scim', 'to-app.create')
    .map((id) => ({ kind: 'plain' as const, id })),
  fc.record({
    kind: fc.constantFrom(...kinds),
    of: fc.oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }),
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
        } else {
          expect(mappedAttribute(id)).toBeNull();
        }
      }),
    );
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
