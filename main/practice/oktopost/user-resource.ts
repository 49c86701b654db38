import { isObject } from '../people';
import type { OktopostUser } from '../state';
import { attributeOf, badValue, plainName, urns } from './scim-message';

/** What a request says about a user, checked. `active` is null when it was left out. */
export interface UserInput {
  userName: string;
  givenName: string;
  familyName: string;
  externalId: string | null;
  active: boolean | null;
}

/** A user as SCIM shows it: the supported attributes only. Source: Oktopost facts. The email is the user name, always. */
export function userResource(user: OktopostUser, location: string): Record<string, unknown> {
  const { id, userName, givenName, familyName, active, externalId, created, lastModified } = user;
  return {
    schemas: [urns.user],
    id,
    ...(externalId === null ? {} : { externalId }),
    userName,
    name: { givenName, familyName },
    emails: [{ value: userName, type: 'work', primary: true }],
    active,
    meta: { resourceType: 'User', created, lastModified, location },
  };
}

const emailAddress = /^[^\s@"<>(),;]+@[^\s@"<>(),;]+\.[^\s@"<>(),;.]+$/;

/** Reads the supported attributes; others are ignored, as Oktopost does. @throws ScimError 400 invalidValue */
export function readUser(body: Record<string, unknown>): UserInput {
  const userName = textOf(body, 'userName') ?? '';
  if (userName.length > 254 || !emailAddress.test(userName)) {
    throw badValue('userName must be an email address.');
  }
  const email = workEmail(body);
  if (email !== null && email.toLowerCase() !== userName.toLowerCase()) {
    throw badValue('userName and the primary work email must be the same.');
  }
  const name = attributeOf(body, 'name') ?? {};
  if (!isObject(name)) throw badValue('name must be an object.');
  const active = attributeOf(body, 'active') ?? null;
  if (active !== null && typeof active !== 'boolean') throw badValue('active must be true or false.');
  return {
    userName,
    givenName: requiredName(name, 'givenName'),
    familyName: requiredName(name, 'familyName'),
    externalId: textOf(body, 'externalId'),
    active,
  };
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

/** The value of the primary work email; the other emails do not exist for Oktopost. */
function workEmail(body: Record<string, unknown>): string | null {
  const emails = attributeOf(body, 'emails') ?? [];
  if (!Array.isArray(emails)) throw badValue('emails must be a list.');
  const entries: unknown[] = emails;
  const values = entries.flatMap((entry) => {
    if (!isObject(entry)) throw badValue('each of emails must be an object.');
    const work = textOf(entry, 'type')?.toLowerCase() === 'work' && attributeOf(entry, 'primary') === true;
    return work ? [textOf(entry, 'value') ?? ''] : [];
  });
  if (values.length > 1) throw badValue('emails must have one primary work email at most.');
  return values[0] ?? null;
}

/** `attributes` and `excludedAttributes` of a request, each a list of names or `name.part`s. RFC 7644, section 3.9. */
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
