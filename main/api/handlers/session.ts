import { AppFailure } from '../../../shared/errors';
import { targetOf } from '../../../shared/oktopost';
import type { Core } from '../../core/core';
import type { Handlers } from '../registry';
import { busy } from '../../plans/failures';
import { isRunning } from '../../../shared/plan';

type SessionCalls =
  | 'session.snapshot'
  | 'session.chooseMode'
  | 'session.go'
  | 'session.planOnly'
  | 'session.startOver'
  | 'destination.choose';

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
      const { rail, more } = core.snapshot();
      const reachable = [...rail.filter((entry) => entry.reachable).map((entry) => entry.screen), ...more];
      if (!reachable.some((candidate) => candidate === screen)) throw notReachable();
      core.show(screen);
      return Promise.resolve(null);
    },
    'session.planOnly': ({ on }) => {
      if (core.engine.run !== null && isRunning(core.engine.run)) throw busy();
      core.remember({ planOnly: on });
      return Promise.resolve(null);
    },
    'session.startOver': async () => {
      await core.startOver();
      return null;
    },
    'destination.choose': async ({ destination, region, label, confirmedUndocumentedTarget }) => {
      if (!targetOf(destination, region).inArticle && !confirmedUndocumentedTarget) throw notInArticle();
      const { app, destination: destinationBefore, region: regionBefore, label: labelBefore } = store.session;
      const moved = regionBefore !== region || destinationBefore !== destination;
      if (app !== null && moved) throw targetIsFixed();
      // A plan that was shown for other choices is not applied any more.
      if (moved || labelBefore !== label) core.engine.forget();
      core.remember({ destination, region, label, confirmedUndocumentedTarget });
      if (moved) await core.connections.connectOktopost();
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

const notInArticle = (): AppFailure =>
  new AppFailure({
    code: 'bad-input',
    message: 'Oktopost’s article does not have this way.',
    owner: 'okta-admin',
    next: 'Tick that you will ask your account manager at Oktopost before rollout, or choose another destination.',
    field: 'confirmedUndocumentedTarget',
  });

export const targetIsFixed = (): AppFailure =>
  new AppFailure({
    code: 'conflict',
    message: 'This set-up already has an app integration for another destination or region.',
    owner: 'okta-admin',
    next: 'Start over to set up the other one with an app integration of its own.',
    field: 'region',
  });
