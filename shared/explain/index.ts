import { assertNever } from '../errors';
import type { Explanation } from '../verification';
import { advice } from './advice';
import type { Cause } from './advice';
import { failureTexts } from './evidence';
import type { Evidence } from './evidence';
import { readSaid } from './grammar';
import type { Phase, Said } from './grammar';
import { saidSigns } from './said-signs';
import { seenSigns } from './seen-signs';

const saidLimit = 600;

/**
 * Why the test user did not arrive, whose move it is and what to do: the failure catalogue. Pure, works offline, never throws.
 *
 * Okta's newest known text decides; where Okta gave no reason at all, what was read back does; else the cause is said to be
 * not known. `said` is Okta's text, verbatim, at most 600 UTF-16 units, without bearer tokens.
 *
 * Source: failures list, rows 1 to 15, 18 and 20. The evidence of one user cannot show row 16 (values wiped by an attribute
 * mapped to empty), 17 (a mass push), 19 (a rename; the assistant's own unassign and assign looks the same), 21 (group
 * members) nor the mapping's part of row 15.
 */
export function explain(evidence: Evidence): Explanation {
  const { reasons, titles } = failureTexts(evidence);
  for (const text of [...reasons, ...titles]) {
    const said = readSaid(text);
    const sign = saidSigns.find(({ matches }) => matches(said, evidence));
    if (sign !== undefined) return explanation(causeIn(evidence.app, sign.cause), sign.guess, text);
  }
  const [reason] = reasons;
  if (reason !== undefined) return notKnown(readSaid(reason), reason);
  const title = titles[0] ?? null;
  const sign = seenSigns.find(({ matches }) => matches(evidence));
  return sign === undefined
    ? notSaid(title)
    : explanation(causeIn(evidence.app, sign.cause), sign.guess, title);
}

/** The same failure of a pre-built app, whose connection is an access that was allowed in the browser. */
const inCatalogue: Partial<Record<Cause, Cause>> = {
  'token-refused': 'access-refused',
  'sign-in-refused': 'access-refused',
  'scim-off': 'api-integration-off',
  'no-connection': 'no-connection-of-app',
  'wrong-address': 'server-fault',
};

const causeIn = (app: Evidence['app'], cause: Cause): Cause =>
  app === 'catalogue' ? (inCatalogue[cause] ?? cause) : cause;

function explanation(cause: Cause, guess: boolean, said: string | null): Explanation {
  return { id: cause, ...advice[cause], guess, said: verbatim(said) };
}

function notKnown({ phase, http }: Said, text: string): Explanation {
  const doing = phase === null ? 'Okta reports a failure' : `Okta could not ${deed(phase)}`;
  const answer = http === null ? '' : `: Oktopost answered ${String(http.status)} (${http.phrase})`;
  return {
    id: 'unknown',
    what: `${doing}${answer}. The cause is not known.`,
    owner: 'unknown',
    next: 'Read what Okta said below. If it does not help, copy it with its time for Oktopost support.',
    guess: true,
    said: verbatim(text),
    place: 'assignments',
  };
}

function notSaid(title: string | null): Explanation {
  return {
    id: 'nothing-said',
    what: 'The user has not arrived, and Okta did not say why. The cause is not known.',
    owner: 'unknown',
    next: 'Open Assignments in Okta and look for a mark beside the user: its text says more. Then follow again.',
    guess: true,
    said: verbatim(title),
    place: 'assignments',
  };
}

function deed(phase: Phase): string {
  switch (phase) {
    case 'create':
      return 'create the user at Oktopost';
    case 'verify':
      return 'look the user up at Oktopost';
    case 'update':
      return 'update the user at Oktopost';
    case 'deactivate':
      return 'deactivate the user at Oktopost';
    case 'reactivate':
      return 'reactivate the user at Oktopost';
    case 'authenticate':
      return 'sign in to Oktopost';
    default:
      return assertNever(phase);
  }
}

function verbatim(text: string | null): string | null {
  return text === null
    ? null
    : text
        .trim()
        .replace(/\bBearer\s+[^\s"',;]+/gi, 'Bearer ***')
        .slice(0, saidLimit);
}
