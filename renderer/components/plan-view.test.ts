import { describe, expect, it } from 'vitest';
import { appPlan } from '../testing/snapshots';
import { hasWork, pushWords } from './plan-view';

describe('pushWords', () => {
  it('tells the number with its consequence', () => {
    expect(pushWords(0)).toBeNull();
    expect(pushWords(1)).toBe('Okta will push one user to Oktopost because of this.');
    expect(pushWords(1412)).toBe('1,412 people are assigned. Okta will push an update for each.');
  });
});

describe('hasWork', () => {
  it('is true only when something is written', () => {
    expect(hasWork(appPlan)).toBe(true);
    const kept = appPlan.changes.map((change) => ({ ...change, verb: 'keep' as const }));
    expect(hasWork({ ...appPlan, changes: kept })).toBe(false);
  });
});
