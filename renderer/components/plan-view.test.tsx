import { describe, expect, it } from 'vitest';
import type { Plan } from '../../shared/setup';
import { renderPart, wordsOf } from '../testing/render';
import { appPlan, mappingPlan, snapshotAt } from '../testing/snapshots';
import { hasWork, PlanView } from './plan-view';

const show = (plan: Plan): string => wordsOf(renderPart(<PlanView plan={plan} />, snapshotAt('plan')));

describe('hasWork', () => {
  it('is true only when something is written', () => {
    expect(hasWork(appPlan)).toBe(true);
    const kept = appPlan.changes.map((change) => ({ ...change, verb: 'keep' as const }));
    expect(hasWork({ ...appPlan, changes: kept })).toBe(false);
  });
});

describe('PlanView', () => {
  it('shows what, now, after and effect by sign and word, and how it is taken back', () => {
    const words = show(mappingPlan);
    expect(words).toContain(
      'givenName user.firstName, on create user.firstName, on create and update ~ Change',
    );
    expect(words).toContain('title user.title, on create nothing Unmapped. − Remove');
    expect(words).toContain('412 people are assigned.');
    expect(words).toContain('Taking it back: Map the attributes again in Okta');
  });

  it('shows what stops it and what to mind', () => {
    const words = show({ ...appPlan, blockers: ['This stops it.'], warnings: ['Mind this.'] });
    expect(words).toContain('This stops it.');
    expect(words).toContain('Mind this.');
  });
});
