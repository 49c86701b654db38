import { describe, expect, it } from 'vitest';
import { renderPart, wordsOf } from '../testing/render';
import { stepNames } from '../../shared/step-names';
import { words as common } from '../words/common';
import { appPlan, mappingPlan } from '../../shared/testing/plans';
import { snapshotAt } from '../../shared/testing/snapshots';
import { hasWork, PlanView } from './plan-view';
import { mappingOf } from '../../shared/settings';
import type { Change, Plan } from '../../shared/plan';

const show = (plan: Plan): string => wordsOf(renderPart(<PlanView plan={plan} />, snapshotAt('plan')));

describe('hasWork', () => {
  it('is true only when something is written', () => {
    expect(hasWork(appPlan)).toBe(true);
    const kept = appPlan.changes.map((change) => ({ ...change, verb: 'keep' as const }));
    expect(hasWork({ ...appPlan, changes: kept })).toBe(false);
  });
});

describe('PlanView', () => {
  it('shows setting, value now and after, the change by sign and word, and how to undo it', () => {
    const words = show(mappingPlan);
    expect(words).toContain(
      'givenName user.firstName, on create user.firstName, on create and update ~ Change',
    );
    expect(words).toContain('title user.title, on create nothing Unmapped. − Remove');
    expect(words).toContain('a change for 412 users');
    expect(words).toContain('To undo: Map the attributes again in Okta');
  });

  it('calls a value that Okta does not show that, and not nothing', () => {
    const [change] = mappingPlan.changes;
    if (change === undefined) throw new Error('no change');
    const row = { now: null, after: 'Create and update', verb: 'change', note: null } as const;
    const rows = [{ ...row, setting: 'user-name-format.update-on' as const }];
    const words = show({ ...mappingPlan, changes: [{ ...change, rows }] });
    expect(words).toContain('not reported by Okta');
    expect(words).not.toContain('nothing');
  });

  it('says once what an update does, by its rows, as its number does', () => {
    const row = { setting: 'app.admin-note', now: null, after: 'Used.', note: null } as const;
    const update: Change = {
      ...{ id: 'c', title: 'Use the app', verb: 'update', warnings: [], pushes: 0 },
      ...{ undo: '', irreversibleEffect: null, rows: [{ ...row, verb: 'change' }] },
    };
    const words = show({ ...appPlan, changes: [update] });
    expect(words).toContain('1 to change.');
    expect(words.match(/~\s+Change/g)).toHaveLength(1);
    const put = show({ ...appPlan, changes: [{ ...update, rows: [{ ...row, verb: 'add' }] }] });
    expect(put).toContain('1 to add.');
    expect(put).toMatch(/\+\s+Add/);
    expect(put).not.toMatch(/~\s+Change/);
  });

  it('folds many removals with the same result into one line with their number, and nothing else', () => {
    const [change] = mappingPlan.changes;
    if (change === undefined) throw new Error('no change');
    const removed = ['title', 'locale', 'timezone', 'division', 'costCenter'].map((attribute) => ({
      setting: mappingOf(attribute),
      now: `user.${attribute}`,
      after: 'not mapped',
      verb: 'remove' as const,
      note: null,
    }));
    const [kept] = change.rows;
    if (kept === undefined) throw new Error('no row');
    const shown = (rows: Change['rows']): string => show({ ...mappingPlan, changes: [{ ...change, rows }] });
    expect(shown([kept, ...removed])).toContain('Show 5 more: not mapped');
    expect(shown([kept, ...removed])).toContain('costCenter user.costCenter not mapped − Remove');
    expect(shown([kept, ...removed.slice(1)])).not.toContain('more: not mapped');
  });

  it('shows the first of many changes and a button for more; every one of a set-up that came from a file', () => {
    const [change] = mappingPlan.changes;
    if (change === undefined) throw new Error('no change');
    const changes = Array.from({ length: 40 }, (_, index) => ({
      ...change,
      id: `c${index}`,
      title: `Change ${index}.`,
    }));
    const here = show({ ...mappingPlan, changes });
    expect(here).toContain('Change 11.');
    expect(here).not.toContain('Change 12.');
    expect(here).toContain('Show the other 28');
    const part = renderPart(
      <PlanView plan={{ ...mappingPlan, changes }} />,
      snapshotAt('plan', { fromFile: true }),
    );
    expect(wordsOf(part)).toContain('Change 39.');
  });

  it('shows each setting of something new once, what differs between set-ups first', () => {
    const [create] = appPlan.changes;
    if (create === undefined) throw new Error('no change');
    const more = ['title', 'locale', 'timezone'].map((attribute) => ({
      ...{ setting: mappingOf(attribute), now: null, after: 'not mapped', verb: 'add' as const, note: null },
    }));
    const words = show({ ...appPlan, changes: [{ ...create, rows: [...create.rows, ...more] }] });
    expect(words).toContain('Show the other 5 settings');
    expect(words.split('https://eu-app.oktopost.com/auth/acs')).toHaveLength(2);
  });

  it('shows blockers and warnings', () => {
    const words = show({ ...appPlan, blockers: ['This stops it.'], warnings: ['Mind this.'] });
    expect(words).toContain('This stops it.');
    expect(words).toContain('Mind this.');
    const leads = common.error.goTo(stepNames['to-app']);
    expect(words).not.toContain(leads);
    expect(show({ ...appPlan, blockers: ['This stops it.', 'And this.'], step: 'to-app' })).toContain(
      `This stops it. ${leads} And this.`,
    );
  });
});
