import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './run';

/** The pages of docs/facts/ by the names under which comments cite them: docs/facts/README.md. */
const pages: Readonly<Record<string, string>> = {
  'okta facts': 'okta-api.md',
  'okta as recorded': 'okta-recorded.md',
  'oktopost facts': 'oktopost.md',
  'failures list': 'failures.md',
  'packaging facts': 'packaging.md',
  'scim servers': 'scim-servers.md',
  article: 'help-article.md',
  messages: 'messages.md',
};

const mention = new RegExp(`\\b(?:${Object.keys(pages).join('|')})\\b`, 'gi');
/** What may follow the name of a page, repeated: sections, rows or steps by number, or a heading in quotes. */
const place =
  /(?:,| and| to) (?:(?<kind>section|row|step)s? (?<numbers>\d+(?:\.\d+)?(?:(?:, | and | to )\d+(?:\.\d+)?)*)|"(?<heading>[^"]+)"|(?<id>[RAM]\d+))/y;
/** Facts without their page: not checkable, and in no page's form. */
const unnamed = /(?<!\b(?:okta|oktopost|packaging) )\bfacts\b(?=,|\)|:|\.| section| list)/gi;

/** The citations in `text`, a comment, that do not exist in docs/facts/; empty when all do. */
export function brokenCitations(text: string): string[] {
  const broken = [...text.matchAll(unnamed)].map(({ index }) => `no page: ${text.slice(index, index + 40)}`);
  for (const { 0: name, index } of text.matchAll(mention)) {
    const page = pages[name.toLowerCase()] ?? '';
    let within = contentOf(page);
    place.lastIndex = index + name.length;
    for (let found = place.exec(text); found !== null; found = place.exec(text)) {
      const { kind, numbers, heading, id } = found.groups ?? {};
      const missing = missingIn(within, { kind, numbers, heading, id });
      broken.push(...missing.map((what) => `${page}: ${what}`));
      const [section = ''] = /^\d+/.exec(kind === 'section' ? (numbers ?? '') : '') ?? [];
      if (section !== '') within = sectionOf(contentOf(page), section) ?? '';
    }
  }
  return broken;
}

function missingIn(
  content: string,
  { kind, numbers, heading, id }: Record<'kind' | 'numbers' | 'heading' | 'id', string | undefined>,
): string[] {
  if (heading !== undefined) return hasHeading(content, heading) ? [] : [`"${heading}"`];
  if (id !== undefined) return new RegExp(`\\b${id}\\b`).test(content) ? [] : [id];
  return (numbers?.match(/\d+(?:\.\d+)?/g) ?? [])
    .filter((number) => !hasNumber(content, kind ?? '', number))
    .map((number) => `${kind ?? ''} ${number}`);
}

function hasNumber(content: string, kind: string, number: string): boolean {
  const [first = '', item] = number.split('.');
  switch (kind) {
    case 'section': {
      const section = sectionOf(content, first);
      return section !== null && (item === undefined || new RegExp(`^${item}\\. `, 'm').test(section));
    }
    case 'row':
      return new RegExp(`^${first}\\. `, 'm').test(content);
    default:
      return new RegExp(`^\\| \\w+ +\\| ${number.replace('.', '\\.')} +\\|`, 'm').test(content);
  }
}

/** `## 2. Title` up to the next heading of that level; null when there is none. */
function sectionOf(content: string, number: string): string | null {
  return content.split(/^(?=## )/m).find((part) => part.startsWith(`## ${number}. `)) ?? null;
}

const hasHeading = (content: string, heading: string): boolean =>
  content
    .split('\n')
    .some((line) => /^#+ /.test(line) && line.replace(/^#+ (?:\d+\. )?/, '').replaceAll('`', '') === heading);

const contentOf = (page: string): string => readFileSync(join(root, 'docs/facts', page), 'utf8');
