import { isRunning } from '../../../shared/at-work';
import { chooseMode } from '../../core/begin-another';
import { chooseTarget } from '../../core/choose-target';
import type { Core } from '../../core/core';
import { goTo } from '../../core/go-to';
import { busy } from '../../plans/failures';
import type { Handlers } from '../registry';

type SessionCalls =
  | 'session.snapshot'
  | 'session.chooseMode'
  | 'session.go'
  | 'session.planOnly'
  | 'session.startOver'
  | 'destination.choose';

export function sessionHandlers(core: Core): Pick<Handlers, SessionCalls> {
  return {
    'session.snapshot': () => Promise.resolve(core.snapshot()),
    'session.chooseMode': async ({ mode }) => {
      await chooseMode(core, mode);
      return null;
    },
    'session.go': ({ screen }) => {
      goTo(core, screen);
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
    'destination.choose': async (choice) => {
      await chooseTarget(core, choice);
      return null;
    },
  };
}
