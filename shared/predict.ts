/** A value that Okta will send, or the expression whose outcome is not worked out here. */
type Predicted = string | { cannotBePredicted: string };

export interface PredictInput {
  oktaUserId: string;
  /** As the Sign On setting makes it; `userName` is no row of the mapping. */
  userName: string;
  mapping: readonly { name: string; expression: string }[];
  /** The Okta profile. */
  user: { login: string; email: string; firstName: string; lastName: string; [attribute: string]: unknown };
}

/** The create request of Okta's SCIM client, in its own order of fields. */
export interface PredictedBody {
  schemas: string[];
  userName: string;
  name?: { givenName?: Predicted; familyName?: Predicted };
  emails?: { primary: true; value: Predicted; type: 'work' }[];
  externalId: string;
  groups: never[];
  password: string;
  active: true;
}

export interface ExpectedAttribute {
  attribute: 'userName' | 'name.givenName' | 'name.familyName' | 'emails[work]' | 'active';
  expected: string;
}

/**
 * What Okta's SCIM client will POST for this user, as far as Oktopost supports it: user name, given name, family name, work
 * email. Unmapped and empty attributes are left out. Source: Okta facts, section 3.
 */
export function predictScimBody({ oktaUserId, userName, mapping, user }: PredictInput): PredictedBody {
  const valueOf = (name: string): Predicted | null => {
    const row = mapping.find((candidate) => candidate.name === name);
    return row === undefined ? null : evaluate(row.expression, user);
  };
  const givenName = valueOf('givenName');
  const familyName = valueOf('familyName');
  const email = valueOf('email');
  const name = {
    ...(givenName === null ? {} : { givenName }),
    ...(familyName === null ? {} : { familyName }),
  };
  return {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
    userName,
    ...(Object.keys(name).length === 0 ? {} : { name }),
    ...(email === null ? {} : { emails: [{ primary: true, value: email, type: 'work' }] }),
    externalId: oktaUserId,
    groups: [],
    password: '(8 random characters, made by Okta)',
    active: true,
  };
}

/** The rows of the comparison. What is not sent or cannot be predicted has no row: there is nothing to compare with. */
export function expectedAttributes({ userName, name, emails, active }: PredictedBody): ExpectedAttribute[] {
  const candidates: [ExpectedAttribute['attribute'], Predicted | undefined][] = [
    ['userName', userName],
    ['name.givenName', name?.givenName],
    ['name.familyName', name?.familyName],
    ['emails[work]', emails?.[0]?.value],
    ['active', String(active)],
  ];
  return candidates.flatMap(([attribute, expected]) =>
    typeof expected === 'string' ? [{ attribute, expected }] : [],
  );
}

const reference = /^\s*user\.([A-Za-z_]\w*)\s*$/;

/** Reads `user.X` only; null when the profile has nothing there. Anything else of Okta's expression language is not worked out. */
function evaluate(expression: string, user: PredictInput['user']): Predicted | null {
  if (expression.trim() === '') return null;
  const attribute = reference.exec(expression)?.[1];
  if (attribute === undefined) return { cannotBePredicted: expression };
  const value: unknown = Object.entries(user).find(([key]) => key === attribute)?.[1];
  if (value === undefined || value === null || value === '') return null;
  return typeof value === 'string' ? value : { cannotBePredicted: expression };
}
