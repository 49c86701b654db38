import { assertNever } from '../../shared/errors';
import { courseLegend } from '../../shared/course';
import { courseRows, oneLine } from './document';
import type { Block, Cell, ExportDocument, FlowBlock } from './document';

/**
 * A document as GitHub-flavoured Markdown. Whatever a value holds, it stays text: it makes no column, no markup and no HTML.
 */
export function documentMarkdown({ title, blocks }: ExportDocument): string {
  return `${[heading(1, title), ...blocks.map(blockMarkdown)].join('\n\n')}\n`;
}

function blockMarkdown(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return heading(block.level, block.text);
    case 'table':
      return table(block.heads, block.rows);
    case 'bars':
      return bars(block);
    case 'course':
      return course(block);
    case 'flow':
      return flow(block);
    case 'files':
      return table(
        block.heads,
        block.files.map(({ names, about }) => [names.join(', '), about]),
      );
    case 'list':
      return block.items.map((item) => `- ${atLineStart(plain(item))}`).join('\n');
    case 'text':
      return atLineStart(plain(block.text));
    case 'notice':
      return `> **${plain(block.text)}**`;
    default:
      return assertNever(block);
  }
}

/** A heading's last hashes would close it. */
const heading = (level: 1 | 2 | 3, text: string): string =>
  `${'#'.repeat(level)} ${plain(text).replace(/#+$/, '\\$&')}`;

function table(heads: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return [heads.map(plain), heads.map(() => '---'), ...rows.map((row) => row.map(cell))]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

function course({ heads, course: points }: Extract<Block, { kind: 'course' }>): string {
  const last = points.at(-1);
  const rows = table(heads, courseRows(points));
  return last === undefined ? rows : `${plain(courseLegend(last))}\n\n${rows}`;
}

function flow({ boxes, arrows }: FlowBlock): string {
  return boxes
    .flatMap(({ title, lines }, index) => [
      `- **${plain(title)}**${lines.length === 0 ? '' : `: ${lines.map(plain).join('; ')}`}`,
      ...(arrows[index] ?? []).map((line) => `    - ↓ ${plain(line)}`),
    ])
    .join('\n');
}

const longestBar = 30;

function bars({ heads, bars: all }: Extract<Block, { kind: 'bars' }>): string {
  const most = Math.max(1, ...all.map(({ value }) => value));
  const rows = all.map(({ label, value }) => [
    label,
    value.toLocaleString('en'),
    '█'.repeat(value === 0 ? 0 : Math.max(1, Math.round((value / most) * longestBar))),
  ]);
  return table([...heads, ''], rows);
}

function cell(value: Cell): string {
  if (typeof value === 'string') return plain(value);
  return `**${plain(value.alert)}** ${plain(value.text)}`.trim();
}

/** Characters that mark something up. The pipe and the backtick become entities: readers differ on escaped ones in a table. */
const markup: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '|': '&#124;',
  '`': '&#96;',
  '\\': '&#92;',
  '*': '\\*',
  _: '\\_',
  '~': '\\~',
  '[': '\\[',
  ']': '\\]',
};

/**
 * One line of text, escaped for Markdown. An underscore within a word marks nothing up, and an escaped one breaks a link; a ">"
 * between words quotes nothing, and a ticket system that shows the text as it is would show the entity.
 */
const plain = (value: string): string =>
  oneLine(value).replace(
    /[&<|`\\*~[\]]|(?<!\S )>|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu,
    (character) => markup[character] ?? character,
  );

/** Keeps a line from beginning as a heading, a list or a rule. */
const atLineStart = (text: string): string => text.replace(/^(\d*)([#+=.)-])/, '$1\\$2');
