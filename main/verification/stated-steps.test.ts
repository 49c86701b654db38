import { describe, expect, it } from 'vitest';
import type { Explanation } from '../../shared/verification';
import { at } from '../../shared/testing/time';
import { emptyByGuidedStep } from '../storage/session';
import { withStatedSteps } from './stated-steps';

const guess: Explanation = {
  id: 'nothing-said',
  what: 'Okta did not say why.',
  owner: 'unknown',
  next: 'Open Assignments in Okta.',
  guess: true,
  said: null,
  place: 'assignments',
};
const stated = {
  readBackAt: emptyByGuidedStep,
  statedAt: { ...emptyByGuidedStep, connection: at, 'to-app': at },
};

describe('a failed test of a set-up that rests on statements', () => {
  it('leads to these steps before any guess', () => {
    const { next, place, what } = withStatedSteps(guess, stated);
    expect(next).toMatch(
      /^First look in Okta at the connection and the To App boxes: .* Open Assignments in Okta\.$/,
    );
    expect({ place, what }).toEqual({ place: 'integration', what: guess.what });
  });

  it('leads first to the step that is most likely not done', () => {
    const { next, place } = withStatedSteps({ ...guess, place: 'to-app' }, stated);
    expect(next).toMatch(/^First look in Okta at the To App boxes and the connection:/);
    expect(place).toBe('to-app');
  });

  it('leaves a step that was read back out', () => {
    const { next } = withStatedSteps(guess, {
      ...stated,
      readBackAt: { ...emptyByGuidedStep, connection: at },
    });
    expect(next).toMatch(/^First look in Okta at the To App boxes:/);
  });

  it('leaves the boxes out that Okta shows, and says when the rest was only stated', () => {
    const { next } = withStatedSteps(guess, stated, ['to-app']);
    expect(next).toMatch(/^First look in Okta at the connection: when the test ended, only your word said/);
  });

  it.each([
    ['Error reported by remote server: 400 Bad Request', /^First look in Okta at the To App boxes:/],
    ['Errors reported by remote server: Internal Server Error', /^First look in Okta at the To App boxes:/],
    ['Error reported by remote server: 404 Not Found', /^First look in Okta at the connection and the/],
    ['Error reported by remote server: 502 Bad Gateway', /^First look in Okta at the connection and the/],
    ['Could not reach the server', /^First look in Okta at the connection and the/],
  ])('leaves the connection out once Oktopost answered: %s', (said, expected) => {
    expect(withStatedSteps({ ...guess, said }, stated).next).toMatch(expected);
  });

  it('leaves a cause that Okta named, or that rests on no statement, as it is', () => {
    const sure = { ...guess, guess: false };
    expect(withStatedSteps(sure, stated)).toBe(sure);
    expect(withStatedSteps(guess, { ...stated, statedAt: emptyByGuidedStep })).toBe(guess);
  });
});
