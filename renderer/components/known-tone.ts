import type { Known } from '../../shared/known';
import type { Tone } from './note';

/** The one rule for green: read, and as it should be. What was only stated or not read is neither green nor red, unless it is wrong. */
export function toneOf({ how, right }: Known): Extract<Tone, 'green' | 'red' | 'grey'> {
  if (how === 'unread') return 'grey';
  if (!right) return 'red';
  return how === 'read' ? 'green' : 'grey';
}

/** Read, and as it should be. */
export const readRight = toneOf({ how: 'read', right: true });
/** Read, and not as it should be. */
export const readWrong = toneOf({ how: 'read', right: false });
/** Nobody knows. */
export const notRead = toneOf({ how: 'unread', right: true });
