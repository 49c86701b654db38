import { expect, it } from 'vitest';
import { snapshotAt } from '../../../shared/testing/snapshots';
import type { AttributeRow } from '../../../shared/verification';
import { renderPart, wordsOf } from '../../testing/render';
import { AttributeTable } from './comparison';
import { words } from './words';

const { notAsked, notReported, sameInOkta, states } = words.compare;
const unread: AttributeRow = {
  attribute: 'userName',
  expected: 'kim@acme.example',
  okta: 'kim@acme.example',
  oktopost: null,
  state: 'cannot-be-read',
};

it.each([
  ['admin-application', 'us', unread, [notAsked, sameInOkta]],
  ['admin-application', 'us', { ...unread, okta: 'kim' }, [notAsked, states['cannot-be-read']]],
  ['board', 'us', unread, [notReported, sameInOkta]],
] as const)('of %s, %s, says what was not asked, and what Okta has as expected (%#)', (...given) => {
  const [destination, region, row, said] = given;
  const shown = wordsOf(
    renderPart(<AttributeTable rows={[row]} />, snapshotAt('test-user', { destination, region })),
  );
  for (const text of said) expect(shown).toContain(text);
  for (const text of [notAsked, notReported, sameInOkta, states['cannot-be-read']])
    expect(shown.includes(text)).toBe((said as readonly string[]).includes(text));
});
