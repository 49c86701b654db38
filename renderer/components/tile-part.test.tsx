import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { Plan } from '../../shared/plan';
import { app, snapshotAt } from '../../shared/testing/snapshots';
import { mappingPlan, runOf, sameCheck } from '../../shared/testing/plans';
import { ok, press, show } from '../testing/dom';
import { readBackWords } from '../words/read-back';
import { tileWords as words } from '../words/tile';
import { TilePart } from './tile-part';

const scope: Plan['scope'] = { kind: 'tile', hidden: true };

it('the tile is hidden by a plan, what was read back is shown, and it can be shown again by hand', async () => {
  const { callsOf, send } = await show(<TilePart />, snapshotAt('apply', { app }), {
    'plan.preview': () => ok({ ...mappingPlan, id: 'tile-1', scope }),
    'plan.apply': () => ok({ runId: 'run-1' }),
  });
  expect(screen.queryByRole('link', { name: words.byHand })).toBeNull();
  await press(words.shown.title);
  await press(words.shown.preview);
  expect(callsOf('plan.preview')).toEqual([{ scope }]);
  await press(words.shown.apply);
  expect(callsOf('plan.apply')).toEqual([{ planId: 'tile-1' }]);
  await send({ run: runOf({ scope, state: 'done', checks: [sameCheck] }), tileHidden: true });
  await press(readBackWords.checks.same(1, false));
  expect(screen.getByRole('table', { name: words.hidden.title }).textContent).toContain('urn:oktopost:sp');
  expect(screen.getByText(words.hidden.text)).toBeDefined();
  expect(screen.getByRole('link', { name: words.byHand })).toBeDefined();
  await press(words.hidden.preview);
  expect(callsOf('plan.preview')[1]).toEqual({ scope: { kind: 'tile', hidden: false } });
});
