import { AppFailure } from '../../shared/errors';
import type { GuidedFinding } from '../../shared/screens';

/** What Okta shows instead stands in the finding of the step, where it is not said here. */
export const contradicted = (shown?: GuidedFinding): AppFailure =>
  new AppFailure({
    code: 'conflict',
    message: shown?.text ?? 'Okta shows that this is not done.',
    owner: 'okta-admin',
    next: shown?.next ?? 'Do it in Okta and save, then check again.',
  });

/** The page of the connection comes with SCIM. */
export const withoutScim = (): AppFailure =>
  new AppFailure({
    code: 'not-ready',
    message: 'Okta does not show that SCIM is on.',
    owner: 'okta-admin',
    next: 'Turn SCIM on first. If it is on and Okta does not show it, say so on that step.',
  });

/** Nothing can be asked of Okta. */
export const notConnected = (): AppFailure =>
  new AppFailure({
    code: 'token-needed',
    message: 'There is no connection to Okta, so nothing can be read back.',
    owner: 'okta-admin',
    next: 'Sign in on the step “Connect Okta” again.',
    field: 'okta-token',
  });
