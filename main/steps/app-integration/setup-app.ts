import { z } from 'zod';
import type { Okta } from '../../okta/okta';
import type { App } from '../../okta/types';
import { sinceAppBegan } from '../../storage/applied-changes';
import type { AppliedChange } from '../../storage/applied-changes';
import type { Session } from '../../storage/session';
import type { StepContext } from '../../plans/step';
import { provisioningSchema } from '../../observe/provisioning';
import type { Provisioning } from '../../observe/provisioning';
import { namingIn, noteMark } from './identity';

/** The app integration that this set-up created or adopted last, and what this computer applied to it since. */
export interface SetupApp {
  /** Null where the journal has no id, and Okta no app integration of this set-up. */
  appId: string | null;
  /** Null: it is not in Okta any more. */
  app: App | null;
  created: boolean;
  /** Provisioning at adoption; null for a created one, or where the journal does not record it. */
  provisioning: Provisioning | null;
  /** Begins with the change that created or adopted it, if this computer applied that. */
  appliedChanges: readonly AppliedChange[];
}

const appDetailsSchema = z.looseObject({
  appId: z.string().nullish(),
  adopted: z.boolean().optional(),
  provisioning: provisioningSchema.nullish(),
});

/** Null when the set-up has neither created nor adopted one. */
export async function readSetupApp(context: StepContext): Promise<SetupApp | null> {
  const { okta, session, appliedChanges } = context;
  const [first, ...later] = sinceAppBegan(appliedChanges());
  if (first === undefined) return session().handedOver === null ? null : importedApp(context);
  const { appId, adopted = false, provisioning = null } = appDetailsSchema.parse(first.details);
  const app = await (typeof appId === 'string' ? okta.app(appId) : appByNote(okta, session()));
  return {
    appId: app?.id ?? appId ?? null,
    app,
    created: !adopted,
    provisioning,
    appliedChanges: [first, ...later],
  };
}

/** Of an imported set-up: no journal of this computer says which one it is, so Okta's admin note does, read now. */
async function importedApp({ okta, session, appliedChanges }: StepContext): Promise<SetupApp | null> {
  const { app: known, setupId } = session();
  if (known === null) return null;
  const app = await okta.app(known.id);
  const naming = app === null ? null : namingIn(app, setupId);
  if (app !== null && naming === null) return null;
  const created = app === null ? known.createdByUs : naming === 'created';
  return { appId: known.id, app, created, provisioning: null, appliedChanges: appliedChanges() };
}

/** The app integration whose admin note names this set-up; null when there is none. */
export async function appByNote(okta: Okta, { setupId }: Pick<Session, 'setupId'>): Promise<App | null> {
  const found = await okta.findAppByNote(noteMark(setupId));
  return found === null || namingIn(found, setupId) === null ? null : found;
}

/**
 * The app integration of this set-up: the one it knows, else the one whose admin note names it. The known one may have been
 * deleted, and the response to the create of the next one lost.
 */
export async function findSetupApp(okta: Okta, session: Session): Promise<App | null> {
  const known = session.app === null ? null : await okta.app(session.app.id);
  return known ?? (await appByNote(okta, session));
}

/** The same for an adopted app integration that still exists, in which an undo has something to restore; else null. */
export async function readAdoptedApp(context: StepContext): Promise<(SetupApp & { app: App }) | null> {
  const setupApp = await readSetupApp(context);
  return setupApp === null || setupApp.app === null || setupApp.created
    ? null
    : { ...setupApp, app: setupApp.app };
}
