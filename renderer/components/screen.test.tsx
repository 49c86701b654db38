// @vitest-environment jsdom
import { expect, it } from 'vitest';
import { railAt, snapshotAt } from '../../shared/testing/snapshots';
import { ok, press, show } from '../testing/dom';
import { words } from '../words/common';
import { Screen } from './screen';

const aside = (
  <Screen id="drift" title="Drift" lead="" state="" primary={null}>
    {null}
  </Screen>
);
const rail = railAt('single-sign-on');

it.each([
  ['the step that was shown before it', 'mapping', 'mapping'],
  ['where the set-up continues, from a step that cannot be reached any more', 'summary', 'single-sign-on'],
] as const)('a screen beside the flow leads back to %s', async (_, from, to) => {
  const { callsOf, send } = await show(aside, snapshotAt(from, { rail }), { 'session.go': () => ok(null) });
  await send({ screen: 'drift' });
  await press(words.backToSetUp);
  expect(callsOf('session.go')).toEqual([{ screen: to }]);
});
