import type { FailedSignIn, SignIns, SignInWay } from '../../shared/single-sign-on';

/** More are not tried; an older one is dropped. */
const most = 100;

/** What is known of sign-ins that did not work, once the checks of these ways begin anew: a later one does not undo them. */
export function keepFailed({ checks, failed }: SignIns, ways: readonly SignInWay[]): FailedSignIn[] {
  const ended = ways.flatMap((way): FailedSignIn[] => {
    const { result, event, decidedAt, decidedBy } = checks[way];
    return result === 'did-not-work' ? [{ way, event, decidedAt, decidedBy }] : [];
  });
  return [...failed, ...ended].slice(-most);
}
