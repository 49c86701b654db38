import type { Explanation } from '../../verification';

/** What is said of one known cause. Labels are Okta's own. */
export interface Advice {
  /** One or two sentences: what happened. */
  what: string;
  owner: Explanation['owner'];
  /** What helps, without how the user is sent once more: that is `resend`. */
  next: string;
  /**
   * How Okta sends the user once more when `next` is done. `again`: by Retry, or by a new assignment; `retry`: by Retry alone;
   * `none`: it does not have to, or `next` says how.
   */
  resend: 'again' | 'retry' | 'none';
  place: NonNullable<Explanation['place']>;
}

export const testAndSave = 'click Test Connector Configuration, then Save';
