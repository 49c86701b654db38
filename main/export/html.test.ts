import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { courseLegend } from '../../shared/course';
import { courseRows, oneLine, practiceDocument } from './document';
import type { Block, Cell, ExportDocument } from './document';
import { documentHtml, printedPages } from './html';
import { anyCharacter } from '../../shared/testing/text';

const nasty = fc.oneof(
  fc.string({ unit: anyCharacter, maxLength: 30 }),
  fc
    .array(
      fc.constantFrom(
        '<script>alert(1)</script>',
        '</style>',
        '</title>',
        '<!--',
        '-->',
        '"',
        "'",
        ' onerror=x',
        '&lt;',
        '&',
        '<',
        '>',
        '\n',
        '\u0000',
        '\u202e',
        'a',
      ),
      { maxLength: 8 },
    )
    .map((parts) => parts.join('')),
);
const anyCell: fc.Arbitrary<Cell> = fc.oneof(nasty, fc.record({ alert: nasty, text: nasty }));
/** One line of a drawing, whatever it is escaped to. */
const short = nasty.map((text) => text.slice(0, 60));
const anyBlock: fc.Arbitrary<Block> = fc.oneof(
  fc.record({
    kind: fc.constant('heading' as const),
    level: fc.constantFrom(2 as const, 3 as const),
    text: nasty,
  }),
  fc.record({
    kind: fc.constant('table' as const),
    heads: fc.array(nasty, { minLength: 2, maxLength: 2 }),
    rows: fc.array(fc.tuple(anyCell, anyCell), { maxLength: 3 }),
  }),
  fc.record({
    kind: fc.constant('bars' as const),
    heads: fc.tuple(nasty, nasty),
    bars: fc.array(fc.record({ label: nasty, value: fc.nat() }), { maxLength: 3 }),
  }),
  fc.record({
    kind: fc.constant('course' as const),
    heads: fc.tuple(nasty, nasty, nasty, nasty),
    course: fc.array(
      fc.record({
        second: fc.nat(),
        ...{ arrived: fc.nat(), waiting: fc.nat(), failed: fc.nat() },
      }),
      { maxLength: 3 },
    ),
  }),
  fc.record({
    kind: fc.constant('flow' as const),
    boxes: fc.tuple(
      fc.record({ title: short, lines: fc.array(short, { maxLength: 2 }) }),
      fc.record({ title: short, lines: fc.constant([]) }),
    ),
    arrows: fc.tuple(fc.array(short, { maxLength: 2 })),
  }),
  fc.record({
    kind: fc.constant('files' as const),
    heads: fc.tuple(short, short),
    files: fc.array(fc.record({ names: fc.tuple(nasty), about: nasty, absent: fc.boolean() }), {
      maxLength: 2,
    }),
  }),
  fc.record({ kind: fc.constant('list' as const), items: fc.array(nasty, { maxLength: 3 }) }),
  fc.record({ kind: fc.constant('text' as const), text: nasty }),
  fc.record({ kind: fc.constant('notice' as const), loud: fc.boolean(), text: nasty }),
);
const anyDocument = fc.record({ title: nasty, blocks: fc.array(anyBlock, { maxLength: 6 }) });

const mapped = ({ title, blocks }: ExportDocument, change: (text: string) => string): ExportDocument => {
  const cell = (value: Cell): Cell =>
    typeof value === 'string' ? change(value) : { alert: change(value.alert), text: change(value.text) };
  return {
    title: change(title),
    blocks: blocks.map((block): Block => {
      switch (block.kind) {
        case 'table':
          return { ...block, heads: block.heads.map(change), rows: block.rows.map((row) => row.map(cell)) };
        case 'bars':
          return {
            ...block,
            heads: [change(block.heads[0]), change(block.heads[1])],
            bars: block.bars.map(({ label, value }) => {
              const changed = change(label);
              // A number is shown as it is.
              change(value.toLocaleString('en'));
              return { label: changed, value };
            }),
          };
        case 'course': {
          const { course } = block;
          const last = course.at(-1);
          // Numbers are shown as they are.
          if (last !== undefined && course.length > 1) change(courseLegend(last));
          const [second, arrived, waiting, failed] = block.heads;
          const heads = [change(second), change(arrived), change(waiting), change(failed)] as const;
          courseRows(course).flat().forEach(change);
          return { ...block, heads };
        }
        case 'flow': {
          const [first, last] = [block.boxes[0], block.boxes[1]];
          if (first === undefined || last === undefined) return block;
          const boxOf = (box: typeof first): typeof first => ({
            title: change(box.title),
            lines: box.lines.map(change),
          });
          const above = boxOf(first);
          const arrows = block.arrows.map((lines) => lines.map(change));
          return { ...block, boxes: [above, boxOf(last)], arrows };
        }
        case 'files': {
          const heads = [change(block.heads[0]), change(block.heads[1])] as const;
          const files = block.files.map(({ names, about, absent }) => ({
            names: names.map(change),
            about: change(about),
            absent,
          }));
          return { ...block, heads, files };
        }
        case 'list':
          return { ...block, items: block.items.map(change) };
        case 'heading':
        case 'text':
        case 'notice':
          return { ...block, text: change(block.text) };
      }
    }),
  };
};
const texts = (document: ExportDocument): string[] => {
  const found: string[] = [];
  mapped(document, (text) => {
    found.push(oneLine(text));
    return text;
  });
  return found.filter((text) => text !== '');
};

