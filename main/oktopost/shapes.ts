import { z } from 'zod';
import { listOf } from '../../shared/bounded-json';
import type { ScimUser } from './types';

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? null);

/** Some servers send booleans as text. Source: SCIM servers, "Values". */
const boolean = z.union([
  z.boolean(),
  z
    .string()
    .regex(/^(true|false)$/i)
    .transform((value) => value.toLowerCase() === 'true'),
]);

interface Email {
  value: string | null;
  type: string | null;
  primary: boolean;
}

/**
 * The emails of a user; null when one of them is none. By hand, since an answer at its limit holds thirty thousand, each of which
 * costs a schema ten times as much. `primary` may be anything.
 */
function readEmails(values: readonly unknown[]): Email[] | null {
  const emails: Email[] = [];
  for (const each of values) {
    if (typeof each !== 'object' || each === null || Array.isArray(each)) return null;
    const { value = null, type = null, primary = null }: { [name in keyof Email]?: unknown } = each;
    if (!isTextOrNull(value) || !isTextOrNull(type)) return null;
    emails.push({ value, type, primary: isTrue(primary) });
  }
  return emails;
}

const isTrue = (value: unknown): boolean =>
  value === true || (typeof value === 'string' && /^true$/i.test(value));
const isTextOrNull = (value: unknown): value is string | null => value === null || typeof value === 'string';

/** Whether one of the roles is an admin's: texts, or objects with a value. Source: RFC 7643, section 4.1.2. */
function isAdminBy(roles: readonly unknown[]): boolean {
  return roles.some((role) => {
    const named: { value?: unknown; display?: unknown } =
      typeof role === 'object' && role !== null ? role : { value: role };
    return [named.value, named.display].some(
      (name) => typeof name === 'string' && /\badmin(istrator)?s?\b/i.test(name),
    );
  });
}

const emailsSchema = z.array(z.unknown()).transform((values, context) => {
  const emails = readEmails(values);
  if (emails !== null) return emails;
  context.addIssue({ code: 'custom', message: 'not as documented' });
  return z.NEVER;
});

/** A user with what is odd about them. */
export interface ReadUser {
  user: ScimUser;
  /** The addresses, where several are called the primary one. */
  primaryEmails: readonly string[];
}

/** Source: Oktopost facts, "Supported SCIM attributes". Of the emails only the primary work one is used. */
export const userSchema = z
  .looseObject({
    id: z.string(),
    userName: z.string(),
    name: z.looseObject({ givenName: text, familyName: text }).nullish(),
    emails: emailsSchema.nullish(),
    active: boolean.nullish(),
    externalId: text,
    roles: z.unknown().optional(),
  })
  .transform(({ id, userName, name, emails, active, externalId, roles }): ReadUser => {
    const candidates = emailsOf(emails ?? []);
    const primary = candidates.flatMap((each) => (each.primary && each.value !== null ? each.value : []));
    const email =
      primary.find((value) => sameName(value, userName)) ?? primary[0] ?? candidates[0]?.value ?? null;
    return {
      user: {
        id,
        userName,
        givenName: name?.givenName ?? null,
        familyName: name?.familyName ?? null,
        email,
        active: active ?? true,
        externalId,
        isAdmin: Array.isArray(roles) ? isAdminBy(roles) : null,
      },
      primaryEmails: primary.length > 1 ? primary : [],
    };
  });

/** The work emails; where a server gives no type to any, the primary ones, else the only one. */
function emailsOf(emails: readonly Email[]): readonly Email[] {
  const work = emails.filter(({ type }) => type?.toLowerCase() === 'work');
  if (work.length > 0) return work;
  const untyped = emails.filter(({ type }) => type === null);
  const primary = untyped.filter((email) => email.primary);
  if (primary.length > 0) return primary;
  return untyped.length === 1 ? untyped : [];
}

/** User names at Oktopost are emails, whose case does not matter. */
export const sameName = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** The token check: no user is read, so that an odd one does not turn a good token into a bad one. */
export const countSchema = z.looseObject({ totalResults: z.number().int().nonnegative() });

/** The numbers of a list, of whatever type: Okta's client takes integers only. Source: Okta facts, section 3. */
export const countsSchema = z.object({
  totalResults: z.unknown(),
  startIndex: z.unknown(),
  itemsPerPage: z.unknown(),
});

/** A page of users. Those that cannot be read are null; without a match some servers leave `Resources` out. */
export const pageSchema = z
  .looseObject({
    totalResults: z.number().int().nonnegative().nullish(),
    Resources: listOf(userSchema.nullable().catch(null)).nullish(),
  })
  .refine(({ totalResults, Resources }) => typeof totalResults === 'number' || Array.isArray(Resources), {
    message: 'neither totalResults nor Resources',
  })
  .transform(({ totalResults, Resources }) => {
    const users = Resources ?? [];
    return { users, total: totalResults ?? null, isWhole: users.length >= (totalResults ?? 0) };
  });
export type Page = z.infer<typeof pageSchema>;

export const errorSchema = z.looseObject({ detail: z.string().nullish() });
