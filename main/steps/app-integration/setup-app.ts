import { z } from 'zod';
import type { App } from '../../okta/types';
import type { AppliedChange } from '../../storage/applied-changes';
import type { StepContext } from '../../plans/step';
import { provisioningSchema } from '../../observe/provisioning';
import type { Provisioning } from '../../observe/provisioning';
import { appChangeId } from './identity';

/** The app integration that this set-up created or adopted last, according to the journal, and the changes applied to it since. */
export interface SetupApp {
  /** Null where the journal has no id, and Okta no app integration of this set-up. */
  appId: string | null;
  /** Null: it is not in Okta any more. */
  app: App | null;
  created: boolean;
  /** Provisioning at adoption; null for a created one, or where the journal does not record it. */
  provisioning: Provisioning | null;
  /** Begins with the change that created or adopted it. */
  appliedChanges: readonly [AppliedChange, ...AppliedChange[]];
}

const appDetailsSchema = z.looseObject({
  appId: z.string().nullish(),
  adopted: z.boolean().optional(),
  provisioning: provisioningSchema.nullish(),
});

/** Null when the set-up has neither created nor adopted one. */
export async function readSetupApp({ okta, session, appliedChanges }: StepContext): Promise<SetupApp | null> {
  const all = appliedChanges();
  const [first, ...later] = all.slice(all.findLastIndex(({ changeId }) => changeId === appChangeId));
  if (first?.changeId !== appChangeId) return null;
  const { appId, adopted = false, provisioning = null } = appDetailsSchema.parse(first.details);
  const app = await (typeof appId !== 'string' ? okta.findAppByNote(session().setupId) : okta.app(appId));
  // An undo deletes a created app, so a journal from a file is trusted only where Okta's admin note names this set-up too.
  const { handedOver, setupId } = session();
  if (!adopted && app !== null && handedOver !== null && app.adminNote?.includes(setupId) !== true)
    return null;
  return {
    appId: app?.id ?? appId ?? null,
    app,
    created: !adopted,
    provisioning,
    appliedChanges: [first, ...later],
  };
}

/** The same for an adopted app integration that still exists, in which an undo has something to restore; else null. */
export async function readAdoptedApp(context: StepContext): Promise<(SetupApp & { app: App }) | null> {
  const setupApp = await readSetupApp(context);
  return setupApp === null || setupApp.app === null || setupApp.created
    ? null
    : { ...setupApp, app: setupApp.app };
}
