/** Whom a message is about, as far as the input says. */
export interface NamedPerson {
  /** Id of the Okta user. */
  id: string | null;
  name: string | null;
  /** User name or email. */
  login: string | null;
}

export const nobody: NamedPerson = { id: null, name: null, login: null };

const ofUser = /\b(?:of|for) user ([^:]{1,120}?) to app\b/i;
const email = /[^\s"'<>(),;:\\]{1,64}@[^\s"'<>(),;:@\\]{1,190}/;

/** The person that a message of Okta's names in its text: `Automatic provisioning of user Ana Silva to app …`, or an email. */
export function personIn(text: string): NamedPerson {
  const start = text.slice(0, 2000);
  const name = ofUser.exec(start)?.[1]?.trim() ?? null;
  const login = email.exec(start)?.[0].replace(/[.!?]+$/, '') ?? null;
  return { id: null, name: name === '' ? null : name, login };
}
