import { AppFailure } from '../../shared/errors';
import { openStep } from '../../shared/screens';
import type { ScreenId } from '../../shared/screens';
import { stepNames } from '../../shared/step-names';
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
  if (!reachable.some((candidate) => candidate === screen)) throw notReachable(rail);
  core.show(screen);
}

const notReachable = (rail: Parameters<typeof openStep>[0]): AppFailure =>
  new AppFailure({
    code: 'not-ready',
    message: `“${stepNames[openStep(rail)]}” comes first, and is not done yet.`,
    owner: 'okta-admin',
    next: 'Open it in the list of steps, and finish it.',
  });
