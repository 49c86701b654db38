import fc from 'fast-check';

/**
 * Any Unicode character but a lone surrogate, as `unit` of `fc.string`. Its own `unit: 'binary'` draws from the same, and
 * builds a table of a million entries for each arbitrary.
 */
export const anyCharacter: fc.Arbitrary<string> = fc
  .oneof(
    fc.integer({ min: 0x20, max: 0x7e }),
    fc.integer({ min: 0, max: 0xd7ff }),
    fc.integer({ min: 0xe000, max: 0x10ffff }),
  )
  .map((code) => String.fromCodePoint(code));
