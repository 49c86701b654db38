import { isTokenCertain } from '../../shared/token-change';
import type { PastedToken, TokenChange } from '../../shared/token-change';
import { minute } from '../export/document';
import type { Block } from '../export/document';
import type { Session } from '../storage/session';
import { mostSent, tokenChangesOf } from '../storage/token-changes';
import type { Fact } from './facts';

type Sent = NonNullable<TokenChange['sent']>;
type Revoked = NonNullable<TokenChange['revoked']>;
type Kept = Pick<Session, 'tokenChange' | 'earlierTokenChanges' | 'pastedToken'>;

/** What Okta sent after each new SCIM token was pasted, and what became of the one before, walk by walk. */
export function tokenFacts(session: Kept): Fact[] {
  const facts = tokenChangesOf(session).flatMap(factsOfWalk);
  return [...facts, ...factsBefore(session.pastedToken, facts)];
}

/** That not all of it is kept. */
export const notAllSentBlocks = (session: Kept): Block[] =>
  tokenChangesOf(session).some(({ sentBefore }) => sentBefore.length >= mostSent)
    ? [
        {
          kind: 'text',
          text: `Of what Okta sent during one change of the SCIM token the newest ${String(mostSent + 1)} are among them: Okta’s System Log has all.`,
        },
      ]
    : [];

function factsOfWalk({ pasted, sent, sentBefore, revoked }: TokenChange): Fact[] {
  if (pasted === null) return [];
  const token = `the SCIM token that ${pasted.by ?? 'an admin'} stated as pasted, ${minute(pasted.at)}`;
  const all = [...sentBefore, ...(sent === null ? [] : [sent])];
  return [
    ...all.map((each) => sentFact(each, token, revoked)),
    ...(revoked === null ? [] : [revokedFact(revoked, token)]),
  ];
}

/** As long as the token before is not known to be revoked, Okta may have sent with either. */
function sentFact(sent: Sent, token: string, revoked: TokenChange['revoked']): Fact {
  const { at, eventId, who, failed } = sent;
  const common = {
    leaves: null,
    expected: 'Oktopost takes what Okta sends',
    at,
    seconds: null,
    events: [eventId],
  };
  const person = who ?? 'a person';
  const since = `What Okta sends since ${token}`;
  if (failed !== null)
    return { ...common, result: 'fail', what: since, actual: `not sent for ${person}: ${failed}` };
  if (revoked === null || !isTokenCertain({ sent, revoked }))
    return {
      ...common,
      result: 'pass',
      what: since,
      actual: `sent for ${person}; with which token, nothing shows: the one before was not known to be revoked`,
    };
  return {
    ...common,
    result: revoked.how === 'read' ? 'pass' : 'stated',
    what: `Okta sends with ${token}`,
    actual: `sent for ${person}, when ${revokedWords(revoked)}`,
  };
}

const revokedFact = (revoked: Revoked, token: string): Fact => ({
  result: revoked.how === 'read' ? 'pass' : 'stated',
  what: `The token before ${token}`,
  leaves: null,
  expected: 'Oktopost refuses it',
  actual: revokedWords(revoked),
  at: revoked.at,
  seconds: null,
  events: [],
});

const revokedWords = ({ how, by, at }: Revoked): string =>
  how === 'read'
    ? `Oktopost refused the token before, read ${minute(at)}`
    : `the token before was revoked, as ${by ?? 'an admin'} stated, ${minute(at)}`;

/** Of a walk that ended before walks were kept, what is known of its token is its proof alone. */
function factsBefore(pastedToken: PastedToken | null, known: readonly Fact[]): Fact[] {
  if (pastedToken === null || pastedToken.push === null) return [];
  const { push, since } = pastedToken;
  if (known.some(({ events }) => events.includes(push.eventId))) return [];
  return [
    {
      result: 'pass',
      what: 'Okta sends with the new SCIM token',
      leaves: null,
      expected: 'Oktopost takes what Okta sends',
      actual: `sent for ${push.who ?? 'a person'}, when Oktopost refused the token before, read ${minute(since)}`,
      at: push.at,
      seconds: null,
      events: [push.eventId],
    },
  ];
}
