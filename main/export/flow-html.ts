import type { FlowBlock } from './document';

const width = 640;
const lineHeight = 20;
const padding = 14;
/** Of the page's font at 13 px, so that the longest line stays within its box. */
const longestLine = 80;

/**
 * The flow as an inline SVG, its texts in the order of reading, drawn by attributes: the page's policy takes no style but its own.
 * `text` escapes.
 */
export function flowHtml({ boxes, arrows }: FlowBlock, text: (value: string) => string): string {
  let y = 1;
  const parts: string[] = [];
  for (const [index, { title, lines }] of boxes.entries()) {
    const written = lines.flatMap(wrapped);
    const height = 2 * padding + lineHeight * (1 + written.length) - 4;
    parts.push(
      `<rect x="1" y="${y}" width="${width - 2}" height="${height}" rx="6" fill="none" stroke="currentColor"/>`,
      line(padding, y + padding + 12, text(title), ' font-weight="600"'),
      ...written.map((value, row) => line(padding, y + padding + 12 + lineHeight * (row + 1), text(value))),
    );
    y += height;
    const going = arrows[index]?.flatMap(wrapped);
    if (going === undefined) continue;
    const length = Math.max(1, going.length) * lineHeight + 16;
    parts.push(
      `<path d="M28 ${y}V${y + length - 1}m-6 -8l6 8l6 -8" fill="none" stroke="currentColor"/>`,
      ...going.map((value, row) => line(46, y + 8 + 14 + lineHeight * row, text(value))),
    );
    y += length;
  }
  return `<svg viewBox="0 0 ${width} ${y + 1}" width="${width}" height="${y + 1}" class="flow">\n${parts.join('\n')}\n</svg>`;
}

const line = (x: number, y: number, escaped: string, more = ''): string =>
  `<text x="${x}" y="${y}" font-size="13" fill="currentColor"${more}>${escaped}</text>`;

/** In lines of the width of a box, broken between words where there are some. */
function wrapped(value: string): string[] {
  const lines: string[] = [];
  let rest = value.trim();
  while (rest.length > longestLine) {
    const space = rest.lastIndexOf(' ', longestLine);
    const end = space > 0 ? space : longestLine;
    lines.push(rest.slice(0, end));
    rest = rest.slice(end).trimStart();
  }
  return [...lines, rest];
}
