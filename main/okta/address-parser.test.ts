import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readOktaAddress } from '../../shared/okta-address';

const plain = [
  'acme',
  '-admin',
  '.',
  'okta',
  '.com',
  '.okta.com',
  '.okta.mil',
  '@',
  ':',
  '443',
  '/',
  '#',
  '1',
];
const odd = [
  'evil',
  '\\',
  '?',
  ' ',
  'xn--',
  '%2e',
  'О',
  '[',
  'okta-emea.com',
  '-',
  '\t',
  '。',
  '\u00ad',
  'ｏkta.com',
];
const pieces = fc.constantFrom(...plain, ...odd);

it('accepts as an Okta host only what a URL parser resolves to that host', () => {
  fc.assert(
    fc.property(fc.array(pieces, { minLength: 1, maxLength: 7 }), (parts) => {
      const input = `https://${parts.join('')}`;
      const read = readOktaAddress(input);
      if (read.kind !== 'okta-host') return;
      const reached = new URL(input).hostname.replace(/\.$/, '');
      const org = new URL(read.orgUrl).hostname;
      // A short name (`acme`) means acme.okta.com.
      const full = reached.includes('.') ? reached : `${reached}.okta.com`;
      expect(full.replace(/(-admin)+\./, '.')).toBe(org);
    }),
    { numRuns: 20_000 },
  );
});
