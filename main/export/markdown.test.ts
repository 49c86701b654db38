import { describe, expect, it } from 'vitest';
import type { Block } from './document';
import { documentMarkdown } from './markdown';

const lines = (...blocks: Block[]): string[] =>
  documentMarkdown({ title: 'T', blocks }).trimEnd().split('\n\n').slice(1);

describe('a document in Markdown', () => {
  it.each([
    ['C #', '## C \\#'],
    ['C ###', '## C \\###'],
    ['a\n# b', '## a # b'],
    ['**x** <b>', '## \\*\\*x\\*\\* &lt;b&gt;'],
  ])('keeps the heading %j whole', (text, line) => {
    expect(lines({ kind: 'heading', level: 2, text })).toEqual([line]);
  });

  it.each([
    ['# x', '\\# x'],
    ['> x', '&gt; x'],
    ['Dashboard > Tasks', 'Dashboard > Tasks'],
    ['1. x', '1\\. x'],
    ['---', '\\---'],
    ['a\n\nb', 'a b'],
    ['https://x.example/app/org_app_1/sso', 'https://x.example/app/org_app_1/sso'],
    ['_x_ y_', '\\_x\\_ y\\_'],
  ])('keeps the text %j a paragraph', (text, line) => {
    expect(lines({ kind: 'text', text })).toEqual([line]);
  });

  it('keeps a notice in its quote, and an alert apart from its value', () => {
    expect(
      lines(
        { kind: 'notice', loud: true, text: 'a** b\nc' },
        { kind: 'table', heads: ['A', 'B'], rows: [['x', { alert: 'differs:', text: '**y**' }]] },
      ),
    ).toEqual(['> **a\\*\\* b c**', '| A | B |\n| --- | --- |\n| x | **differs:** \\*\\*y\\*\\* |']);
  });

  it('lists a flow from top to bottom, with what goes between', () => {
    expect(
      lines({
        kind: 'flow',
        boxes: [
          { title: 'People', lines: [] },
          { title: 'Okta', lines: ['a', '*b*'] },
        ],
        arrows: [['assigned']],
      }),
    ).toEqual(['- **People**\n    - ↓ assigned\n- **Okta**: a; \\*b\\*']);
  });
});
