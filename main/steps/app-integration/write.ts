import type { Okta } from '../../okta/okta';
import type { App } from '../../okta/types';
import type { Session } from '../../storage/session';
import type { StepContext } from '../../plans/step';
import { showsProvisioning } from '../../observe/api-integration';
import { showsScim } from '../../observe/scim';
import { fieldsBeforeAndAfter, fieldsOf, pick } from './fields';
import type { AppFields } from './fields';
import { checkOf } from '../../../shared/plan';
import type { Check } from '../../../shared/plan';

/** What a write to this app integration risks. */
export function writeWarnings(app: App): string[] {
  return [...ofProvisioning(app), ...ofUserName(app)];
}

/** The same of the changes of a plan: none where nothing is written. */
export const warningsOfWrites = (app: App, changes: readonly { mutation: unknown }[]): string[] =>
  changes.some(({ mutation }) => mutation !== null) ? writeWarnings(app) : [];

/** Whether Okta keeps this for a user name format of its own is not documented: docs/facts/okta-api.md, section 2. */
const ofUserName = ({ userNameTemplate }: App): string[] =>
  userNameTemplate?.type === 'BUILT_IN' && userNameTemplate.pushStatus === 'PUSH'
    ? [
        'Okta may forget “Update application username on: Create and update” when an app is written by API. Look at the Sign On tab afterwards.',
      ]
    : [];

function ofProvisioning(app: App): string[] {
  if (!showsProvisioning(app.features)) return [];
  return [
    'Provisioning is already on for this app integration. Okta has been seen to switch provisioning off when an app is written afterwards; the assistant reads it again after every write and tells you.',
  ];
}

/**
 * What the session keeps of an app integration before it is written: that `features` showed SCIM, and when what was said of the update of
 * user names ended. Okta has been seen to set provisioning back to None by a write (Okta facts, section 1), and then only this records
 * that it was on. Whether Okta keeps the update of user names is not documented (section 2, "Create").
 */
export function beforeWrite({ session, now }: StepContext, before: App): Partial<Session> {
  const at = now().toISOString();
  const written = { updateOnWritten: { at, isStatedSince: false } };
  if (!showsScim(before)) return written;
  const { readBackAt } = session();
  return {
    ...written,
    featuresShowScim: true,
    readBackAt: { ...readBackAt, 'scim-on': readBackAt['scim-on'] ?? at },
  };
}

/** SCIM was read as on from the `features` of this app integration. */
export const scimWasSeen = ({ featuresShowScim, readBackAt }: Session): boolean =>
  featuresShowScim && readBackAt['scim-on'] !== null;

/** The only way to write an app integration; a step that does remembers what `beforeWrite` says first. `lost`: features that are gone now. */
export async function writeApp(
  okta: Okta,
  before: App,
  change: (raw: Record<string, unknown>) => void,
): Promise<{ app: App; lost: string[] }> {
  const app = await okta.changeApp(before.id, change);
  return { app, lost: before.features.filter((feature) => !app.features.includes(feature)) };
}

/** The same for what `fieldsOf` names. `details`, for the journal: what Okta made of it, which may be less than was sent. */
export async function writeFields(
  okta: Okta,
  before: App,
  change: (raw: Record<string, unknown>) => void,
): Promise<{ app: App; details: { after: AppFields; lost: string[] } }> {
  const { app, lost } = await writeApp(okta, before, change);
  const sent = Object.keys(fieldsBeforeAndAfter(before, change).after);
  return { app, details: { after: pick(fieldsOf(app), sent), lost } };
}

/** Whether provisioning is still on where `features` has shown it as on; nothing where Okta does not show it. */
export function provisioningChecks(wasShown: boolean, app: App): Check[] {
  if (!wasShown) return [];
  return [
    checkOf({
      setting: 'scim',
      expected: 'SCIM',
      actual: showsScim(app) ? 'SCIM' : 'None',
      next: 'Okta switched provisioning off. Set it to SCIM again on the General tab, then enter the connection and tick the To App boxes again.',
    }),
  ];
}
