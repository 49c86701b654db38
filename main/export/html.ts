import { assertNever } from '../../shared/errors';
import { courseDashes, courseLegend, courseLines, drawnCourse } from '../../shared/course';
import { courseRows, oneLine } from './document';
import type { Block, Cell, ExportDocument, FilesBlock } from './document';
import { flowHtml } from './flow-html';
import { style, styleHash } from './style';

/** The one style of the page is let in by its hash: nothing else is loaded or run, whatever a viewer would do with it. */
const policy = ["default-src 'none'", `style-src ${styleHash}`, "base-uri 'none'", "form-action 'none'"].join(
  '; ',
);

/**
 * A document as one HTML file: no script, nothing to load, no link but to files beside it; light and dark, and fit for print. Whatever a value holds,
 * it stays text.
 */
export function documentHtml({ title, blocks }: ExportDocument): string {
  return pageHtml(title, [titleHtml(title), ...blocks.map(blockHtml)]);
}

/**
 * The document as pages that are printed one after another, because Chromium needs ever more time and memory for each row of a
 * long one. A document that is not long is one page, the one of `documentHtml`.
 */
export function printedPages({ title, blocks }: ExportDocument): string[] {
  let page: string[] = [titleHtml(title)];
  const pages = [page];
  let left = mostRows;
  const turn = (): void => {
    page = [];
    pages.push(page);
    left = mostRows;
  };
  for (const block of blocks) {
    if (left <= (block.kind === 'heading' ? rowsUnderHeading : 0)) turn();
    const items = itemsOf(block);
    if (items === null) {
      page.push(blockHtml(block));
      left -= rowsOf(block);
      continue;
    }
    let from = 0;
    do {
      if (left <= 0) turn();
      const part = items.slice(from, from + left);
      page.push(listHtml(part));
      from += part.length;
      left -= part.length;
    } while (from < items.length);
  }
  return pages.map((content) => pageHtml(title, content));
}

function rowsOf(block: Block): number {
  if (block.kind === 'table') return block.rows.length;
  if (block.kind === 'files') return block.files.length;
  return block.kind === 'course' ? block.course.length : 1;
}

/** Chromium 108 prints 1,000 rows in 1 s, 5,000 in 8 s and 20,000 in 95 s. */
const mostRows = 1_000;
/** A heading with fewer under it begins the next page instead. */
const rowsUnderHeading = 10;

const titleHtml = (title: string): string => `<h1>${text(title)}</h1>`;

function pageHtml(title: string, content: readonly string[]): string {
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
${content.join('\n')}
</main>
</body>
</html>
`;
}

function blockHtml(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `<h${block.level}>${text(block.text)}</h${block.level}>`;
    case 'table': {
      const items = itemsOf(block);
      return items === null ? table(block.heads, block.rows) : listHtml(items);
    }
    case 'bars':
      return bars(block);
    case 'course':
      return courseHtml(block);
    case 'flow':
      return flowHtml(block, text);
    case 'files':
      return filesHtml(block);
    case 'list':
      return listHtml(block.items.map(text));
    case 'text':
      return `<p>${text(block.text)}</p>`;
    case 'notice':
      return `<p class="${block.loud ? 'loud notice' : 'notice'}"><strong>${text(block.text)}</strong></p>`;
    default:
      return assertNever(block);
  }
}

const table = (heads: readonly string[], rows: readonly (readonly Cell[])[]): string =>
  tableHtml(
    heads,
    rows.map((row) => row.map(cell)),
  );

/** `rows`: of cells that are HTML. */
function tableHtml(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const head = heads.map((name) => `<th scope="col">${text(name)}</th>`).join('');
  const body = rows.map(([first = '', ...others]) => {
    const cells = others.map((html) => `<td>${html}</td>`).join('');
    return `<tr><th scope="row">${first}</th>${cells}</tr>`;
  });
  return `<table>\n<thead>\n<tr>${head}</tr>\n</thead>\n<tbody>\n${body.join('\n')}\n</tbody>\n</table>`;
}

/** Only a plain name is a link: it leads to the file beside this one, and nowhere else. */
const fileHtml = (name: string): string =>
  /^[a-z0-9-]+(\.[a-z]+)+$/.test(name) ? `<a href="${text(name)}">${text(name)}</a>` : text(name);

const filesHtml = ({ heads, files }: FilesBlock): string =>
  tableHtml(
    heads,
    files.map(({ names, about, absent }) => [
      names.map((name) => (absent ? text(name) : fileHtml(name))).join(', '),
      text(about),
    ]),
  );

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

const courseSize = { width: 400, height: 90 };

/** Lines by their dashes, the last point in words, and all points as a table: readable without the picture and without colour. */
function courseHtml({ heads, course }: Extract<Block, { kind: 'course' }>): string {
  const last = course.at(-1);
  const points = table(heads, courseRows(course));
  if (last === undefined || course.length < 2) return points;
  const { width, height } = courseSize;
  const { lines } = drawnCourse(course, courseSize);
  const drawn = courseLines.map((line) => {
    const at = lines[line].map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ');
    return `<polyline points="${at}" fill="none" stroke="currentColor" stroke-width="2" stroke-dasharray="${courseDashes[line]}"/>`;
  });
  const svg = `<svg width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" aria-hidden="true">${drawn.join('')}</svg>`;
  return `<p>${svg}</p>\n<p>${text(courseLegend(last))}</p>\n${points}`;
}

/** Chromium needs ever more time for each row of a printed table; for an item of a list it does not. */
const longestTable = 500;

/** The items of what is shown as a list: a list, and a long table; null for everything else. */
function itemsOf(block: Block): string[] | null {
  if (block.kind === 'list') return block.items.map(text);
  if (block.kind !== 'table' || block.rows.length <= longestTable) return null;
  return block.rows.map((cells) =>
    cells.map((value, index) => `${text(block.heads[index] ?? '')}: ${cell(value)}`).join('; '),
  );
}

const listHtml = (items: readonly string[]): string =>
  `<ul>\n${items.map((item) => `<li>${item}</li>`).join('\n')}\n</ul>`;

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
