import type { Core } from '../../core/core';
import type { Handlers } from '../registry';

type LifeCycleCalls =
  | 'lifeCycle.plan'
  | 'lifeCycle.start'
  | 'lifeCycle.stop'
  | 'lifeCycle.resume'
  | 'lifeCycle.cleanUp'
  | 'lifeCycle.saw';

export function lifeCycleHandlers(core: Core): Pick<Handlers, LifeCycleCalls> {
  const { lifeCycle } = core;
  return {
    'lifeCycle.plan': () => lifeCycle.plan(),
    'lifeCycle.start': async ({ planId }) => {
      core.requireOkta();
      await lifeCycle.start(planId);
      return null;
    },
    'lifeCycle.stop': () => {
      lifeCycle.stop();
      return Promise.resolve(null);
    },
    'lifeCycle.resume': ({ from }) => {
      core.requireOkta();
      lifeCycle.resume(from);
      return Promise.resolve(null);
    },
    'lifeCycle.cleanUp': () => {
      core.requireOkta();
      lifeCycle.cleanUp();
      return Promise.resolve(null);
    },
    'lifeCycle.saw': ({ phase, asExpected }) => {
      lifeCycle.saw(phase, asExpected);
      return Promise.resolve(null);
    },
  };
}
