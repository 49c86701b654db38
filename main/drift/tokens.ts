import { counted } from '../../shared/counted';
import type { WatchFinding } from '../../shared/drift';
import type { Summary } from '../../shared/summary';
import { timeIn } from '../../shared/time';
import { minute } from '../export/document';
import { nullOnFailure } from '../okta/calls';
import { tokenLifeMs } from '../okta/current-token';
import type { Okta } from '../okta/okta';
import type { ListedToken } from '../okta/types';

const dayMs = 24 * 60 * 60_000;
const endsSoonMs = 10 * dayMs;
/** Oktopost names no date by which a token has to be changed. */
const oldTokenMs = 180 * dayMs;

/** The API tokens of the one who asks; null: this connection cannot tell, for want of a right or of an owner. Only reads. */
export async function readOwnTokens(okta: Okta): Promise<ListedToken[] | null> {
  if (okta.serviceApp !== null) return null;
  return nullOnFailure(async () => {
    const [me, tokens] = await Promise.all([okta.me(), okta.apiTokens()]);
    return me === null || tokens === null ? null : tokens.filter(({ userId }) => userId === me.id);
  });
}

/**
 * Tokens that Okta revokes soon because nobody uses them. Each use extends one to 30 days, so that its end tells its last use. The token that
 * asks was used just now. Source: Okta's help, "Manage Okta API tokens".
 */
export function unusedTokens(tokens: readonly ListedToken[], now: Date): WatchFinding[] {
  return tokens.flatMap(({ name, expiresAt }): WatchFinding[] => {
    const ends = expiresAt === null ? null : timeIn(expiresAt);
    if (ends === null) return [];
    const left = Date.parse(ends) - now.getTime();
    if (left > endsSoonMs || left < 0) return [];
    const lastUse = new Date(Date.parse(ends) - tokenLifeMs).toISOString();
    return [
      {
        kind: 'api-token-ends',
        text: `The API token “${name}” of the same admin was last used at ${minute(lastUse)}: Okta revokes it at ${minute(ends)} if nobody uses it.`,
        next: 'Revoke it in Okta (Security, API, Tokens) if it is not needed any more; else use it, for example on a schedule.',
        since: lastUse,
      },
    ];
  });
}

/** How long Okta has had Oktopost's SCIM token, as far as the summary knows. Oktopost shows no date of it. */
export function oldScimToken({ settings }: Pick<Summary, 'settings'>, now: Date): WatchFinding[] {
  const known = settings.find(({ setting }) => setting === 'connection.authorization')?.known;
  if (known === undefined || known.how === 'unknown') return [];
  const age = now.getTime() - Date.parse(known.at);
  if (age < oldTokenMs) return [];
  return [
    {
      kind: 'scim-token-old',
      text: `Okta has had Oktopost’s SCIM token since ${minute(known.at)} at the latest, for ${counted(Math.floor(age / dayMs), 'day')}: Oktopost shows no date of it.`,
      next: 'The screen “Change a token” leads to a new one. If it was changed elsewhere, make a new summary.',
      since: known.at,
    },
  ];
}
