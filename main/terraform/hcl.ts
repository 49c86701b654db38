import { assertNever } from '../../shared/errors';
import { oneLine } from '../export/document';

/** What HCL is written of here. A text is a literal: nothing in it is evaluated. */
export type Value = string | number | boolean | readonly string[] | { readonly reference: string };

export type Line =
  | { readonly kind: 'argument'; readonly name: string; readonly value: Value }
  | { readonly kind: 'block'; readonly head: string; readonly lines: readonly Line[] }
  | { readonly kind: 'comment'; readonly text: string }
  /** Lines that are not in force: each is written as a comment. */
  | { readonly kind: 'out-of-force'; readonly lines: readonly Line[] }
  | { readonly kind: 'blank' };

export const argument = (name: string, value: Value): Line => ({ kind: 'argument', name, value });
export const comment = (text: string): Line => ({ kind: 'comment', text });
export const outOfForce = (lines: readonly Line[]): Line => ({ kind: 'out-of-force', lines });
export const blank: Line = { kind: 'blank' };

/** `block('resource', ['okta_app_saml', 'oktopost'], …)`; the type is a word, labels are quoted. */
export const block = (type: string, labels: readonly string[], lines: readonly Line[]): Line => ({
  kind: 'block',
  head: [type, ...labels.map(quoted)].join(' '),
  lines,
});

/**
 * A text as a quoted HCL literal: no interpolation, no directive, one line. Source: HCL native syntax specification, "Template
 * Expressions".
 */
export function quoted(text: string): string {
  const escaped = text
    .replaceAll(/[\\"]/g, '\\$&')
    // The beginning of an interpolation is doubled; behind another such sign that could be read in two ways.
    .replaceAll(/[$%]+(?=\{)/g, (signs) =>
      signs.length === 1 ? `${signs}${signs}` : signs.replaceAll(/./g, escapedPoint),
    )
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t')
    .replaceAll(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu, escapedPoint);
  return `"${escaped}"`;
}

const escapedPoint = (character: string): string =>
  `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** The text of a file, formatted as `terraform fmt` does. */
export const rendered = (lines: readonly Line[]): string => `${linesOf(lines, '').join('\n')}\n`;

function linesOf(lines: readonly Line[], indent: string): string[] {
  return runs(lines).flatMap((run): string[] => {
    // Arguments on following lines have their equals signs below each other.
    const width = Math.max(...run.map((line) => (line.kind === 'argument' ? line.name.length : 0)));
    return run.flatMap((line): string[] => {
      switch (line.kind) {
        case 'argument':
          return [`${indent}${line.name.padEnd(width)} = ${written(line.value)}`];
        case 'block':
          return line.lines.length === 0
            ? [`${indent}${line.head} {}`]
            : [`${indent}${line.head} {`, ...linesOf(line.lines, `${indent}  `), `${indent}}`];
        case 'comment':
          // It stays on its line, whatever the text holds.
          return [`${indent}# ${oneLine(line.text)}`.trimEnd()];
        case 'out-of-force':
          return linesOf(line.lines, '').map((text) => `${indent}# ${text}`.trimEnd());
        case 'blank':
          return [''];
        default:
          return assertNever(line);
      }
    });
  });
}

/** Arguments without anything between them are one run; each other line is a run of its own. */
function runs(lines: readonly Line[]): Line[][] {
  const found: Line[][] = [];
  for (const line of lines) {
    const last = found.at(-1);
    if (line.kind === 'argument' && last?.[0]?.kind === 'argument') last.push(line);
    else found.push([line]);
  }
  return found;
}

function written(value: Value): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if ('reference' in value) return value.reference;
  return `[${value.map(quoted).join(', ')}]`;
}
