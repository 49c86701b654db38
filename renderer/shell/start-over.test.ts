import { describe, expect, it } from 'vitest';
import { remains } from './start-over';
import { app } from '../../shared/testing/snapshots';
import { words } from './words';

it('nothing that is said of tokens takes for granted that there are two', () => {
  for (const text of [words.startOver.text, words.save.text, words.another.text])
    expect(text).not.toContain('both');
});

describe('remains', () => {
  it('says what stays in Okta', () => {
    expect(remains({ mode: 'practice', changed: 'something', app })).toContain('The practice org is stopped');
    expect(remains({ mode: 'real', changed: 'nothing', app: null })).toContain('nothing remains there');
    expect(remains({ mode: 'real', changed: 'something', app })).toContain('“Oktopost Social Advocacy”');
    expect(remains({ mode: 'real', changed: 'something', app })).toContain(
      'can undo them now, but not afterwards',
    );
    const undone = remains({ mode: 'real', changed: 'undone', app: null });
    expect(undone).toContain('was undone');
    expect(undone).not.toContain('created nothing');
  });
});
