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
  expect(screen.queryByRole('link')).toBeNull();
  await press(words.shown.title);
  await press(words.shown.preview);
  expect(callsOf('plan.preview')).toEqual([{ scope }]);
  await press(words.shown.apply);
  expect(callsOf('plan.apply')).toEqual([{ planId: 'tile-1' }]);
  await send({ run: runOf({ scope, state: 'done', checks: [sameCheck] }), tileHidden: true });
  await press(readBackWords.checks.same(1, false));
  expect(screen.getByRole('table', { name: words.hidden.title }).textContent).toContain('urn:oktopost:sp');
  expect(screen.getByText(words.hidden.text)).toBeDefined();
  expect(screen.getByRole('link', { name: words.hidden.byHand })).toBeDefined();
  await press(words.hidden.preview);
  expect(callsOf('plan.preview')[1]).toEqual({ scope: { kind: 'tile', hidden: false } });
});

it('says to hide it before provisioning only where nothing shows that it is on, and this set-up made the app integration', async () => {
  const at = snapshotAt('apply', { app });
  const { send } = await show(<TilePart />, at);
  expect(screen.getByText(words.shown.title)).toBeDefined();
  const { guided } = at;
  await send({ guided: { ...guided, 'scim-on': { ...guided['scim-on'], known: 'read-back' } } });
  expect(screen.queryByText(words.shown.title)).toBeNull();
  await press(words.late.title);
  expect(screen.getByText(words.late.text)).toBeDefined();
  expect(screen.getByRole('link', { name: words.late.byHand })).toBeDefined();
  await send({ guided, app: { ...app, createdByUs: false } });
  expect(screen.queryByText(words.shown.title)).toBeNull();
});
