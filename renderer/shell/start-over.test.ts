import { describe, expect, it } from 'vitest';
import type { RolloutCounts } from '../../shared/rollout';
import { remains } from './start-over';
import { app } from '../../shared/testing/snapshots';
import { words } from './words';

const of = { kind: 'too-early' } as const;
const paused = {
  ...{
    of,
    state: 'paused' as const,
    error: null,
    waitsUntil: null,
    isStopping: false,
    isFollowed: true,
    people: 4,
    done: 2,
    failed: 0,
  },
  ...{ betweenNames: [], failedNames: [] },
} satisfies Partial<NonNullable<RolloutCounts['repair']>>;

it('nothing that is said of tokens takes for granted that there are two', () => {
  for (const text of [words.startOver.text, words.save.text, words.another.text])
    expect(text).not.toContain('both');
});

const rollout = { repair: null };

describe('remains', () => {
  it('is what was written before the file of the set-up broke', () => {
    const text = remains({ mode: 'real', changed: 'before', app: null, rollout });
    expect(text).toBe(words.startOver.remains.before);
  });

  it('says first who is unassigned by a repair and would stay so', () => {
    const repair = { ...paused, between: 3, betweenNames: ['Bo Berg', 'Kim Kay'] };
    const remainsIn = (mode: 'practice' | 'real') =>
      remains({ mode, changed: 'something', app, rollout: { repair } });
    expect(remainsIn('real')).toMatch(/^The repair unassigned Bo Berg, Kim Kay and 1 more/);
    expect(remainsIn('practice')).not.toContain('repair');
    const nobody = { repair: { ...repair, between: 0, betweenNames: [] } };
    expect(remains({ mode: 'real', changed: 'something', app, rollout: nobody })).not.toContain('repair');
  });

  it('says what stays in Okta', () => {
    expect(remains({ mode: 'practice', changed: 'something', app, rollout })).toContain(
      'The practice org is stopped',
    );
    expect(remains({ mode: 'real', changed: 'nothing', app: null, rollout })).toContain(
      'nothing remains there',
    );
    expect(remains({ mode: 'real', changed: 'something', app, rollout })).toContain(
      '“Oktopost Social Advocacy”',
    );
    expect(remains({ mode: 'real', changed: 'something', app, rollout })).toContain(
      'can undo them now, but not afterwards',
    );
    const undone = remains({ mode: 'real', changed: 'undone', app: null, rollout });
    expect(undone).toContain('was undone');
    expect(undone).not.toContain('created nothing');
  });
});
