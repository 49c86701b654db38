import type { Explanation } from '../../verification';

/** What is said of one known cause. Labels are Okta's own. */
export interface Advice {
  /** One or two sentences: what happened. */
  what: string;
  owner: Explanation['owner'];
  /** What helps, without how the user is sent once more: that is `resend`. */
  next: string;
  /** What is left of `next` once the user of a test is unassigned; left out where that is all of it. */
  onceUnassigned?: string;
  /**
   * How Okta sends the user once more when `next` is done. `again`: by Retry, or by a new assignment; `retry`: by Retry alone;
   * `anew`: whoever is assigned is to be unassigned first, and tested anew; `none`: it does not have to, or `next` says how.
   */
  resend: 'again' | 'retry' | 'anew' | 'none';
  place: NonNullable<Explanation['place']>;
}

export const testAndSave = 'click Test Connector Configuration, then Save';