const tags = (html: string): string[] => html.match(/<[^>]*>/g) ?? [];
const afterStyle = (html: string): string => html.slice(html.indexOf('</style>'));
const shown = (html: string): string[] =>
  html
    .split(/<[^>]*>/)
    .map((part) =>
      part
        .trim()
        .replace(/&lt;/g, '<')
        .replace(/&gt;/g, '>')
        .replace(/&quot;/g, '"')
        .replace(/&#39;/g, "'")
        .replace(/&amp;/g, '&'),
    )
    .filter((part) => part !== '');

describe('a document in HTML', () => {
  it('has the tags of its shape only, whatever its values hold, and shows each value as text', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        const html = documentHtml(document);
        expect(tags(html)).toEqual(tags(documentHtml(mapped(document, () => 'x'))));
        expect(afterStyle(html).replace(/<[^>]*>|&(?:amp|lt|gt|quot|#39);/g, '')).not.toMatch(/[<>&"']/);
        expect(shown(afterStyle(html))).toEqual(texts(document));
      }),
      { numRuns: 500 },
    );
  });

  it('links the plain name of a file beside it, and nothing else', () => {
    const linked = (name: string, absent = false): boolean =>
      documentHtml({
        title: 'T',
        blocks: [{ kind: 'files', heads: ['File', 'About'], files: [{ names: [name], about: '', absent }] }],
      }).includes('<a ');
    expect(['summary.html', 'summary.schema.json'].map((name) => linked(name))).toEqual([true, true]);
    const others = [
      '../summary.html',
      'https://acme.example',
      'javascript:x.y',
      '//acme.example',
      '/etc/a.b',
      'x',
    ];
    expect(others.filter((name) => linked(name))).toEqual([]);
    expect(linked('evidence.pdf', true)).toBe(false);
  });

  it('is self-contained: one style, let in by its hash, nothing to load, no script, no handler', () => {
    const html = documentHtml({ title: 'T', blocks: [{ kind: 'text', text: 'https://acme.okta.com' }] });
    const [, style = ''] = /<style>([\s\S]*)<\/style>/.exec(html) ?? [];
    const hash = createHash('sha256').update(style).digest('base64');
    expect(html).toContain(`content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'`);
    expect(html).not.toMatch(/<script|<link|<img|<a |\ssrc=|\shref=|\son\w+=|@import|url\(/i);
    for (const scheme of ['@media (prefers-color-scheme: dark)', '@media print']) {
      expect(style).toContain(scheme);
    }
  });

  it('says practice in the title and prominently at the top', () => {
    const html = documentHtml(practiceDocument({ title: 'T', blocks: [{ kind: 'text', text: 'x' }] }));
    expect(html).toContain('<title>PRACTICE RUN: T</title>');
    expect(html).toMatch(
      /<h1>PRACTICE RUN: T<\/h1>\n<p class="loud notice"><strong>This is a practice run\./,
    );
  });
});

describe('the pages that are printed', () => {
  const rows = (count: number): Block => ({
    kind: 'table',
    heads: ['What', 'When'],
    rows: Array.from({ length: count }, (_, index) => [`row ${index}`, 'now']),
  });
  const heading: Block = { kind: 'heading', level: 2, text: 'Evidence' };
  const body = (html: string): string => /<main>\n([\s\S]*)\n<\/main>/.exec(html)?.[1] ?? '';

  it('are one, the exported page, as long as a document is not long', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        expect(printedPages(document)).toEqual([documentHtml(document)]);
      }),
      { numRuns: 100 },
    );
  });

  it.each([
    [900, 1],
    [1_001, 2],
    [2_500, 3],
    [100_000, 101],
  ])('have every one of %d rows once, in order, on %d pages', (count, pages) => {
    const document = {
      title: 'T',
      blocks: [heading, rows(count), { kind: 'text', text: 'The end.' }] satisfies Block[],
    };
    const printed = printedPages(document);
    expect(printed).toHaveLength(pages);
    expect(printed.map(body).join('\n').replaceAll('</ul>\n<ul>\n', '')).toBe(body(documentHtml(document)));
    for (const page of printed) expect(page.split('<li>').length - 1).toBeLessThanOrEqual(1_000);
  });

  it('have no heading alone at an end', () => {
    const printed = printedPages({ title: 'T', blocks: [rows(995), heading, rows(600)] });
    expect(printed.map((page) => page.includes('<h2>'))).toEqual([false, true]);
  });
});
