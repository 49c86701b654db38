import { assertNever } from '../errors';
import { advice } from './advice';
import type { Cause } from './advice';
import type { Said } from './grammar';
import type { Phase } from './phase';

/** Causes that lie in a value; of others the name of an attribute would mislead. */
const ofValues: readonly Cause[] = [
  'already-exists',
  'attribute-conflict',
  'attribute-null',
  'bad-request',
  'exists-unseen',
  'name-missing',
  'name-odd',
  'reactivation-refused',
  'username-blank',
  'username-no-email',
  'username-not-the-email',
  'value-pattern',
  'value-taken',
];

/** The attribute that the text names, where it has to do with the cause. */
export const attributeOf = (cause: Cause, { attribute }: Said): string | null =>
  ofValues.includes(cause) ? attribute : null;

/** What happened, with the attribute that was named. */
export function saysOf(cause: Cause, said: Said): string {
  const attribute = attributeOf(cause, said);
  const { what } = advice[cause];
  return attribute === null ? what : `${what} The attribute that is named: ${attribute}.`;
}

/** What is said where no cause is known: the parts that could be read. */
export function saysOfUnknown({ phase, http }: Said): string {
  const doing = phase === null ? 'Okta reports a failure' : `Okta could not ${work(phase)}`;
  const answer = http === null ? '' : `: Oktopost answered ${String(http.status)} (${http.phrase})`;
  return `${doing}${answer}. The cause is not known.`;
}

function work(phase: Phase): string {
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
    case 'import':
      return 'import the user from Oktopost';
    case 'authenticate':
      return 'sign in to Oktopost';
    case 'group':
      return 'push the group to Oktopost';
    default:
      return assertNever(phase);
  }
}
