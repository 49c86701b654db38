import { AppFailure } from '../../shared/errors';
import type { AppUser, Okta } from '../okta/types';

/**
 * Assigned while provisioning was off: Okta does not send them by itself, not even later. Not so one who is being sent now, or
 * whose sending failed. Source: failures list, row 3; Okta facts, section 2, "App users".
 */
export const wasNeverSent = ({ externalId, syncState }: Pick<AppUser, 'externalId' | 'syncState'>): boolean =>
  externalId === null && syncState !== 'SYNCING' && syncState !== 'ERROR';

/** Counting stops after so many people: it would take long in a large org. */
const countedAtMost = 5_000;

/** Who of the assigned people, except one, was never sent; null when the token may not read it. */
export async function countNeverSent(okta: Okta, appId: string, except: string): Promise<number | null> {
  let seen = 0;
  let count = 0;
  try {
    for await (const appUser of okta.appUsers(appId)) {
      seen += 1;
      if (appUser.id !== except && wasNeverSent(appUser)) count += 1;
      if (seen >= countedAtMost) break;
    }
    return count;
  } catch (error) {
    if (error instanceof AppFailure && error.error.code === 'missing-right') return null;
    throw error;
  }
}

/** What to do about people who were assigned too early. Source: article, "Provisioning Okta users to Oktopost". */
export const neverSentWords = (count: number): { text: string; next: string } => ({
  text: `${count === 1 ? 'One person was' : `${count.toLocaleString('en')} people were`} assigned before provisioning was on: Okta does not send them to Oktopost by itself.`,
  next: 'The screen “Rollout” repairs them, under “Assigned too early”. Or ask Okta support for “Provision out of sync users” and choose Provision User.',
});
