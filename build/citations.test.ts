import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { brokenCitations } from './citations';
import { commentsIn } from './comments';
import { sourceFiles } from './imports';
import { root } from './run';

describe('citations of docs/facts/ in comments', () => {
  it('all exist', () => {
    const broken = (['main', 'practice', 'shared', 'renderer', 'build', 'e2e'] as const)
      .flatMap(sourceFiles)
      .filter((file) => !file.startsWith('build/citations'))
      .flatMap((file) =>
        commentsIn(readFileSync(join(root, file), 'utf8')).flatMap((comment) =>
          brokenCitations(comment).map((what) => `${file}: ${what}`),
        ),
      );
    expect(broken).toEqual([]);
  });

  it.each([
    ['Source: Okta facts, section 7.', 'okta-api.md: section 7'],
    ['Source: Okta facts, section 4.99 and so on.', 'okta-api.md: section 4.99'],
    ['Source: Okta facts, section 1, "Rate limits".', 'okta-api.md: "Rate limits"'],
    ['Source: Oktopost facts, "Weather".', 'oktopost.md: "Weather"'],
    ['Source: failures list, rows 1 to 99.', 'failures.md: row 99'],
    ['Source: article, step 42.', 'help-article.md: step 42'],
    ['Source: Okta as recorded, R999.', 'okta-recorded.md: R999'],
    ['Source: messages, M1, M2 and M99.', 'messages.md: M99'],
    ['Dropped (facts, section 4.5).', 'no page: facts, section 4.5).'],
  ])('%s is refused', (comment, what) => {
    expect(brokenCitations(comment)).toEqual([what]);
  });

  it.each([
    'Source: Okta facts, section 2, "Rate limits", and section 4.10.',
    'Source: Okta facts, sections 1 and 2; Oktopost facts, "Supported SCIM attributes".',
    'Source: failures list, rows 1 to 15, 18 and 20.',
    'Source: article, steps 1 and 2.',
    'Source: messages, M1 to M3, and M25.',
    'The article has it.',
  ])('%s is accepted', (comment) => {
    expect(brokenCitations(comment)).toEqual([]);
  });

  it('are found across the lines of a comment', () => {
    expect(commentsIn('/**\n * One, Okta\n * facts.\n */\nconst a = 1;\n// two\n// three\n')).toEqual([
      'One, Okta facts.',
      'two three',
    ]);
  });
});
