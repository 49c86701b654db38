import { words as apply } from '../screens/apply/words';
import { words as authenticate } from '../screens/authenticate/words';
import { words as connectOkta } from '../screens/connect-okta/words';
import { words as connection } from '../screens/connection/words';
import { words as destination } from '../screens/destination/words';
import { words as drift } from '../screens/drift/words';
import { words as mapping } from '../screens/mapping/words';
import { words as oktopostToken } from '../screens/oktopost-token/words';
import { words as plan } from '../screens/plan/words';
import { words as scimOn } from '../screens/scim-on/words';
import { words as singleSignOn } from '../screens/single-sign-on/words';
import { words as summary } from '../screens/summary/words';
import { words as testUser } from '../screens/test-user/words';
import { words as toApp } from '../screens/to-app/words';
import { words as undo } from '../screens/undo/words';
import { words as userNames } from '../screens/user-names/words';
import { words as welcome } from '../screens/welcome/words';
import type { ScreenId } from '../../shared/screens';

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
