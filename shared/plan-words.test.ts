import { describe, expect, it } from 'vitest';
import { pushWords } from './plan-words';

describe('pushWords', () => {
  it('tells the number with its consequence', () => {
    expect(pushWords(0)).toBeNull();
    expect(pushWords(1)).toBe('Okta will push one user to Oktopost because of this.');
    expect(pushWords(1412)).toBe('1,412 people are assigned. Okta will push an update for each.');
  });
});
