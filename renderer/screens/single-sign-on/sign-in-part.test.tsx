import { expect, it } from 'vitest';
import { app, snapshotAt } from '../../../shared/testing/snapshots';
import { at } from '../../../shared/testing/time';
import { renderPart, wordsOf } from '../../testing/render';
import type { IdpDetails } from '../../../shared/single-sign-on';
import { SignInPart } from './sign-in-part';
import { ValuesPart } from './values-part';
import { words } from './words';

it.each([
  [false, 'choose the tile'],
  [true, 'Open the address of the tile'],
])('leads to the tile, or where it is hidden (%s) to its address', (hidden, said) => {
  const snapshot = snapshotAt('single-sign-on', { app });
  const { checks } = snapshot.signIns;
  const begun = { ...checks['from-okta'], startedAt: at };
  const signIns = { ...snapshot.signIns, checks: { ...checks, 'from-okta': begun } };
  const tile = { url: 'https://acme.okta.com/home/x', hidden };
  const shown = wordsOf(
    renderPart(<SignInPart way="from-okta" tile={tile} sent={null} />, { ...snapshot, signIns }),
  );
  expect(shown).toContain(said);
  expect(shown.includes('choose the tile')).toBe(!hidden);
});

it.each(['from-okta', 'from-oktopost'] as const)(
  'tells at %s of the newest earlier try that did not work',
  (way) => {
    const snapshot = snapshotAt('single-sign-on', { app });
    const failed = [{ way: 'from-okta', event: null, decidedAt: at, decidedBy: null }] as const;
    const signIns = { ...snapshot.signIns, failed: [...failed] };
    const shown = wordsOf(
      renderPart(<SignInPart way={way} tile={null} sent={null} />, { ...snapshot, signIns }),
    );
    expect(shown.includes('An earlier try did not work')).toBe(way === 'from-okta');
  },
);

it.each([
  ['custom', { response: 'Signed', assertion: 'Signed', attributes: 'none' }, []],
  [
    'custom',
    { response: 'Signed', assertion: 'Unsigned', attributes: 'none' },
    ['Assertion Signature is Unsigned, and has to be Signed. Set it on the General tab'],
  ],
  ['custom', null, ['Response and Assertion Signature have to be Signed. Set it on the General tab']],
  [
    'catalogue',
    { response: 'Unsigned', assertion: 'Signed', attributes: 'none' },
    ['Response is Unsigned, and has to be Signed. The pre-built app has no place for it'],
  ],
  ['catalogue', null, []],
] as const)(
  'names of the signatures of a %s app only what differs, at places that exist (%#)',
  (kind, sent, said) => {
    const lines = words.check.refusedByOktopost('kim@acme.example', null, sent, kind === 'catalogue');
    const found = lines.filter((line) => line.includes('Signed'));
    expect(found).toHaveLength(said.length);
    for (const [index, line] of said.entries()) expect(found[index]).toContain(line);
  },
);

it.each([
  ['admin-application', true],
  ['board', false],
] as const)(
  'says where people sign in already that entered values need only be tried (%s)',
  (destination, is) => {
    const details = {
      ...{
        issuer: 'http://www.okta.com/exk1',
        signOnUrl: 'https://acme.okta.com/sso/saml',
        metadata: '<x/>',
      },
      ...{ certificates: [], policy: { availability: 'unavailable', why: 'no-link' }, sent: null },
      tile: { url: null, hidden: false },
    } satisfies IdpDetails;
    const snapshot = snapshotAt('single-sign-on', { app, destination, region: 'us' });
    const shown = wordsOf(renderPart(<ValuesPart idpDetails={details} />, snapshot));
    expect(shown.includes(words.values.inUse)).toBe(is);
  },
);
