import { cleanup, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Candidate, Plan } from '../../../shared/plan';
import { app, snapshotAt } from '../../../shared/testing/snapshots';
import { appPlan, runOf } from '../../../shared/testing/plans';
import { at } from '../../../shared/testing/time';
import type { Snapshot } from '../../../shared/snapshot';
import { barState, ok, press, refused, show } from '../../testing/dom';
import type { Answers } from '../../testing/dom';
import { words as common } from '../../words/common';
import { words as runTexts } from '../../words/run';
import { planWords } from '../../words/plan';
import { PlanScreen } from './plan-screen';
import { words } from './words';

const create = appPlan.changes.map(({ title }) => title).join();
const nothing: Plan = { ...appPlan, changes: [] };
const candidate: Candidate = {
  id: '0oa2other',
  label: 'Oktopost (old)',
  status: 'ACTIVE',
  created: at,
  lastUpdated: at,
  fit: 'same',
  why: 'It fits.',
  assigned: { users: 412, groups: 0, more: false },
  scimOn: true,
  differs: [],
  byHand: [],
};

const showPlan = (change: Partial<Snapshot> = {}, answers: Answers = {}) =>
  show(<PlanScreen />, snapshotAt('plan', change), {
    'plan.preview': () => ok(appPlan),
    'plan.apply': () => ok({ runId: 'run-1' }),
    ...answers,
  });
const isDisabled = (name: string): boolean => screen.getByRole('button', { name }).hasAttribute('disabled');

