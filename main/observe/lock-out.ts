import { counted } from '../../shared/counted';
import type { Destination } from '../../shared/oktopost';
import { nullOn, nullOnFailure } from '../okta/calls';
import type { Okta } from '../okta/okta';
import { once } from '../okta/once';
import type { OktopostScim, ScimUser } from '../oktopost/types';

/** Somebody whose assignment or account a plan changes. */
export interface Touched {
  userId: string;
  name: string;
}

/** The roles of so many people are read one by one; of more, none. */
export const fewPeople = 10;

/** A plan waits no longer for Oktopost, in milliseconds. */
export const patienceMs = 5_000;

export interface LockOut {
  /** A sentence for each admin who would be changed: the plan needs a second yes. */
  admins: string[];
  warnings: string[];
}

/** Where admins are looked for. */
interface LookedAt {
  okta: Pick<Okta, 'me' | 'rolesOf' | 'usersNamed'>;
  destination: Destination | null;
  /** All accounts at Oktopost; null: they cannot be read, or are too many for that. */
  accounts: () => Promise<readonly ScimUser[] | null>;
}

const nobody: LockOut = { admins: [], warnings: [] };

/**
 * Which of these people are admins whom a plan may lock out: the owner of the API token, super admins of Okta where their roles can
 * be read, and the only one of Oktopost's admins, as far as its accounts show that. Oktopost's own SCIM server shows no roles, so
 * that only the last active account can be told to be an admin's, and anything else is said not to be known; roles that a server
 * does show decide. Only the admin application has admins among its users. Source: Oktopost facts, "Two destinations, two regions"
 * and "Supported SCIM attributes"; RFC 7643, section 4.1.2.
 */
export const readLockOut = (lookedAt: LookedAt, touched: readonly Touched[]): Promise<LockOut> =>
  lookOf(lookedAt, touched, 0);

/** `elsewhere`: the roles of so many of them are read by another look. */
async function lookOf(
  { okta, destination, accounts }: LookedAt,
  touched: readonly Touched[],
  elsewhere: number,
): Promise<LockOut> {
  if (touched.length === 0) return nobody;
  const tooMany = touched.length > fewPeople;
  const [me, roles, atOktopost] = await Promise.all([
    okta.me(),
    tooMany
      ? []
      : Promise.all(
          touched.map(async (person) => ({
            person,
            types: await nullOn(['okta-refused', 'bad-input'], () => okta.rolesOf(person.userId)),
          })),
        ),
    destination === 'admin-application' ? oktopostAdmins(okta, touched, accounts) : nobody,
  ]);
  const owner = touched.find(({ userId }) => userId === me?.id);
  const supers = roles.filter(
    ({ person, types }) => person !== owner && types?.includes('SUPER_ADMIN') === true,
  );
  return {
    admins: [
      ...(owner === undefined ? [] : [`${owner.name} owns the API token of this set-up. ${consequence}`]),
      ...supers.map(({ person }) => `${person.name} is a super admin of this Okta org. ${consequence}`),
      ...atOktopost.admins,
    ],
    warnings: [
      ...(tooMany
        ? [
            `The roles of ${counted(touched.length - elsewhere, 'person', 'people')} were not read, which the assistant does for at most ${String(fewPeople)} at once. Before you go on, look in Okta (Security > Administrators) whether a super admin is among them.`,
          ]
        : []),
      ...atOktopost.warnings,
    ],
  };
}

/**
 * As `readLockOut`, of people who are changed by several plans one after the other: `parts` are read as those plans read them later,
 * so that nobody is met there whom this one did not name.
 */
export async function readLockOutInParts(
  given: LookedAt,
  touched: readonly Touched[],
  parts: readonly (readonly Touched[])[],
): Promise<LockOut> {
  const lookedAt = { ...given, accounts: once(given.accounts) };
  const few = parts.filter((part) => part.length <= fewPeople).flat();
  const readInParts = new Set(few.map(({ userId }) => userId));
  const elsewhere = touched.filter(({ userId }) => readInParts.has(userId)).length;
  const read = [await lookOf(lookedAt, touched, elsewhere)];
  for (const part of parts) read.push(await readLockOut(lookedAt, part));
  return {
    admins: [...new Set(read.flatMap(({ admins }) => admins))],
    warnings: [...new Set(read.flatMap(({ warnings }) => warnings))],
  };
}

/** By one request: null where Oktopost cannot be asked, does not answer soon, or has more accounts than one answer. */
export async function fewAccounts(oktopost: OktopostScim | null): ReturnType<LookedAt['accounts']> {
  if (oktopost === null) return null;
  const list = await nullOnFailure(() => oktopost.firstUsers(AbortSignal.timeout(patienceMs)));
  return list?.isWhole === true ? list.users : null;
}

async function oktopostAdmins(
  okta: LookedAt['okta'],
  touched: readonly Touched[],
  accounts: LookedAt['accounts'],
): Promise<LockOut> {
  const active = ((await accounts()) ?? []).filter((account) => account.active);
  const showsRoles = active.some(({ isAdmin }) => isAdmin !== null);
  const mayBeAdmins = showsRoles ? active.filter(({ isAdmin }) => isAdmin === true) : active;
  const [only] = mayBeAdmins;
  const person = mayBeAdmins.length === 1 && only !== undefined ? await ownerOf(okta, touched, only) : null;
  if (person !== null) {
    const which = showsRoles ? 'the only active one of an admin' : 'the only active one';
    return {
      admins: [`Of all accounts at Oktopost, that of ${person.name} is ${which}. ${nobodyLeft}`],
      warnings: [],
    };
  }
  return showsRoles ? nobody : { admins: [], warnings: [notSeen] };
}

/** By the id that Okta gave the account, or by user name and email. */
async function ownerOf(
  okta: LookedAt['okta'],
  touched: readonly Touched[],
  { externalId, userName, email }: ScimUser,
): Promise<Touched | null> {
  const people = await okta.usersNamed([userName, ...(email === null ? [] : [email])]);
  const ids = [externalId, ...people.map(({ id }) => id)];
  return touched.find(({ userId }) => ids.includes(userId)) ?? null;
}

const notSeen =
  'The assistant cannot see who is an admin at Oktopost. Make sure that an admin whom this plan does not change can sign in there.';
const consequence = 'If something goes wrong, this admin may not get into Oktopost.';
const nobodyLeft = 'If something goes wrong, perhaps no admin gets into Oktopost.';
