import type { Cause } from '../../../shared/explain/advice';
import type { Phase } from '../../../shared/explain/phase';

/** A message of a kind and how it has to be read. `attribute` is checked where it is given. */
export interface Case {
  /** Row of the failures list or id of messages.md. */
  kind: string;
  text: string;
  cause: Cause;
  phase?: Phase | null;
  attribute?: string | null;
}

/** Several wordings of one kind and cause; a string alone has neither phase nor attribute to check. */
export function casesOf(
  kind: string,
  cause: Cause,
  ...texts: (string | [text: string, phase: Phase | null, attribute?: string | null])[]
): Case[] {
  return texts.map((entry) => {
    if (typeof entry === 'string') return { kind, cause, text: entry };
    const [text, phase, attribute] = entry;
    return { kind, cause, text, phase, ...(attribute === undefined ? {} : { attribute }) };
  });
}

/** What Okta puts before a remote server's own words. */
export const remote = (status: string, detail: string): string =>
  `${status}. Errors reported by remote server: ${detail}`;
export const creating = (failure: string): string =>
  `Automatic provisioning of user Ana Silva to app Oktopost Social Advocacy failed: Error while creating user: ${failure}`;
export const updating = (failure: string): string =>
  `Error while trying to push profile update for ana@acme.com: ${failure}`;
