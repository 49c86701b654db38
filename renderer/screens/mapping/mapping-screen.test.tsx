import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { app, snapshotAt } from '../../../shared/testing/snapshots';
import { mappingPlan, sameCheck } from '../../../shared/testing/plans';
import { at } from '../../../shared/testing/time';
import { barState, ok, press, refused, show } from '../../testing/dom';
import type { Answers } from '../../testing/dom';
import { words as common } from '../../words/common';
import { readBackWords } from '../../words/read-back';
import { stepNames } from '../../../shared/step-names';
import { planWords } from '../../words/plan';
import { MappingScreen } from './mapping-screen';
import { words } from './words';

const before = snapshotAt('mapping', { app });
const showMapping = (answers: Answers = {}) =>
  show(<MappingScreen />, before, {
    'plan.preview': () => ok(mappingPlan),
    'plan.apply': () => ok({ runId: 'run-1' }),
    'mapping.choose': () => ok(null),
    'mapping.skip': () => ok(null),
    ...answers,
  });
const isChecked = (name: string): boolean => screen.getByRole<HTMLInputElement>('checkbox', { name }).checked;

describe('the mapping', () => {
  it('is previewed and applied', async () => {
    const { callsOf } = await showMapping();
    expect(screen.getByRole('table', { name: 'Change the profile mapping' })).toBeDefined();
    await press(words.action);
    expect(callsOf('plan.apply')).toEqual([{ planId: mappingPlan.id }]);
  });

  it('leads to the step that comes first where the plan cannot be applied yet', async () => {
    const { callsOf } = await showMapping({
      'plan.preview': () =>
        ok({
          ...{ ...mappingPlan, changes: [], blockers: ['Okta has no SCIM attributes yet.'] },
          step: 'scim-on',
        }),
      'session.go': () => ok(null),
    });
    await press(common.error.goTo(stepNames['scim-on']));
    expect(callsOf('session.go')).toEqual([{ screen: 'scim-on' }]);
  });

  it('is previewed again after a choice', async () => {
    const { callsOf, send } = await showMapping();
    await press(words.choice.email, 'checkbox');
    const choice = { keepWorkEmail: true, deleteSchemaAttributes: false };
    expect(callsOf('mapping.choose')).toEqual([choice]);
    expect(isChecked(words.choice.email)).toBe(true);
    await send({ mapping: { ...before.mapping, choice } });
    expect(callsOf('plan.preview')).toHaveLength(2);
  });

  it('shows the old choice again when main refuses the new one', async () => {
    await showMapping({ 'mapping.choose': () => refused({ code: 'busy', message: 'A run is active.' }) });
    await press(words.choice.schema, 'checkbox');
    expect(isChecked(words.choice.schema)).toBe(false);
    expect(screen.getByRole('alert').textContent).toContain('A run is active.');
  });

  it('is not called ready where the token’s role only reads', async () => {
    const { send } = await showMapping();
    expect(barState()).toBe(words.state.ready);
    const { okta } = before;
    if (okta.state !== 'connected') throw new Error('not connected');
    await send({ okta: { ...okta, roles: ['READ_ONLY_ADMIN'] } });
    expect(barState()).toBe(planWords.readsOnly);
  });

  it('can be skipped until it is applied, and continues then', async () => {
    const { callsOf, send } = await showMapping();
    await press(words.skip.title);
    await press(words.skip.action);
    expect(callsOf('mapping.skip')).toEqual([{ skip: true }]);
    await send({ mapping: { ...before.mapping, skipped: { by: null, at } } });
    expect(barState()).toBe(words.state.skipped);
    expect(screen.getByRole('button', { name: common.continue })).toBeDefined();
    await press(words.skip.undo);
    expect(callsOf('mapping.skip')).toEqual([{ skip: true }, { skip: false }]);
  });

  it('shows what was read back once it is applied, and offers no skip', async () => {
    const kept = mappingPlan.changes.map((change) => ({ ...change, verb: 'keep' as const }));
    const { send } = await showMapping({ 'plan.preview': () => ok({ ...mappingPlan, changes: kept }) });
    await send({ mapping: { ...before.mapping, appliedAt: at, checks: [sameCheck] } });
    expect(barState()).toBe(words.state.applied);
    await press(readBackWords.checks.same(1, false));
    expect(screen.getByRole('table', { name: planWords.checks }).textContent).toContain('urn:oktopost:sp');
    expect(screen.queryByRole('button', { name: words.skip.action })).toBeNull();
    expect(screen.getByRole('button', { name: common.continue })).toBeDefined();
  });

  it('says nothing as expected of the choice before, beside a plan that has work', async () => {
    const { send } = await showMapping();
    await send({ mapping: { ...before.mapping, appliedAt: at, checks: [sameCheck] } });
    expect(screen.queryByText(readBackWords.checks.same(1, false))).toBeNull();
  });
});
