import { expect, it } from 'vitest';
import { app, snapshotAt } from '../../../shared/testing/snapshots';
import { at } from '../../../shared/testing/time';
import { renderPart, wordsOf } from '../../testing/render';
import { SignInPart } from './sign-in-part';

it.each([
  [false, 'choose the tile'],
  [true, 'Open the address of the tile'],
])('leads to the tile, or where it is hidden (%s) to its address', (hidden, said) => {
  const snapshot = snapshotAt('single-sign-on', { app });
  const { checks } = snapshot.signIns;
  const begun = { ...checks['from-okta'], startedAt: at };
  const signIns = { ...snapshot.signIns, checks: { ...checks, 'from-okta': begun } };
  const tile = { url: 'https://acme.okta.com/home/x', hidden };
  const words = wordsOf(
    renderPart(<SignInPart way="from-okta" tile={tile} sent={null} />, { ...snapshot, signIns }),
  );
  expect(words).toContain(said);
  expect(words.includes('choose the tile')).toBe(!hidden);
});
