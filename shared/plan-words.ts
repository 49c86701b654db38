import { assertNever } from './errors';
import type { Change, ChangeRow } from './setup';

type Verb = Change['verb'] | ChangeRow['verb'];

/** The sign and the word of what a change or a row of it does: the same on screen and in an export. */
export function verbWords(verb: Verb): { sign: string; word: string } {
  switch (verb) {
    case 'create':
    case 'add':
      return { sign: '+', word: 'Add' };
    case 'update':
    case 'change':
      return { sign: '~', word: 'Change' };
    case 'delete':
    case 'remove':
      return { sign: '−', word: 'Remove' };
    case 'keep':
      return { sign: '=', word: 'Keep' };
    default:
      return assertNever(verb);
  }
}

/** "412 people are assigned. Okta will push an update for each." Null when nobody is pushed. */
export function pushWords(pushes: number): string | null {
  if (pushes === 0) return null;
  if (pushes === 1) return 'Okta will push one user to Oktopost because of this.';
  return `${pushes.toLocaleString('en')} people are assigned. Okta will push an update for each.`;
}
