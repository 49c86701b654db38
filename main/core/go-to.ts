import { AppFailure } from '../../shared/errors';
import type { ScreenId } from '../../shared/screens';
import type { Core } from './core';

/** Shows the screen that the admin asked for. @throws AppFailure `not-ready` while a step before it is open. */
export function goTo(core: Core, screen: ScreenId): void {
  const { rail, more, app } = core.snapshot();
  const reachable: ScreenId[] = [
    ...rail.filter((entry) => entry.reachable).map((entry) => entry.screen),
    ...more,
    // Not listed under "More": the summary leads there.
    ...(app === null ? [] : (['change-token', 'change-certificate'] as const)),
  ];
  if (!reachable.some((candidate) => candidate === screen)) throw notReachable();
  core.show(screen);
}

const notReachable = (): AppFailure =>
  new AppFailure({
    code: 'not-ready',
    message: 'A step before this one is not done yet.',
    owner: 'okta-admin',
    next: 'Finish the step that needs you in the list of steps.',
  });
