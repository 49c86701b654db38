import { isObject, record } from '../world/people';
import type { OktopostUser } from '../world/state';
import { attributeOf, badSyntax, badValue, plainName, ScimError, urns } from './scim-message';

type Draft = Record<string, unknown>;

/**
 * Applies a PatchOp message to a user and returns the equivalent PUT body, which `readUser` validates.
 * RFC 7644, section 3.5.2. Attributes that Oktopost does not support are ignored. @throws ScimError
 */
export function patched(user: OktopostUser, message: Record<string, unknown>): Draft {
  const operations = attributeOf(message, 'Operations');
  if (!Array.isArray(operations) || operations.length === 0) throw badSyntax('Operations must be a list.');
  const all: unknown[] = operations;
  const { email = null } = user;
  return all.reduce<Draft>(applyOperation, {
    schemas: [urns.user],
    userName: user.userName,
    name: { givenName: user.givenName, familyName: user.familyName },
    ...(email === null ? {} : { emails: [{ type: 'work', ...email }] }),
    externalId: user.externalId,
    active: user.active,
  });
}

function applyOperation(draft: Draft, operation: unknown): Draft {
  if (!isObject(operation)) throw badSyntax('Each operation must be an object.');
  const kind = String(attributeOf(operation, 'op')).toLowerCase();
  const path = attributeOf(operation, 'path') ?? null;
  const value = attributeOf(operation, 'value');
  if (path !== null && typeof path !== 'string') throw badPath(JSON.stringify(path));
  switch (kind) {
    case 'add':
    case 'replace':
      if (path !== null) return set(draft, path, value, kind);
      if (!isObject(value)) throw badValue('Without a path the value must be an object.');
      return Object.entries(value).reduce((next, [name, each]) => set(next, name, each, kind), draft);
    case 'remove':
      if (path === null) throw new ScimError(400, 'remove needs a path.', 'noTarget');
      return remove(draft, path);
    default:
      throw badSyntax('op must be add, replace or remove.');
  }
}

interface Target {
  attribute: string;
  /** The value filter between brackets, lower case. */
  which: string | null;
  part: string | null;
}

function targetOf(path: string): Target {
  const [, attribute, which = null, part = null] =
    /^([a-z$][\w$-]*)(?:\[([^\]]+)\])?(?:\.([a-z$][\w$-]*))?$/.exec(plainName(path)) ?? [];
  if (attribute !== undefined) return { attribute, which, part };
  // A schema extension; none is supported.
  if (/^urn:[\w:.-]+$/i.test(path)) return { attribute: path, which: null, part: null };
  throw badPath(path);
}

function set(draft: Draft, path: string, value: unknown, kind: 'add' | 'replace'): Draft {
  const { attribute, which, part } = targetOf(path);
  switch (attribute) {
    case 'id':
    case 'meta':
    case 'groups':
      throw fixed(attribute);
    case 'username':
      return { ...draft, userName: value };
    case 'externalid':
      return { ...draft, externalId: value };
    case 'active':
      return { ...draft, active: flag(value) };
    case 'name':
      return { ...draft, name: { ...record(draft['name']), ...nameParts(part, value) } };
    case 'emails':
      return meansWork(which) ? { ...draft, emails: emails(draft['emails'], part, value, kind) } : draft;
    default:
      return draft;
  }
}

function remove(draft: Draft, path: string): Draft {
  const { attribute, which, part } = targetOf(path);
  const parts = { name: ['givenname', 'familyname'], emails: ['value'] };
  const required =
    ['id', 'meta', 'username'].includes(attribute) ||
    (attribute === 'name' && (part === null || parts.name.includes(part))) ||
    (attribute === 'emails' && meansWork(which) && part !== null && parts.emails.includes(part));
  if (required) throw fixed(path);
  switch (attribute) {
    case 'externalid':
      return { ...draft, externalId: null };
    case 'active':
      return { ...draft, active: null };
    case 'emails':
      return part === null && meansWork(which) ? { ...draft, emails: [] } : draft;
    default:
      return draft;
  }
}

/** Some clients send booleans as strings. */
function flag(value: unknown): unknown {
  const word = typeof value === 'string' ? value.toLowerCase() : null;
  return word === 'true' ? true : word === 'false' ? false : value;
}

function nameParts(part: string | null, value: unknown): Record<string, unknown> {
  if (part === null && !isObject(value)) throw badValue('name must be an object.');
  const given = part === null ? record(value) : { [part]: value };
  return Object.fromEntries(
    ['givenName', 'familyName'].flatMap((name) => {
      const each = attributeOf(given, name);
      return each === undefined ? [] : [[name, each]];
    }),
  );
}

/** The list with at most one work email: an added one replaces it. */
function emails(before: unknown, part: string | null, value: unknown, kind: 'add' | 'replace'): unknown {
  const kept: unknown[] = Array.isArray(before) ? before : [];
  const work = kept.find(isWork);
  if (part === 'value') return [{ type: 'work', primary: true, ...record(work), value }];
  if (part === 'primary' && work !== undefined) return [{ ...record(work), primary: value }];
  if (part !== null) return before;
  const given: unknown[] = Array.isArray(value) ? value : [value];
  return kind === 'add' && !given.some(isWork) ? [...kept, ...given] : given;
}

const isWork = (email: unknown): boolean =>
  String(attributeOf(record(email), 'type')).toLowerCase() === 'work';

const meansWork = (which: string | null): boolean => which === null || /"work"|primary eq true/.test(which);

const fixed = (name: string): ScimError =>
  new ScimError(400, `${name} cannot be changed so: it is read-only or required.`, 'mutability');

const badPath = (path: string): ScimError =>
  new ScimError(400, `This path is not understood: ${path.slice(0, 200)}`, 'invalidPath');
