import { minute } from '../export/document';
import { revokedTokenTask, revokedTokenWords, unrevoked } from '../storage/older-tokens';
import type { Session } from '../storage/session';

/** What is known of the tokens of changes that are over or were forgotten, in sentences; empty where there was none. */
export function earlierChange(
  session: Pick<Session, 'pastedToken' | 'olderTokens' | 'statements'>,
): string[] {
  const { pastedToken, statements } = session;
  const older = unrevoked(session);
  const stated = statements.findLast(({ id }) => id.startsWith(`${revokedTokenTask}=`));
  const left = older.map(({ since }) => minute(since)).join(', ');
  const known = [
    ...(pastedToken === null ? [] : ofPasted(pastedToken)),
    ...(stated === undefined
      ? []
      : [
          `${revokedTokenWords(stated.id.slice(revokedTokenTask.length + 1))} Stated by ${stated.by ?? 'an admin'}, ${minute(stated.at)}.`,
        ]),
    ...(older.length === 0
      ? []
      : [
          `A token of a change that was forgotten may still be valid at Oktopost (${left}): “Left to do” on the step “Summary” asks to revoke it.`,
        ]),
  ];
  return pastedToken !== null && known.length === 0 ? [unknown] : known;
}

function ofPasted({ since, isBeforeRefused, push }: NonNullable<Session['pastedToken']>): string[] {
  if (!isBeforeRefused) return [];
  const refused = `The token before the one that Okta has now is revoked: Oktopost refused it, read ${minute(since)}`;
  return [
    push === null
      ? `${refused}. That Okta sends with the new one, nothing has shown yet.`
      : `${refused}, and Okta has sent ${push.who ?? 'a person'} since then (${minute(push.at)}).`,
  ];
}

const unknown =
  'Whether the token before the one that Okta has now is revoked, the assistant does not know: look in Oktopost.';
