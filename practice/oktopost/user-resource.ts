import { isObject } from '../world/people';
import type { Profile } from '../profile';
import type { OktopostUser } from '../world/state';
import { attributeOf, badValue, plainName, urns } from './scim-message';

type WorkEmail = NonNullable<OktopostUser['email']>;

/** A validated user of a request. `active` is undefined when omitted. */
export interface UserInput {
  userName: string;
  givenName: string;
  familyName: string;
  /** Null when it equals the user name. */
  email: WorkEmail | null;
  externalId: string | null;
  active: boolean | null | undefined;
}

/** The work email; the user name when none is stored, null when that is not an email either. */
export function emailOf({ email, userName }: Pick<OktopostUser, 'email' | 'userName'>): WorkEmail | null {
  return email ?? (isEmail(userName) ? { value: userName, primary: true } : null);
}

/** A SCIM user with the supported attributes only. Source: Oktopost facts, "Supported SCIM attributes". */
export function userResource(
  user: OktopostUser,
  location: string,
  values: Profile['oktopostValues'] = 'standard',
): Record<string, unknown> {
  const { id, userName, givenName, familyName, active, externalId, created, lastModified } = user;
  const email = emailOf(user);
  return {
    schemas: [urns.user],
    id,
    ...(externalId === null ? {} : { externalId }),
    userName,
    name: { givenName, familyName },
    ...(email === null ? {} : { emails: [values === 'loose' ? email : { type: 'work', ...email }] }),
    ...(active === null ? {} : { active: values === 'loose' ? String(active) : active }),
    meta: { resourceType: 'User', created, lastModified, location },
  };
}

const longest = 254;
const emailAddress = /^[^\s@"<>(),;]+@[^\s@"<>(),;]+\.[^\s@"<>(),;.]+$/;

const isEmail = (text: string): boolean => text.length <= longest && emailAddress.test(text);

/**
 * Parses the supported attributes; others are ignored, as Oktopost does. The profile says which user names are
 * accepted, and whether booleans may be text. @throws ScimError 400 invalidValue
 */
export function readUser(
  body: Record<string, unknown>,
  { userNames, oktopostValues }: Pick<Profile, 'userNames' | 'oktopostValues'>,
): UserInput {
  const userName = textOf(body, 'userName') ?? '';
  const email = userNames === 'any' ? anyName(userName, body) : emailAsName(userName, body);
  const name = attributeOf(body, 'name') ?? {};
  if (!isObject(name)) throw badValue('name must be an object.');
  const sent = attributeOf(body, 'active');
  const active = oktopostValues === 'loose' ? booleanOf(sent) : sent;
  if (active !== undefined && active !== null && typeof active !== 'boolean') {
    throw badValue('active must be true or false.');
  }
  return {
    userName,
    givenName: requiredName(name, 'givenName'),
    familyName: requiredName(name, 'familyName'),
    email,
    externalId: textOf(body, 'externalId'),
    active,
  };
}

/** Okta sends back what it was given, which may be text. */
const booleanOf = (value: unknown): unknown => (value === 'true' ? true : value === 'false' ? false : value);

/** The user name must be the primary work email, so no separate email is stored; other emails are ignored. */
function emailAsName(userName: string, body: Record<string, unknown>): null {
  if (!isEmail(userName)) throw badValue('userName must be an email address.');
  const email = workEmail(body);
  if (email?.primary === true && email.value.toLowerCase() !== userName.toLowerCase()) {
    throw badValue('userName and the primary work email must be the same.');
  }
  return null;
}

function anyName(userName: string, body: Record<string, unknown>): WorkEmail | null {
  if (userName.trim() === '') throw badValue('userName must not be empty.');
  if (userName.length > longest) throw badValue(`userName must have ${longest} characters at most.`);
  const email = workEmail(body);
  if (email !== null && !isEmail(email.value)) throw badValue('The work email must be an email address.');
  return email;
}

function textOf(object: Record<string, unknown>, name: string): string | null {
  const value = attributeOf(object, name) ?? null;
  if (value !== null && typeof value !== 'string') throw badValue(`${name} must be a string.`);
  return value;
}

function requiredName(name: Record<string, unknown>, part: string): string {
  const value = textOf(name, part) ?? '';
  if (value.trim() === '') throw badValue(`name.${part} must not be empty.`);
  return value;
}

/** The primary work email, else the first work email; other types are ignored. */
function workEmail(body: Record<string, unknown>): WorkEmail | null {
  const emails = attributeOf(body, 'emails') ?? [];
  if (!Array.isArray(emails)) throw badValue('emails must be a list.');
  const entries: unknown[] = emails;
  const work = entries.flatMap((entry): WorkEmail[] => {
    if (!isObject(entry)) throw badValue('each of emails must be an object.');
    if (textOf(entry, 'type')?.toLowerCase() !== 'work') return [];
    const primary = attributeOf(entry, 'primary') ?? null;
    if (primary !== null && typeof primary !== 'boolean') throw badValue('primary must be true or false.');
    return [{ value: textOf(entry, 'value') ?? '', ...(primary === null ? {} : { primary }) }];
  });
  const primary = work.filter((email) => email.primary);
  if (primary.length > 1) throw badValue('emails must have one primary work email at most.');
  return primary[0] ?? work[0] ?? null;
}

/** `attributes` and `excludedAttributes` of a request: names or `name.part`. RFC 7644, section 3.9. */
export interface Selection {
  attributes: readonly string[];
  excluded: readonly string[];
}

const always = ['schemas', 'id'];

export function project(
  resource: Record<string, unknown>,
  { attributes, excluded }: Selection,
): Record<string, unknown> {
  const wanted = attributes.map(plainName);
  const unwanted = excluded.map(plainName);
  const keeps = (path: string, parent: string | null): boolean =>
    wanted.length > 0
      ? wanted.some((name) => name === path || name === parent || name.startsWith(`${path}.`))
      : !unwanted.includes(path);
  const parts = (value: unknown, parent: string): unknown =>
    isObject(value)
      ? Object.fromEntries(
          Object.entries(value).filter(([key]) => keeps(`${parent}.${key.toLowerCase()}`, parent)),
        )
      : value;
  return Object.fromEntries(
    Object.entries(resource)
      .filter(([key]) => always.includes(key) || keeps(key.toLowerCase(), null))
      .map(([key, value]) => {
        const path = key.toLowerCase();
        if (always.includes(key)) return [key, value];
        const list: unknown[] | null = Array.isArray(value) ? value : null;
        return [key, list === null ? parts(value, path) : list.map((entry) => parts(entry, path))];
      }),
  );
}
