import type { Destination } from '../../shared/oktopost';
import { nullOn } from '../okta/calls';
import type { Okta } from '../okta/types';

/** Somebody whose assignment or account a plan changes. */
export interface Touched {
  userId: string;
  name: string;
}

/** The roles of so many people are read one by one. */
const fewPeople = 10;

export interface LockOut {
  /** A sentence for each admin of Okta who would be changed: the plan needs a second yes. */
  admins: string[];
  warnings: string[];
}

const nobody: LockOut = { admins: [], warnings: [] };

/**
 * Which of these people are admins of the Okta org: the owner of the API token, and super admins where their roles can be read.
 * Who is an admin at Oktopost is not read, and that is said where admins of Oktopost are among its users: its SCIM server shows no
 * roles. Source: Oktopost facts, "Supported SCIM attributes".
 */
export async function readLockOut(
  okta: Okta,
  touched: readonly Touched[],
  destination: Destination | null,
): Promise<LockOut> {
  if (touched.length === 0) return nobody;
  const tooMany = touched.length > fewPeople;
  const [me, roles] = await Promise.all([
    okta.me(),
    tooMany
      ? []
      : Promise.all(
          touched.map(async (person) => ({
            person,
            types: await nullOn(['okta-refused', 'bad-input'], () => okta.rolesOf(person.userId)),
          })),
        ),
  ]);
  const owner = touched.find(({ userId }) => userId === me?.id);
  const supers = roles.filter(
    ({ person, types }) => person !== owner && types?.includes('SUPER_ADMIN') === true,
  );
  return {
    admins: [
      ...(owner === undefined ? [] : [`${owner.name} owns the API token of this set-up. ${consequence}`]),
      ...supers.map(({ person }) => `${person.name} is a super admin of this Okta org. ${consequence}`),
    ],
    warnings: [
      ...(tooMany
        ? [
            'Whether super admins are among these people was not looked at: there are too many to read the roles of each.',
          ]
        : []),
      ...(destination === 'admin-application' ? [oktopostAdmins] : []),
    ],
  };
}

const oktopostAdmins =
  'The assistant cannot see who is an admin at Oktopost. Make sure that another one can sign in there.';
const consequence = 'If something goes wrong, this admin may not get into Oktopost.';
