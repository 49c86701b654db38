import { toAppOptions } from '../../../shared/oktopost';
import { readSending } from '../../observe/sending';
import type { Sending } from '../../observe/sending';
import type { Okta } from '../../okta/okta';
import type { App } from '../../okta/types';
import type { SendingDoubt } from '../../storage/proving-test';
import type { Session } from '../../storage/session';

/**
 * Whether Okta deactivates the accounts of those whom it unassigns, as it shows that of an app integration: it does; it does where
 * "Deactivate Users" is ticked, which it does not show; or why it does not.
 */
export type Deactivation = 'sent' | 'sent-if-ticked' | WhyNotSent;

/** What is known of the deactivation that follows an unassignment. */
export interface Deactivating {
  deactivation: Deactivation;
  doubt: SendingDoubt | null;
}

type WhyNotSent = 'inactive' | 'off' | 'unticked';

/** Reads it for an app integration that was just read, as `readSending` does. @throws AppFailure when Okta cannot be asked. */
export async function readDeactivation(
  okta: Okta,
  app: App,
  session: Pick<Session, 'featuresShowScim' | 'destination' | 'region'>,
): Promise<Deactivation> {
  return deactivationOf(await readSending(okta, app, session));
}

/** The same of what was read of the sending. */
export function deactivationOf({ isInactive, isOff, boxes }: Omit<Sending, 'obstacle'>): Deactivation {
  if (boxes?.[2] === false && !isOff) return 'unticked';
  if (isInactive) return 'inactive';
  if (isOff) return 'off';
  return boxes === null ? 'sent-if-ticked' : 'sent';
}

/** Null: Okta is expected to send one. */
export const whyNotSent = (deactivation: Deactivation): WhyNotSent | null =>
  deactivation === 'sent' || deactivation === 'sent-if-ticked' ? null : deactivation;

const box = toAppOptions[2];

/** That Okta deactivates nobody, as a clause. */
export const notSentWords: Record<WhyNotSent, string> = {
  inactive: 'The app integration is inactive',
  off: 'Provisioning is off in Okta',
  unticked: `${box} is off`,
};

/** What becomes of an account whose user is unassigned then, and what to do. */
export const staysActiveWhile: Record<WhyNotSent, string> = {
  inactive:
    'The app integration is inactive in Okta: the account at Oktopost stays active. Activate it first, at the top of its page, or deactivate the account in Oktopost.',
  off: `${notSentWords.off}: the account at Oktopost stays active. Turn it on first, or deactivate the account in Oktopost.`,
  unticked: `${notSentWords.unticked}: the account at Oktopost stays active. Deactivate it there.`,
};

const accountsOf = {
  person: { whose: 'the Oktopost account', stay: 'stays', remains: 'The Oktopost account' },
  group: {
    whose: 'the accounts of its members',
    stay: 'stay',
    remains: 'The Oktopost accounts of its members',
  },
};

/** What an undo of an assignment leaves of who has an account by it: a sentence that follows it, and what remains; null: nothing does. */
export function afterUndo(
  { deactivation, doubt }: Deactivating,
  of: keyof typeof accountsOf = 'person',
): { says: string; remains: string | null } {
  const { whose, stay, remains } = accountsOf[of];
  const why = whyNotSent(deactivation);
  if (why !== null)
    return { says: `${notSentWords[why]}: ${whose} ${stay} active.`, remains: `${remains}, active.` };
  if (doubt === 'deletes')
    return { says: `Okta then deletes ${whose}, as it was seen to do.`, remains: null };
  const where = deactivation === 'sent-if-ticked' ? ` if ${box} is on` : '';
  return { says: `Okta then deactivates ${whose}${where}.`, remains: `${remains}, inactive${where}.` };
}

/** What Okta does now otherwise than was planned, of an app integration of this name, a sentence; null: nothing. */
export function deactivationChanged(label: string, planned: Deactivation, now: Deactivation): string | null {
  const [was, is] = [whyNotSent(planned), whyNotSent(now)];
  if ((was === null) === (is === null)) return null;
  if (is !== null)
    return `${isNow(label, is, false)} in Okta now, which would then deactivate no Oktopost account.`;
  return was === null
    ? null
    : `${isNow(label, was, true)} in Okta now, which would then deactivate Oktopost accounts.`;
}

function isNow(label: string, what: WhyNotSent, isOn: boolean): string {
  switch (what) {
    case 'inactive':
      return `“${label}” is ${isOn ? 'active' : 'inactive'}`;
    case 'off':
      return `Provisioning of “${label}” is ${isOn ? 'on' : 'off'}`;
    case 'unticked':
      return `${box} of “${label}” is ${isOn ? 'on' : 'off'}`;
  }
}
