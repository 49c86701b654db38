import type { Core } from '../../core/core';
import type { Handlers } from '../registry';
import { connectionHandlers } from './connection';
import { driftHandlers } from './drift';
import { explainHandlers } from './explain';
import { fileHandlers } from './files';
import { lifeCycleHandlers } from './life-cycle';
import { peopleHandlers } from './people';
import { planHandlers } from './plan';
import { rolloutHandlers } from './rollout';
import { sessionHandlers } from './session';
import { singleSignOnHandlers } from './single-sign-on';
import { supportHandlers } from './support';
import { testHandlers } from './test-user';
import { tokenChangeHandlers } from './token-change';
import { certificateChangeHandlers } from './certificate-change';
import { userNamesHandlers } from './user-names';
import { summaryHandlers } from './summary';

/** The handler of every call, one file per area. */
export function handlersOf(core: Core): Handlers {
  return {
    ...sessionHandlers(core),
    ...connectionHandlers(core),
    ...planHandlers(core),
    ...userNamesHandlers(core),
    ...testHandlers(core),
    ...lifeCycleHandlers(core),
    ...rolloutHandlers(core),
    ...singleSignOnHandlers(core),
    ...tokenChangeHandlers(core),
    ...certificateChangeHandlers(core),
    ...summaryHandlers(core),
    ...fileHandlers(core),
    ...driftHandlers(core),
    ...explainHandlers(core),
    ...peopleHandlers(core),
    ...supportHandlers(core),
  };
}
