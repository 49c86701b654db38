import type { Owner } from '../errors';
import { advice, causes, headingOf, nextOf } from './advice';
import type { Cause } from './advice';
import type { Evidence } from './evidence';
import { readSaid } from './grammar';
import type { Said } from './grammar';
import { inCatalogue } from './in-catalogue';
import { masked } from './mask';
import { phaseOfEvent } from './phase';
import type { Phase } from './phase';
import { readCause, wentWell } from './read-cause';
import type { ReadCause } from './read-cause';
import type { Confidence } from './signs';
import { attributeOf, saysOf, saysOfUnknown } from './words';

/** A message of Okta's, alone or out of an event of the System Log. */
export interface Message {
  text: string;
  /** The event it comes from; null for a message alone. */
  event: {
    eventType: string;
    /** `undecided`: Okta neither did it nor failed to (deferred, skipped). */
    outcome: 'failure' | 'undecided';
    /** Okta gave a reason; else `text` is only the event's title. */
    hasReason: boolean;
    /** Names and addresses of the event's targets. */
    names: readonly string[];
    /** The same log holds a push of the same person that succeeded. */
    succeededToo: boolean;
  } | null;
  /** `page`: what is seen of a web page, which Okta did not write. `prose`: quoted by somebody who writes about it. */
  from?: 'page' | 'prose';
}

/** What one message means. The keys are those of `npm run explain -- --json`, in this order. */
export interface MessageExplanation {
  /** Verbatim, without what looks like a secret. */
  message: string;
  /** `none`: the message tells of no failure. */
  cause: Cause | 'unknown' | 'none';
  /** Null: nobody has to act, since nothing failed. */
  owner: Exclude<Owner, 'assistant'> | null;
  phase: Phase | null;
  /** The name of the attribute that the message names, where the cause lies in a value. */
  attribute: string | null;
  confidence: Confidence | 'unknown';
  /** One or two sentences: what happened. */
  says: string;
  /** What to do now. */
  next: string;
}

/**
 * What a provisioning message means. `app`: the kind of app integration it is about. Pure, never throws.
 */
export function explainMessage(message: Message, app: Evidence['app'] = 'custom'): MessageExplanation {
  const said = readMessage(message);
  const text = masked(message.text);
  const isPage = message.from === 'page';
  if (isAboutSignOn(message, said) && !wentWell(said)) {
    return { ...unknown(text, said, true), ...aboutSignOn };
  }
  if (isOfOktaApi(message, said)) return { ...unknown(text, said, true), ...ofOktaApi };
  const read = isForeign(message)
    ? null
    : isPage
      ? readPage(said)
      : (ofHeading(message) ?? readAlone(message, said));
  if (read === null && message.event === null && wentWell(said)) return noFailure(text, said);
  if (read === null) return unknown(text, said, message.event === null);
  const again = message.event?.succeededToo === true && said.http?.status === 409;
  const ofApp = (app === 'catalogue' ? inCatalogue[read.cause] : undefined) ?? read.cause;
  const cause = again && ofApp === 'already-exists' ? 'parallel-push' : ofApp;
  return {
    message: text,
    cause,
    owner: cause === read.cause ? narrowed(read.owner) : narrowed(advice[cause].owner),
    phase: said.phase,
    attribute: attributeOf(cause, said),
    confidence:
      message.from !== undefined || (cause === 'parallel-push' && cause !== read.cause)
        ? 'likely'
        : read.confidence,
    says: saysOf(cause, said),
    next: nextOf(cause, said.phase, 'message'),
  };
}

