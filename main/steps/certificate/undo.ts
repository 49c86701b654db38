import { z } from 'zod';
import { readCertificates } from '../../observe/certificates';
import type { App } from '../../okta/types';
import { noNotes } from '../../plans/undo-notes';
import { defineStep, draftOf } from '../../plans/step';
import type { StepContext } from '../../plans/step';
import { fieldHistories, signingKey } from '../app-integration/fields';
import type { FieldValue } from '../app-integration/fields';
import { readAdoptedApp } from '../app-integration/setup-app';
import { makeChangeId } from './make';

/** Whether Okta can sign with the certificate from before this set-up: it is still there, and has not ended. Only reads. */
export async function canSignAgain(
  { okta, now }: StepContext,
  app: App,
  original: FieldValue,
): Promise<boolean> {
  const before = (await readCertificates(okta, app)).find(({ kid }) => kid !== null && kid === original);
  return before !== undefined && new Date(before.until) > now();
}

const madeSchema = z.looseObject({ fingerprint: z.string().optional() });

/** What stays of a new signing certificate in an app integration that stays: Okta's API deletes no key. Changes nothing. */
export const undoCertificateStep = defineStep<Record<never, never>, string[], never>({
  observe: async (context) => {
    const setupApp = await readAdoptedApp(context);
    if (setupApp === null) return [];
    const { app, appliedChanges } = setupApp;
    const made = appliedChanges
      .filter(({ changeId }) => changeId === makeChangeId)
      .map(({ details }) => madeSchema.safeParse(details).data?.fingerprint ?? null);
    const key = fieldHistories(appliedChanges).get(signingKey);
    const kept =
      key !== undefined &&
      key.original !== app.signingKid &&
      !(await canSignAgain(context, app, key.original));
    return [...made.map(remaining), ...(kept ? [noWayBack] : [])];
  },
  plan: (remains) => draftOf([], { undo: { ...noNotes, remains } }),
  beforeAndAfter: () => ({}),
  apply: () => Promise.resolve({ details: {} }),
  verify: () => Promise.resolve([]),
});

const remaining = (fingerprint: string | null): string =>
  `The signing certificate that this set-up made${
    fingerprint === null ? '' : ` (SHA-256 fingerprint ${fingerprint})`
  } stays in Okta: its API deletes none. Take it out at Oktopost once Okta does not sign with it.`;

const noWayBack =
  'Okta goes on signing with the certificate that it has: the one from before this set-up has ended, or is not there any more.';