describe('the plan of the app integration', () => {
  it('is shown, exported and applied', async () => {
    const { callsOf } = await showPlan();
    expect(barState()).toBe(words.state.ready);
    expect(screen.getByText(common.writes)).toBeDefined();
    const table = screen.getByRole('table', { name: create });
    expect(table.textContent).toContain('https://eu-app.oktopost.com/auth/acs');
    await press(planWords.export);
    await press('Download plan as Markdown');
    expect(callsOf('plan.export')).toEqual([{ planId: appPlan.id, format: 'markdown' }]);
    await press(words.action.create);
    expect(callsOf('plan.apply')).toEqual([{ planId: appPlan.id }]);
  });

  it('stays open where it was opened, while a choice is read into it', async () => {
    const more = ['sign-on.relay-state', 'sign-on.recipient', 'sign-on.destination'] as const;
    const rows = more.map((setting) => ({
      setting,
      now: null,
      after: 'x',
      verb: 'add' as const,
      note: null,
    }));
    const long: Plan = {
      ...appPlan,
      changes: appPlan.changes.map((change) => ({ ...change, rows: [...change.rows, ...rows] })),
    };
    let answers = 0;
    const { send } = await show(<PlanScreen />, snapshotAt('plan'), {
      // The second reading is never answered.
      'plan.preview': () => (answers++ === 0 ? ok(long) : new Promise(() => undefined)),
    });
    const others = planWords.otherSettings(4);
    const isOpen = () =>
      document.querySelector(`button[aria-expanded="true"]`)?.textContent?.includes(others) ?? false;
    await press(others);
    expect(isOpen()).toBe(true);
    await send({ appChoice: { relayState: 'board' } });
    expect(screen.getByText(planWords.section.reading)).toBeDefined();
    // What was read before does not pass for what is read now.
    expect(screen.queryByRole('table', { name: others })).toBeNull();
    expect(isOpen()).toBe(true);
  });

  it('only checks with "Plan only", and says so', async () => {
    await showPlan({ planOnly: true });
    expect(barState()).toBe(words.planOnly.ready);
    expect(screen.getByText(words.planOnly.lead)).toBeDefined();
    expect(screen.queryByText(common.writes)).toBeNull();
    expect(screen.getByText(planWords.planOnly.hint)).toBeDefined();
    expect(isDisabled(planWords.planOnly.action)).toBe(false);
  });

  it('is not previewed without a connection, and is as soon as there is one', async () => {
    const { send } = await showPlan({ okta: { state: 'token-needed' } });
    expect(screen.getByText(planWords.section.disconnected)).toBeDefined();
    expect(isDisabled(words.action.create)).toBe(true);
    await send({ okta: snapshotAt('plan').okta });
    expect(isDisabled(words.action.create)).toBe(false);
  });

  it('is not called ready where the token’s role only reads', async () => {
    const { okta } = snapshotAt('plan');
    if (okta.state !== 'connected') throw new Error('not connected');
    const { send } = await showPlan({ okta: { ...okta, roles: ['READ_ONLY_ADMIN'] } });
    expect(barState()).toBe(planWords.readsOnly);
    await send({ okta: { ...okta, roles: ['READ_ONLY_ADMIN', 'APP_ADMIN'] } });
    expect(barState()).toBe(words.state.ready);
  });

  it('shows what blocks it', async () => {
    await showPlan({}, { 'plan.preview': () => ok({ ...appPlan, blockers: ['The label is taken.'] }) });
    expect(screen.getByText('The label is taken.')).toBeDefined();
    expect(barState()).toBe(words.state.blocked);
    expect(isDisabled(words.action.create)).toBe(true);
  });

  it('continues when nothing is left to change', async () => {
    await showPlan({ app }, { 'plan.preview': () => ok(nothing) });
    expect(barState()).toBe(words.state.nothing);
    expect(screen.getByRole('button', { name: common.continue })).toBeDefined();
    expect(screen.getByRole('heading', { name: planWords.section.planEmpty })).toBeDefined();
  });

  it('asks which existing app integration to use, and previews again with each choice', async () => {
    const { callsOf } = await showPlan(
      {},
      { 'plan.preview': () => ok({ ...nothing, blockers: ['Choose one.'], existingApps: [candidate] }) },
    );
    expect(barState()).toBe(words.state.choose);
    await press(words.existing.use(candidate.label), 'radio');
    await press(words.existing.create, 'radio');
    expect(callsOf('plan.preview')).toEqual([
      { scope: { kind: 'app', adopt: null, createAnyway: false } },
      { scope: { kind: 'app', adopt: candidate.id, createAnyway: false } },
      { scope: { kind: 'app', adopt: null, createAnyway: true } },
    ]);
  });

  it('tells of an app of the same name, and offers another name', async () => {
    const label = snapshotAt('plan').label;
    const named = { ...candidate, label, fit: 'same-name' } as const;
    const other = { ...candidate, id: '0oa3other', label, fit: 'other-kind' } as const;
    const { callsOf } = await showPlan(
      {},
      { 'plan.preview': () => ok({ ...nothing, blockers: ['Choose.'], existingApps: [named, other] }) },
    );
    expect(screen.getByText(words.existing.sameName(label))).toBeDefined();
    expect(screen.getAllByRole('radio', { name: words.existing.use(label) })).toHaveLength(1);
    expect(screen.getByText(other.id)).toBeDefined();
    await press(words.existing.createAnyway, 'radio');
    expect(callsOf('plan.preview').at(-1)).toEqual({
      scope: { kind: 'app', adopt: null, createAnyway: true },
    });
    await press(words.existing.rename);
    expect(callsOf('session.go')).toEqual([{ screen: 'destination' }]);
  });

  it('asks openly where the tile leads, with what each choice does; the pre-built app has its own setting', async () => {
    const { callsOf } = await showPlan();
    for (const { title, text } of Object.values(words.relay.options)) {
      expect(screen.getByLabelText(title)).toBeDefined();
      expect(screen.getByText(new RegExp(text))).toBeDefined();
    }
    await press(words.relay.options.board.title, 'radio');
    expect(callsOf('app.choose')).toEqual([expect.objectContaining({ relayState: 'board' })]);
    cleanup();
    await showPlan({ destination: 'admin-application', region: 'us' });
    expect(screen.queryByLabelText(words.relay.options.board.title)).toBeNull();
  });

  it('leads platform users to no board, and calls nothing the article’s that it does not have', async () => {
    await showPlan({ destination: 'admin-application', region: 'eu' });
    expect(screen.getByLabelText(words.relay.none)).toBeDefined();
    expect(screen.queryByLabelText(words.relay.options.none.title)).toBeNull();
    expect(screen.getByLabelText(words.relay.options.app.title)).toBeDefined();
    expect(screen.queryByLabelText(words.relay.options.board.title)).toBeNull();
  });

  it('keeps notes quiet, and amber for warnings', async () => {
    await showPlan(
      {},
      { 'plan.preview': () => ok({ ...nothing, notes: ['Good to know.'], warnings: ['Mind.'] }) },
    );
    expect(screen.getByText('Mind.').closest('.note')?.getAttribute('data-tone')).toBe('amber');
    expect(screen.getByText('Good to know.').closest('.note')).toBeNull();
    expect(screen.getByRole('button', { name: planWords.notes(1) }).getAttribute('aria-expanded')).toBe(
      'false',
    );
  });

  it('shows a failed run, and a fresh plan beside it', async () => {
    const { callsOf, send } = await showPlan();
    const { error } = refused();
    await send({ run: runOf({ state: 'failed', error }) });
    expect(screen.getByRole('region', { name: planWords.progress }).textContent).toContain(error.message);
    expect(barState()).toBe(runTexts.failed);
    expect(callsOf('plan.preview')).toHaveLength(2);
    expect(isDisabled(words.action.create)).toBe(false);
  });
});
