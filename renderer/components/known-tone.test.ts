import { describe, expect, it } from 'vitest';
import { knownOf, readings } from '../../shared/known';
import { stepStateSchema } from '../../shared/screens';
import { knownBySchema } from '../../shared/summary';
import { toneOf } from './known-tone';
import { stepStates } from './step-state';

describe('green', () => {
  it('is what was read and is as it should be, alone', () => {
    for (const how of ['read', 'stated', 'unread'] as const) {
      for (const right of [true, false]) {
        expect(toneOf({ how, right }) === 'green').toBe(how === 'read' && right);
      }
    }
    expect(toneOf({ how: 'unread', right: false })).toBe('grey');
  });

  it('is one state of a step', () => {
    const green = stepStateSchema.options.filter((state) => stepStates[state].tone === 'green');
    expect(green).toEqual(['done-read']);
  });

  it('is no setting of a summary that is stated or unknown, or differs', () => {
    const kinds = knownBySchema.options.map(({ shape }) => shape.how.value);
    expect(Object.keys(readings).sort()).toEqual([...kinds].sort());
    const green = kinds.filter((how) => toneOf({ how: readings[how], right: true }) === 'green');
    expect(green).toEqual([
      'read-back',
      'proven-by-test',
      'proven-by-life-cycle',
      'proven-by-push',
      'read-in-log',
    ]);
    for (const how of kinds) expect(toneOf({ how: readings[how], right: false })).not.toBe('green');
  });

  it('is no list of checks of which one was not read, or none was', () => {
    const check = (state: 'same' | 'different' | 'cannot-be-read') =>
      ({ setting: 'scim', expected: 'SCIM', state }) as const;
    expect(toneOf(knownOf([check('same')]))).toBe('green');
    expect(toneOf(knownOf([]))).toBe('grey');
    expect(toneOf(knownOf([check('same'), check('cannot-be-read')]))).toBe('grey');
    expect(toneOf(knownOf([check('same'), check('cannot-be-read')], () => true))).toBe('grey');
    expect(toneOf(knownOf([check('different'), check('same')]))).toBe('red');
  });
});
