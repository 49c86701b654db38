import type { ScreenId } from '../../shared/setup';
import { words as apply } from './apply/words';
import { words as authenticate } from './authenticate/words';
import { words as connectOkta } from './connect-okta/words';
import { words as connection } from './connection/words';
import { words as destination } from './destination/words';
import { words as drift } from './drift/words';
import { words as mapping } from './mapping/words';
import { words as oktopostToken } from './oktopost-token/words';
import { words as plan } from './plan/words';
import { words as scimOn } from './scim-on/words';
import { words as singleSignOn } from './single-sign-on/words';
import { words as summary } from './summary/words';
import { words as testUser } from './test-user/words';
import { words as toApp } from './to-app/words';
import { words as undo } from './undo/words';
import { words as userNames } from './user-names/words';
import { words as welcome } from './welcome/words';

/** The short name of each step, as in the list of steps. */
export const stepNames: Record<ScreenId, string> = {
  welcome: welcome.rail,
  destination: destination.rail,
  'connect-okta': connectOkta.rail,
  'oktopost-token': oktopostToken.rail,
  plan: plan.rail,
  apply: apply.rail,
  'user-names': userNames.rail,
  'scim-on': scimOn.rail,
  connection: connection.rail,
  authenticate: authenticate.rail,
  'to-app': toApp.rail,
  mapping: mapping.rail,
  'test-user': testUser.rail,
  'single-sign-on': singleSignOn.rail,
  summary: summary.rail,
  undo: undo.rail,
  drift: drift.rail,
};
