import type { Okta } from '../okta/okta';
import type { App } from '../okta/types';
import { gone, requireApp } from '../storage/required';
import type { Session } from '../storage/session';

/** The app integration of this set-up, read now. @throws AppFailure `not-ready` before there is one, `not-found` when it is gone. */
export async function readPresentApp(okta: Pick<Okta, 'app'>, session: Session): Promise<App> {
  const app = await okta.app(requireApp(session).id);
  if (app === null) throw gone();
  return app;
}
