import { ownValue } from '../own-value';

/** UTF-16 units of markup that are read. */
const longest = 256 * 1024;
const unseen = ['script', 'style', 'template', 'svg', '!--'];
const characters: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: '’',
  nbsp: ' ',
};

/**
 * What somebody sees of a web page, or of a text with tags in it: no tag, attribute, script or comment, in one line. A few characters
 * are spelled out, as a page of a failure writes them. Never throws; one pass, so that a page that is cut or badly nested is read as well
 * (`fast-xml-parser` loses the text of such a page).
 */
export function visibleText(markup: string): string {
  const [first = '', ...parts] = markup.slice(0, longest).split('<');
  const seen = [first];
  let hidden: string | null = null;
  for (const part of parts) {
    const [, closing = '', name = ''] = /^(\/?)(!--|[a-z!?][\w:-]{0,40})/i.exec(part) ?? [];
    const tag = name.toLowerCase();
    if (hidden !== null) {
      const isEnd = hidden === '!--' ? part.includes('-->') : closing === '/' && tag === hidden;
      if (!isEnd) continue;
      seen.push(behind(part, hidden === '!--' ? '-->' : '>'));
      hidden = null;
    } else if (part === '/') continue;
    else if (tag === '') seen.push(`<${part}`);
    else if (tag === '!--' && part.includes('-->')) seen.push(behind(part, '-->'));
    else if (unseen.includes(tag) && closing === '' && !/^[^>]{0,500}\/>/.test(part)) hidden = tag;
    else seen.push(behind(part, '>'));
  }
  return seen
    .join(' ')
    .replace(/&([a-z]{2,4});/g, (whole, name: string) => ownValue(characters, name) ?? whole)
    .replace(/&#(?:39|8217);/g, '’')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Empty where the tag is cut. */
const behind = (part: string, end: string): string => {
  const at = part.indexOf(end);
  return at === -1 ? '' : part.slice(at + end.length);
};
