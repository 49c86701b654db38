import type { Assignment, OktaPerson } from '../okta/types';

/** Somebody as the scan found them. `person` null: an email from a file that Okta does not know. */
export interface FoundPerson {
  person: OktaPerson | null;
  /** The email of the file, else that of `person`. */
  email: string;
  assignment: Assignment | null;
}
