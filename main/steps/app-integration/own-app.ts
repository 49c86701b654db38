import { z } from 'zod';
import type { App } from '../../okta/types';
import type { AppliedChange } from '../../plans/history';
import type { StepContext } from '../../plans/step';
import { provisioningSchema } from '../../observe/provisioning';
import type { Provisioning } from '../../observe/provisioning';
import { appChangeId } from './identity';

/** The app integration that this set-up created or adopted last, according to the journal, and the changes applied to it since. */
export interface OwnApp {
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

/** Null when the set-up has neither made nor adopted one. */
export async function ownApp({ okta, session, appliedChanges }: StepContext): Promise<OwnApp | null> {
  const all = appliedChanges();
  const [first, ...later] = all.slice(all.findLastIndex(({ changeId }) => changeId === appChangeId));
  if (first?.changeId !== appChangeId) return null;
  const { appId, adopted = false, provisioning = null } = appDetailsSchema.parse(first.details);
  const app = await (typeof appId !== 'string' ? okta.findAppByNote(session().setupId) : okta.app(appId));
  // The journal of a file is believed of an app integration only where Okta names this set-up as well: it would be deleted.
  const { handedOver, setupId } = session();
  if (!adopted && app !== null && handedOver !== null && app.adminNote?.includes(setupId) !== true)
    return null;
  return { app, created: !adopted, provisioning, appliedChanges: [first, ...later] };
}

/** An adopted one that is still there: only then there is something to put back in it. */
export async function adoptedApp(context: StepContext): Promise<(OwnApp & { app: App }) | null> {
  const own = await ownApp(context);
  return own === null || own.app === null || own.created ? null : { ...own, app: own.app };
}
