import type { CallName } from '../../shared/call-names';
import { maxFileLength } from '../../shared/files';

const usualBytes = 64 * 1024;
/** With a file, a pasted list or many people in their payload. */
const longCalls: readonly string[] = [
  'file.open',
  'explain.read',
  'people.read',
  'rollout.match',
  'rollout.choose',
  'rollout.plan',
] satisfies CallName[];
/** As JSON a character of a file takes six bytes at most; sealing adds a tag. */
const longBytes = usualBytes + 6 * maxFileLength;

/** Most bytes of the sealed body of a call. */
export const bodyLimitOf = (name: string): number => (longCalls.includes(name) ? longBytes : usualBytes);
