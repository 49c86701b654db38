import type { Core } from '../../core/core';
import type { Handlers } from '../registry';
import { certificateChangeHandlers } from './certificate-change';
import type { connectionHandlers } from './connection';
import { driftHandlers } from './drift';
import { explainHandlers } from './explain';
import { fileHandlers } from './files';
import { lifeCycleHandlers } from './life-cycle';
import { peopleHandlers } from './people';
import { planHandlers } from './plan';
import { rolloutHandlers } from './rollout';
import type { sessionHandlers } from './session';
import { singleSignOnHandlers } from './single-sign-on';
import { summaryHandlers } from './summary';
import { supportHandlers } from './support';
import { testHandlers } from './test-user';
import { tokenChangeHandlers } from './token-change';
import { userNamesHandlers } from './user-names';

/** The handlers that the first screens do without. */
export const laterHandlers = (
  core: Core,
): Omit<
  Handlers,
  keyof ReturnType<typeof sessionHandlers> | keyof ReturnType<typeof connectionHandlers>
> => ({
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
});
