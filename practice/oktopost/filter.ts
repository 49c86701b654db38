import type { Profile } from '../profile';
import type { OktopostAccount, OktopostUser } from '../world/state';
import { indexOf } from './account-index';
import type { IndexedBy } from './account-index';
import { plainName, ScimError } from './scim-message';
import { emailOf } from './user-resource';

type Test = (user: OktopostUser) => boolean;

const sameText = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

const email = text((user, value) => {
  const found = emailOf(user);
  return found !== null && sameText(found.value, value);
});

/** The attributes that can be compared; `id` and `externalId` are case-exact (RFC 7643, section 3.1). */
const tests: Record<string, (value: unknown) => Test | null> = {
  username: text((user, value) => sameText(user.userName, value)),
  emails: email,
  'emails.value': email,
  'emails[type eq "work"].value': email,
  'name.givenname': text((user, value) => sameText(user.givenName, value)),
  'name.familyname': text((user, value) => sameText(user.familyName, value)),
  id: text((user, value) => user.id === value),
  externalid: text((user, value) => user.externalId === value),
  active: (value) => (typeof value === 'boolean' ? (user) => user.active === value : null),
};

function text(matches: (user: OktopostUser, value: string) => boolean): (value: unknown) => Test | null {
  return (value) => (typeof value === 'string' ? (user) => matches(user, value) : null);
}

const comparison = /\s*([A-Za-z][\w.:$-]*(?:\[[^\]]*\](?:\.\w+)?)?)\s+([A-Za-z]+)\s+("(?:[^"\\]|\\.)*"|\w+)/y;
const conjunction = /\s+and(?=\s)/iy;

/** Attributes that accounts are found by without looking at each. */
const indexed: Record<string, IndexedBy> = {
  username: 'userName',
  emails: 'email',
  'emails.value': 'email',
  'emails[type eq "work"].value': 'email',
  externalid: 'externalId',
};

/** A parsed filter. */
export interface Filter {
  passes: Test;
  /** Of an account those that pass, in their order. */
  of(account: OktopostAccount): OktopostUser[];
}

/**
 * Parses `userName eq "x"` on any supported attribute, and several of them joined by `and` (RFC 7644, section 3.4.2.2).
 * @throws ScimError 400 invalidFilter for everything else, other operators included
 */
export function parseFilter(filter: string, search: Profile['oktopostSearch'] = 'any-case'): Filter {
  const all: Test[] = [];
  let narrowed: { by: IndexedBy; value: string } | null = null;
  let at = 0;
  for (;;) {
    const [matched, name = '', operator = '', value = ''] = matchAt(comparison, filter, at);
    if (operator.toLowerCase() !== 'eq') throw unsupported(filter);
    const [attribute, wanted] = [plainName(name), literal(value)];
    const test = testOf(attribute, wanted, search);
    if (test === null) throw unsupported(filter);
    all.push(test);
    const by = Object.hasOwn(indexed, attribute) ? indexed[attribute] : undefined;
    if (by !== undefined && typeof wanted === 'string') narrowed = { by, value: wanted };
    at += matched.length;
    if (filter.slice(at).trim() === '') return filterOf(all, narrowed);
    at += matchAt(conjunction, filter, at)[0].length;
  }
}

function filterOf(all: readonly Test[], narrowed: { by: IndexedBy; value: string } | null): Filter {
  const passes: Test = (user) => all.every((each) => each(user));
  return {
    passes,
    of: (account) =>
      (narrowed === null
        ? Object.values(account.users)
        : indexOf(account).candidates(narrowed.by, narrowed.value)
      ).filter(passes),
  };
}

function testOf(name: string, value: unknown, search: Profile['oktopostSearch']): Test | null {
  if (name === 'username' && search === 'case-sensitive') return (user) => user.userName === value;
  return Object.hasOwn(tests, name) ? (tests[name]?.(value) ?? null) : null;
}

function matchAt(pattern: RegExp, filter: string, at: number): RegExpExecArray {
  pattern.lastIndex = at;
  const match = pattern.exec(filter);
  if (match === null) throw unsupported(filter);
  return match;
}

function literal(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}

const unsupported = (filter: string): ScimError =>
  new ScimError(
    400,
    `This filter is not supported: ${filter.slice(0, 200)}. Use: userName eq "…".`,
    'invalidFilter',
  );
