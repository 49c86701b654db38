import type { Explanation } from '../verification';
import { advice, nextOf, tryAgain } from './advice';
import type { Audience, Cause } from './advice';
import { failureTexts, hasUserNameRow } from './evidence';
import type { Evidence } from './evidence';
import { readSaid } from './grammar';
import type { Said } from './grammar';
import { inCatalogue } from './in-catalogue';
import { shortened } from '../shortened';
import { masked } from './mask';
import { phaseOfEvent } from './phase';
import { readCause } from './read-cause';
import type { ReadCause } from './read-cause';
import { seenSigns } from './seen-signs';
import { saysOf, saysOfUnknown } from './words';

const saidLimit = 600;

/**
 * Why the test user did not arrive, who acts next and what to do: the failure catalogue. Pure, works offline, never throws.
 *
 * Okta's newest known text decides; where Okta gave no reason at all, what was read back does; else the cause is said to be
 * not known, and so is who acts next. `said` is Okta's text, verbatim, at most 600 UTF-16 units, without what looks like a
 * secret.
 *
 * Source: failures list, rows 1 to 15, 18 and 20; messages, M1 to M25. The evidence of one user cannot show row 16 (values wiped
 * by an attribute mapped to empty), 17 (a mass push), 19 (a rename; the assistant's own unassign and assign looks the same), 21
 * (group members) nor the mapping's part of row 15.
 */
export function explain(evidence: Evidence, audience: Exclude<Audience, 'message'> = 'test'): Explanation {
  const { reasons, titles } = failureTexts(evidence);
  for (const { text, eventType } of [...reasons, ...titles]) {
    const said = inPhaseOf(eventType, readSaid(text));
    const read = readCause(said, evidence);
    if (read !== null) return explanation(evidence, read, said, text, audience);
  }
  const [reason] = reasons;
  if (reason !== undefined) return notKnown(inPhaseOf(reason.eventType, readSaid(reason.text)), reason.text);
  const title = titles[0]?.text ?? null;
  const sign = seenSigns.find(({ matches }) => matches(evidence));
  if (sign === undefined) return notSaid(title, audience);
  const read = { cause: sign.cause, confidence: sign.guess ? 'likely' : 'sure' } as const;
  return explanation(evidence, { ...read, owner: advice[sign.cause].owner }, readSaid(''), title, audience);
}

const inPhaseOf = (eventType: string, said: Said): Said => ({
  ...said,
  phase: said.phase ?? phaseOfEvent(eventType),
});

/** The cause, where what is known beside the text makes it another one. */
function knownBetter(cause: Cause, evidence: Evidence): Cause | undefined {
  if (cause === 'username-no-email' && hasUserNameRow(evidence)) return 'username-row';
  return evidence.app === 'catalogue' ? inCatalogue[cause] : undefined;
}

function explanation(
  evidence: Evidence,
  read: ReadCause,
  said: Said,
  text: string | null,
  audience: Audience,
): Explanation {
  const other = knownBetter(read.cause, evidence);
  const cause = other ?? read.cause;
  const { owner, place } = advice[cause];
  const elsewhere = cause === 'sent-elsewhere' ? comparedWith(evidence) : null;
  const nextFor = (who: Audience): string => also(nextOf(cause, said.phase, who), elsewhere?.address);
  return {
    id: cause,
    what: also(saysOf(cause, said), elsewhere?.account),
    owner: other === undefined ? read.owner : owner,
    next: nextFor(audience),
    ...(audience === 'test' && { nextOnceUnassigned: nextFor('test-unassigned') }),
    // The row and what it gives were read in Okta, and the server has answered.
    guess: read.confidence !== 'sure' && !(cause === 'username-row' && said.http !== null),
    said: verbatim(text),
    place,
  };
}

const also = (text: string, more: string | undefined): string =>
  more === undefined ? text : `${text} ${more}`;

/** Of an account that Okta made elsewhere: its id, and the address that belongs in Okta. */
function comparedWith({ appUser, elsewhere }: Evidence): { account: string; address: string } | null {
  if (elsewhere === undefined || elsewhere === null) return null;
  const { region, scimBaseUrl } = elsewhere;
  return {
    account: `Okta’s id of the account: ${appUser?.externalId ?? 'none'}.`,
    address: `The base URL of your region, ${region}: ${scimBaseUrl ?? 'part of the app'}.`,
  };
}

function notKnown(said: Said, text: string): Explanation {
  return {
    id: 'unknown',
    what: saysOfUnknown(said),
    owner: 'unknown',
    next: 'Read what Okta said below. If it does not help, copy it with its time for Oktopost support.',
    guess: true,
    said: verbatim(text),
    place: 'assignments',
  };
}

function notSaid(title: string | null, audience: Audience): Explanation {
  return {
    id: 'nothing-said',
    what: 'The user has not arrived, and Okta did not say why. The cause is not known.',
    owner: 'unknown',
    next: `Open Assignments in Okta and look for a mark beside the user: its text says more. ${tryAgain(audience)}`,
    ...(audience === 'test' && { nextOnceUnassigned: 'Assign the user again to see more of it.' }),
    guess: true,
    said: verbatim(title),
    place: 'assignments',
  };
}

const verbatim = (text: string | null): string | null =>
  text === null ? null : shortened(masked(text.trim()), saidLimit);
