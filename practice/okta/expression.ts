import { isObject } from '../world/people';
import { invalid } from './errors';

type Node =
  | { kind: 'and' | 'or'; left: Node; right: Node }
  | { kind: 'compare'; path: string; operator: string; value: string | null };

const tokenPattern = /\s*(?:(\()|(\))|"((?:[^"\\]|\\.)*)"|([^\s()"]+))/y;
/** Limits nesting, which would overflow the stack otherwise. */
const maxDepth = 50;
const operators = ['eq', 'ne', 'sw', 'co', 'gt', 'ge', 'lt', 'le'];

/** What may stand without quotes. Source: RFC 7644, section 3.4.2.2, `compValue`. */
const bareValue = /^(?:true|false|null|-?\d+(?:\.\d+)?)$/;

type Token = { kind: '(' | ')' } | { kind: 'text' | 'word'; value: string };

/**
 * Parses Okta's filter and search expressions: comparisons joined by `and`, `or` and parentheses.
 * @param known the properties that may be compared; all when omitted.
 * @throws OktaError E0000001 when it is invalid.
 */
export function parseExpression(text: string, known?: readonly string[]): (item: unknown) => boolean {
  const tokens = tokenize(text);
  let at = 0;
  let depth = 0;
  const next = (): Token | undefined => tokens[at++];
  const isWord = (word: string): boolean => {
    const token = tokens[at];
    return token?.kind === 'word' && token.value.toLowerCase() === word;
  };

  function any(): Node {
    let left = all();
    while (isWord('or')) {
      at += 1;
      left = { kind: 'or', left, right: all() };
    }
    return left;
  }
  function all(): Node {
    let left = one();
    while (isWord('and')) {
      at += 1;
      left = { kind: 'and', left, right: one() };
    }
    return left;
  }
  function one(): Node {
    const token = next();
    if (token?.kind === '(') {
      depth += 1;
      if (depth > maxDepth) throw unreadable(text);
      const inner = any();
      depth -= 1;
      if (next()?.kind !== ')') throw unreadable(text);
      return inner;
    }
    const operator = next();
    if (token?.kind !== 'word' || operator?.kind !== 'word') throw unreadable(text);
    if (known?.includes(token.value) === false) throw unreadable(text);
    const name = operator.value.toLowerCase();
    if (name === 'pr') return { kind: 'compare', path: token.value, operator: name, value: null };
    const value = next();
    if (!operators.includes(name) || value === undefined || !('value' in value)) throw unreadable(text);
    if (value.kind === 'word' && !bareValue.test(value.value)) throw unreadable(text);
    return { kind: 'compare', path: token.value, operator: name, value: value.value };
  }

  const root = any();
  if (at !== tokens.length) throw unreadable(text);
  return (item) => matches(root, item);
}

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  tokenPattern.lastIndex = 0;
  const trimmed = text.trimEnd();
  while (tokenPattern.lastIndex < trimmed.length) {
    const match = tokenPattern.exec(trimmed);
    if (match === null) throw unreadable(text);
    const [, open, close, quoted, word] = match;
    if (open !== undefined) tokens.push({ kind: '(' });
    else if (close !== undefined) tokens.push({ kind: ')' });
    else if (quoted !== undefined) tokens.push({ kind: 'text', value: quoted.replace(/\\(.)/g, '$1') });
    else tokens.push({ kind: 'word', value: word ?? '' });
  }
  return tokens;
}

function matches(node: Node, item: unknown): boolean {
  switch (node.kind) {
    case 'and':
      return matches(node.left, item) && matches(node.right, item);
    case 'or':
      return matches(node.left, item) || matches(node.right, item);
    case 'compare':
      return compare(node, valuesAt(item, node.path.split('.')));
  }
}

/** All values at a path; arrays are expanded. */
function valuesAt(item: unknown, path: readonly string[]): string[] {
  if (Array.isArray(item)) return item.flatMap((entry: unknown) => valuesAt(entry, path));
  const [first, ...rest] = path;
  if (first === undefined) return isScalar(item) ? [String(item)] : [];
  return isObject(item) ? valuesAt(item[first], rest) : [];
}

const isScalar = (value: unknown): value is string | number | boolean =>
  ['string', 'number', 'boolean'].includes(typeof value);

function compare(node: Extract<Node, { kind: 'compare' }>, values: readonly string[]): boolean {
  const wanted = (node.value ?? '').toLowerCase();
  const lower = values.map((value) => value.toLowerCase());
  switch (node.operator) {
    case 'pr':
      return lower.some((value) => value !== '');
    case 'eq':
      return lower.includes(wanted);
    case 'ne':
      return !lower.includes(wanted);
    case 'sw':
      return lower.some((value) => value.startsWith(wanted));
    case 'co':
      return lower.some((value) => value.includes(wanted));
    case 'gt':
      return lower.some((value) => value > wanted);
    case 'ge':
      return lower.some((value) => value >= wanted);
    case 'lt':
      return lower.some((value) => value < wanted);
    default:
      return lower.some((value) => value <= wanted);
  }
}

const unreadable = (text: string): Error =>
  invalid('filter', `Invalid search criteria: ${text.slice(0, 200)}`);
