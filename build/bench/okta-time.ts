import type { Exchange } from '../../practice/web/server';

const isWrite = ({ method }: Exchange): boolean => method !== 'GET';
const writesTo = (exchanges: readonly Exchange[], to: Exchange['target']): Exchange[] =>
  exchanges.filter((each) => each.target === to && isWrite(each));
const endOf = ({ at, durationMs }: Exchange): number => Date.parse(at) + durationMs;

/** For how long, in milliseconds, Okta's answers to the assistant's writes were on their way. */
export const answersToWrites = (exchanges: readonly Exchange[]): number =>
  writesTo(exchanges, 'okta').reduce((sum, { durationMs }) => sum + durationMs, 0);

/** From Okta's answer to the last write until Okta has written to Oktopost because of it, in milliseconds; 0: it wrote nothing. */
export function provisioningMs(exchanges: readonly Exchange[]): number {
  const written = writesTo(exchanges, 'okta').at(-1);
  const sent = writesTo(exchanges, 'oktopost').at(-1);
  return written === undefined || sent === undefined ? 0 : Math.max(0, endOf(sent) - endOf(written));
}
