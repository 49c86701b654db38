import { assertNever } from '../../shared/errors';
import { oneLine } from './document';
import type { Block, Cell, ExportDocument } from './document';
import { style, styleHash } from './style';

/** The one style of the page is let in by its hash: nothing else is loaded or run, whatever a viewer would do with it. */
const policy = ["default-src 'none'", `style-src ${styleHash}`, "base-uri 'none'", "form-action 'none'"].join(
  '; ',
);

/**
 * A document as one HTML file: no script, no link, nothing to load; light and dark, and fit for print. Whatever a value holds,
 * it stays text.
 */
export function documentHtml({ title, blocks }: ExportDocument): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${text(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${text(title)}</h1>
${blocks.map(blockHtml).join('\n')}
</main>
</body>
</html>
`;
}

function blockHtml(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `<h${block.level}>${text(block.text)}</h${block.level}>`;
    case 'table':
      return block.rows.length > longestTable
        ? rowList(block.heads, block.rows)
        : table(block.heads, block.rows);
    case 'bars':
      return bars(block);
    case 'list':
      return `<ul>\n${block.items.map((item) => `<li>${text(item)}</li>`).join('\n')}\n</ul>`;
    case 'text':
      return `<p>${text(block.text)}</p>`;
    case 'notice':
      return `<p class="${block.loud ? 'loud notice' : 'notice'}"><strong>${text(block.text)}</strong></p>`;
    default:
      return assertNever(block);
  }
}

function table(heads: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const head = heads.map((name) => `<th scope="col">${text(name)}</th>`).join('');
  const body = rows.map(([first = '', ...others]) => {
    const cells = others.map((value) => `<td>${cell(value)}</td>`).join('');
    return `<tr><th scope="row">${cell(first)}</th>${cells}</tr>`;
  });
  return `<table>\n<thead>\n<tr>${head}</tr>\n</thead>\n<tbody>\n${body.join('\n')}\n</tbody>\n</table>`;
}

/** Drawn by attributes: the page's policy takes no style but its own. Of a hundred units each, the longest fills its cell. */
function bars({ heads, bars: all }: Extract<Block, { kind: 'bars' }>): string {
  const most = Math.max(1, ...all.map(({ value }) => value));
  const head = [...heads, ''].map((name) => `<th scope="col">${text(name)}</th>`).join('');
  const rows = all.map(({ label, value }) => {
    const width = value === 0 ? 0 : Math.max(1, Math.round((value / most) * 100));
    const bar = `<svg width="200" height="12" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true"><rect width="${width}" height="12" fill="currentColor"/></svg>`;
    return `<tr><th scope="row">${text(label)}</th><td>${value.toLocaleString('en')}</td><td>${bar}</td></tr>`;
  });
  return `<table>\n<thead>\n<tr>${head}</tr>\n</thead>\n<tbody>\n${rows.join('\n')}\n</tbody>\n</table>`;
}

/** Chromium needs ever more time for each row of a printed table; for an item of a list it does not. */
const longestTable = 500;

function rowList(heads: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const items = rows.map((cells) => {
    const parts = cells.map((value, index) => `${text(heads[index] ?? '')}: ${cell(value)}`);
    return `<li>${parts.join('; ')}</li>`;
  });
  return `<ul>\n${items.join('\n')}\n</ul>`;
}

function cell(value: Cell): string {
  if (typeof value === 'string') return text(value);
  return `<strong class="alert">${text(value.alert)}</strong> ${text(value.text)}`.trim();
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const text = (value: string): string =>
  oneLine(value).replace(/[&<>"']/g, (character) => entities[character] ?? character);
