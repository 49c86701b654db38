import { counted, firstOf } from '../../../shared/counted';
import { updateNow } from '../../../shared/oktopost';
import type { EmailOwners } from '../../observe/email-owners';
import { hasAnotherName, namedUser } from '../../observe/user-names';
import type { Okta } from '../../okta/okta';
import { loginOf } from '../../okta/person';
import type { AppUserWithEmail } from '../../okta/types';
import { findDoubles, heldWarnings, pairOf } from '../../steps/user-names/doubles';
import { nameOf } from '../person-names';

/** Which people of a repair are assigned under another user name than they have, or left out, and what the plan says of it. */
export interface RepairNames {
  /** By user id: the email, which is sent as user name. */
  emails: ReadonlyMap<string, string>;
  /** By user id, who is left out: Oktopost would refuse them under any name that they can be assigned with. */
  refused: ReadonlySet<string>;
  warnings: string[];
}

const namedAtMost = 10;

const listed = (people: readonly AppUserWithEmail[]): string =>
  firstOf(
    people.map((person) => `${nameOf(person)} (${person.userName ?? 'none'})`),
    namedAtMost,
  );

/**
 * Left out are people of one email, who would have one account, where `owners` knows somebody else of it. Oktopost refuses a user name
 * that is not the email: whoever Okta has never sent is assigned with the email, unless somebody else has it. Whoever has an account by
 * Okta's word is left out, since Okta would not find that account under another name. Source: article, "Restrictions";
 * Okta as recorded, section 5. @throws AppFailure when Okta cannot be asked.
 */
export async function repairNames(
  okta: Okta,
  people: readonly AppUserWithEmail[],
  owners: EmailOwners,
): Promise<RepairNames> {
  const differing = people.filter(hasAnotherName);
  const unsent = differing.filter(({ externalId }) => externalId === null);
  const linked = differing.filter(({ externalId }) => externalId !== null);
  const doubles = await findDoubles(okta, unsent.map(namedUser));
  const sharing = people.flatMap((person) => {
    const other = owners.other(person);
    return other === null ? [] : [{ person, other }];
  });
  const shared = new Map(
    sharing.map(({ person, other }) => [
      pairOf(person.id, other.id),
      `${nameOf(person)} (${loginOf(person)}) and ${other.login}`,
    ]),
  );
  const refused = new Set([
    ...doubles.userIds,
    ...sharing.map(({ person: { id } }) => id),
    ...linked.map(({ id }) => id),
  ]);
  const renamed = unsent.filter(({ id }) => !refused.has(id));
  return {
    emails: new Map(renamed.flatMap(({ id, email }) => (email === null ? [] : [[id, email]]))),
    refused,
    warnings: [
      ...(renamed.length === 0
        ? []
        : [
            `${counted(renamed.length, 'person gets', 'people get')} their email as user name: ${listed(renamed)}. Oktopost refuses another one.`,
          ]),
      ...heldWarnings({ ...doubles, named: new Map([...shared, ...doubles.named]) }),
      ...(linked.length === 0
        ? []
        : [
            `Left out, since Oktopost refuses a user name that is not their email: ${listed(linked)}. First rename their accounts too, on the tab Sign On in Okta, by ${updateNow}.`,
          ]),
    ],
  };
}