/** A sentence of this assistant's own, as docs/troubleshooting.md has it for a heading. */
function ofHeading({ text, event }: Message): ReadCause | null {
  if (event !== null) return null;
  const line = text.trim().replace(/^#+ |\.$/g, '');
  const cause = causes.find((each) => headingOf(each) === line);
  return cause === undefined ? null : { cause, confidence: 'sure', owner: advice[cause].owner };
}

/** Causes that the server on the way can tell by its page; of all others the page tells only that it came. */
const ofPages: readonly Cause[] = [
  'blocked',
  'proxy-fault',
  'rate-limited',
  'slow',
  'too-large',
  'wrong-address',
];

function readPage(said: Said): ReadCause {
  const read = readCause(said, null);
  if (read !== null && ofPages.includes(read.cause)) return read;
  return { cause: 'web-page', confidence: 'likely', owner: advice['web-page'].owner };
}

/** SAML's own words: an identity provider and a service provider write them on their pages, nothing on the way between servers does. */
const signOnWords =
  /\bSAML\b|\bassertions?\b|\baudience\b|\bsignature (?:validation|verification)\b|\bNameID\b|\bInResponseTo\b|\b(?:not|isn't) assigned (?:to )?(?:this|the) app/i;

/** Neither what Okta was doing nor who reported it is said. */
const isAlone = ({ event }: Message, { phase, detail, logged }: Said): boolean =>
  event === null && phase === null && detail === null && logged === null;

const isAboutSignOn = (message: Message, said: Said): boolean =>
  isAlone(message, said) && signOnWords.test(said.words);

/** The catalogue has no cause of sign-on. Its settings: docs/facts/oktopost.md. */
const aboutSignOn = {
  says: 'This is about signing in with SAML, not about provisioning. The cause is not known.',
  next: 'Compare Single sign-on URL and Audience URI of the app integration in Okta with the plan, and Okta’s signing certificate with the one that Oktopost has. If they agree, copy the page with its time for Oktopost support.',
} as const;

/** Okta's own API answers whoever called it with such a code. */
const isOfOktaApi = (message: Message, said: Said): boolean =>
  isAlone(message, said) && /\bE0\d{6}\b/.test(message.text);

const ofOktaApi = {
  attribute: null,
  says: 'This is an error of Okta’s own API, for whoever called it: Oktopost did not say it. The cause is not known.',
  next: 'Take it to whoever called the API. Why somebody was not provisioned stands in Okta under Dashboard > Tasks and in the System Log: paste that.',
} as const;

/** A line of which neither Okta nor a server is known to have said it tells a failure by its own words, or none. */
const readAlone = (message: Message, said: Said): ReadCause | null =>
  isAlone(message, said) && !speaksOfFailure.test(said.failure) ? null : readCause(said, null);

/** What failures are told with; a number alone, or behind an address, is one too. */
const speaksOfFailure =
  /^\W*\d{3}\W*$|\/\S* \d{3}\b|[45]\d\d [A-Z]|\b[a-z]*(?:n't|not|no|nor|none|nobody|without)\b|\b(?:un|in|mis|dis|mal)[a-z]{4,}|error|fail|http|status|code|response|exception|refus|deni|reject|block|forbid|expir|exceed|limit|conflict|exist|taken|duplicate|require|must|blank|empty|null|time|too |lock|suspend|wrong|bad|delay|resched|before|null|stop|gateway|gone|found|large|long|only|redirect|moved|down|protect|owner|last |another|already|return|<|\{/i;

/** Of a line that nobody can place, it is not known either that Okta reports it. */
const saysOfLine = (said: Said): string =>
  said.phase === null && said.http === null
    ? 'The assistant does not know this message. The cause is not known.'
    : saysOfUnknown(said);

const noFailure = (message: string, { phase }: Said): MessageExplanation => ({
  ...{ message, cause: 'none', owner: null, phase, attribute: null, confidence: 'sure' },
  says: 'This says that something went well: no failure is in it.',
  next: 'Look in Okta’s System Log for an event of the same user with FAILURE, and paste that.',
});

function unknown(message: string, said: Said, alone: boolean): MessageExplanation {
  return {
    message,
    cause: 'unknown',
    owner: 'unknown',
    phase: said.phase,
    attribute: said.http !== null && [400, 409, 422].includes(said.http.status) ? said.attribute : null,
    confidence: 'unknown',
    says: alone ? saysOfLine(said) : saysOfUnknown(said),
    next: 'Collect the whole message, its time, the user and the event in Okta’s System Log, and whether the user is in Oktopost. With these, ask Okta support or Oktopost support.',
  };
}

function readMessage({ text, event, from }: Message): Said {
  if (from === 'page') {
    return {
      ...readSaid(text),
      phase: null,
      detail: null,
      logged: null,
      attribute: null,
      complaint: 'web-page',
    };
  }
  if (event === null) return readSaid(text);
  const said = readSaid(withoutNames(text, event.names));
  const logged: Said['logged'] =
    event.outcome === 'failure' && !event.hasReason ? { title: text, result: 'failure' } : said.logged;
  return { ...said, phase: said.phase ?? phaseOfEvent(event.eventType), logged };
}

/** No word of a person's or an app's name is mistaken for a cause. A name that is one is left out too: rather unknown. */
const withoutNames = (text: string, names: readonly string[]): string =>
  names.filter((name) => name.length > 2).reduce((rest, name) => rest.replaceAll(name, '…'), text);

/** An event that has nothing to do with provisioning: a sign-in, a policy. An excerpt without a type may have. */
const isForeign = ({ event }: Message): boolean =>
  event !== null &&
  event.eventType !== '' &&
  !/^(?:application\.(?:provision|integration|user_membership|lifecycle)|app\.|system\.import|group\.)/.test(
    event.eventType,
  );

const narrowed = (owner: Owner): Exclude<Owner, 'assistant'> => (owner === 'assistant' ? 'unknown' : owner);
