import { minute } from '../export/document';
import type { Statement } from '../../shared/left-to-do';
import { withStatements } from '../../shared/left-to-do';
import type { Session } from './session';

type Tokens = Pick<Session, 'tokenChange' | 'tokenPrints' | 'olderTokens'>;

/** What an admin states of them. */
export const olderTokensTask = 'older-tokens';

/** The statement that the tokens up to the one that was left at `since` are revoked. */
export const olderTokensStatement = (since: string): string => `${olderTokensTask}=${since}`;

/**
 * What is kept once the walk is left at `since`, ISO 8601: the token before, where its new one was pasted and nothing says that the one
 * before is revoked; the new one, where it was made and not pasted.
 */
export function olderTokensOf(
  { tokenChange, tokenPrints, olderTokens }: Tokens,
  since: string,
): Session['olderTokens'] {
  const { madeAt, pasted, revoked } = tokenChange;
  if (madeAt === null || revoked !== null) return olderTokens;
  const print = (pasted === null ? tokenPrints?.made : tokenPrints?.before) ?? null;
  return [...olderTokens, { since, print }];
}

/** What an admin stated in a walk that is over: that the token before the one that was pasted then is revoked. */
export const revokedTokenTask = 'token-revoked';

/** `pastedAt`: ISO 8601. */
export const revokedTokenWords = (pastedAt: string): string =>
  `The SCIM token before the one that was pasted into Okta ${minute(pastedAt)} is revoked in Oktopost.`;

/** The statements once the walk is over: that the token before is revoked outlasts it. What was read of it is kept with the new one. */
export function keptRevocation({
  tokenChange: { pasted, revoked },
  statements,
}: Pick<Session, 'tokenChange' | 'statements'>): Statement[] {
  if (pasted === null || revoked?.how !== 'stated') return statements;
  const { by, at } = revoked;
  return withStatements(statements, [{ id: `${revokedTokenTask}=${pasted.at}`, by, at }]);
}

/** For a file that leaves this computer: by a print of a token, one that is guessed could be checked. */
export const withoutPrints = (tokens: Session['olderTokens']): Session['olderTokens'] =>
  tokens.map(({ since }) => ({ since, print: null }));

/** Those that no admin has stated to be revoked. What is left later than a statement, it does not tell of. */
export function unrevoked({
  olderTokens,
  statements,
}: Pick<Session, 'olderTokens' | 'statements'>): Session['olderTokens'] {
  const stated = olderTokens.findLastIndex(({ since }) =>
    statements.some(({ id }) => id === olderTokensStatement(since)),
  );
  return olderTokens.slice(stated + 1);
}

/** How many tokens of this set-up may be valid at Oktopost: the one that Okta has, a second one during a change, and older ones. */
export function validTokens(session: Tokens & Pick<Session, 'statements'>): number {
  const { madeAt, revoked } = session.tokenChange;
  return 1 + (madeAt !== null && revoked === null ? 1 : 0) + unrevoked(session).length;
}
