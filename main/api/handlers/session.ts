import { AppFailure } from '../../../shared/errors';
import type { Core } from '../../core';
import type { Handlers } from '../registry';

type SessionCalls =
  'session.snapshot' | 'session.chooseMode' | 'session.go' | 'session.startOver' | 'destination.choose';

export function sessionHandlers(core: Core): Pick<Handlers, SessionCalls> {
  const { store } = core;
  return {
    'session.snapshot': () => Promise.resolve(core.snapshot()),
    'session.chooseMode': async ({ mode }) => {
      const { mode: before } = store.session;
      if (before !== 'unset' && before !== mode) await core.startOver();
      core.remember({ mode });
      if (mode === 'practice') {
        await core.startPractice();
        // A practice org that was started anew has a new token.
        if (store.session.practiceToken) await core.usePracticeToken();
      }
      core.show('destination');
      return null;
    },
    'session.go': ({ screen }) => {
      const entry = core.snapshot().rail.find((candidate) => candidate.screen === screen);
      if (entry?.reachable !== true) throw notReachable();
      core.show(screen);
      return Promise.resolve(null);
    },
    'session.startOver': async () => {
      await core.startOver();
      return null;
    },
    'destination.choose': async ({ destination, region, label }) => {
      const { app, region: before, label: labelBefore } = store.session;
      if (app !== null && before !== region) throw regionIsFixed();
      // A plan that was shown for other choices is not applied any more.
      if (before !== region || labelBefore !== label) core.engine.forget();
      core.remember({ destination, region, label });
      if (before !== region) await core.connections.connectOktopost();
      core.show('connect-okta');
      return null;
    },
  };
}

const notReachable = (): AppFailure =>
  new AppFailure({
    code: 'not-ready',
    message: 'A step before this one is not done yet.',
    owner: 'okta-admin',
    next: 'Finish the step that needs you in the list of steps.',
  });

const regionIsFixed = (): AppFailure =>
  new AppFailure({
    code: 'conflict',
    message: 'The app integration was already created for the other region.',
    owner: 'okta-admin',
    next: 'Start over to set up the other region with an app integration of its own.',
    field: 'region',
  });
