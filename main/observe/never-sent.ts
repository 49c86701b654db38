import type { AppUser } from '../okta/types';

/**
 * Assigned while provisioning, or Create Users, was off: Okta does not send them by itself, not even later. Not so one who is being sent now, or
 * whose sending failed. Source: failures list, row 3; Okta facts, section 2, "App users".
 */
export const wasNeverSent = ({ externalId, syncState }: Pick<AppUser, 'externalId' | 'syncState'>): boolean =>
  externalId === null && syncState !== 'SYNCING' && syncState !== 'ERROR';

/** Okta's last push failed: of the creation, or of a later change. Source: docs/facts/okta-recorded.md, section 5. */
export const isPushFailed = ({ syncState }: Pick<AppUser, 'syncState'>): boolean => syncState === 'ERROR';

export const pushFailedWords = (count: number, names = ''): { text: string; next: string } => ({
  text: `Okta’s last push failed for ${count === 1 ? 'one assigned person' : `${count.toLocaleString('en')} assigned people`}${names === '' ? '' : `: ${names}`}.`,
  next: 'The screen “People” names them, under “In error”; “Explain a failure” says why, and “Rollout”, under “Repair assignments”, assigns them again.',
});

/** What to do about people whom Okta never sent. Source: article, "Provisioning Okta users to Oktopost". */
export const neverSentWords = (count: number, names = ''): { text: string; next: string } => ({
  text: `${count === 1 ? 'One person was' : `${count.toLocaleString('en')} people were`} assigned while provisioning or Create Users was off: Okta does not send them to Oktopost by itself${names === '' ? '' : `: ${names}`}.`,
  next: 'The screen “Rollout” repairs them, under “Repair assignments”. Or ask Okta support for “Provision out of sync users” and choose Provision User.',
});
