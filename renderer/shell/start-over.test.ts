import { describe, expect, it } from 'vitest';
import { remains } from './start-over';
import { words } from './words';

it('nothing that is said of tokens takes for granted that there are two', () => {
  for (const text of [words.startOver.text, words.save.text, words.another.text])
    expect(text).not.toContain('both');
});

describe('remains', () => {
  it('says what stays in Okta', () => {
    expect(remains('practice', 'App')).toContain('The practice org is stopped');
    expect(remains('real', null)).toContain('nothing remains there');
    expect(remains('real', 'Oktopost Social Advocacy')).toContain('“Oktopost Social Advocacy”');
    expect(remains('real', 'Oktopost Social Advocacy')).toContain('can undo them now, but not afterwards');
  });
});
