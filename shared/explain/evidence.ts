import { outcomeOf } from '../log-outcome';
import type { LoggedOutcome } from '../log-outcome';
import type { Target } from '../oktopost';

/** A System Log event, as far as an explanation needs it. `reason` and `displayMessage` are Okta's own texts. */
export interface LogEvidence extends LoggedOutcome {
  eventType: string;
  reason: string | null;
  displayMessage: string | null;
}

/** What one look at the test user brought. Null: that was not told. */
export interface Evidence {
  /** The pre-built app has no address and no token of its own in Okta. */
  app: Target['app'];
  /** Of this user and app, oldest first. */
  logEvents: readonly LogEvidence[];
  appUser: {
    status: string;
    syncState: string;
    externalId: string | null;
    scope: 'USER' | 'GROUP';
  } | null;
  /** The app integration's `features`. */
  features: readonly string[] | null;
  /** Okta never sends this app user by itself, whatever its status says; left out where it is not told. */
  assignedBeforeScim?: boolean;
  /** Provisioning was read as on before this user was assigned; left out where that is not told. */
  wasOnBefore?: boolean;
  userName: string | null;
  /** A row of the mapping that takes the place of the user name format, as its expression. Read only where `userName` is no email. */
  userNameRow?: string | null;
  email: string | null;
  names: { given: string | null; family: string | null };
  /** Whether Oktopost's search by user name finds this user. */
  atOktopost: 'yes' | 'no' | 'unknown';
  /**
   * Oktopost, as it is read, has neither the account whose id Okta holds nor this user name: what is compared in Okta then, which shows
   * neither address nor token. Null: it has, or that was not looked for.
   */
  elsewhere?: { region: string; scimBaseUrl: string | null } | null;
  /** Milliseconds since the assignment. */
  waitedMs: number;
  /** The To App boxes, read back. */
  toApp: { create: boolean; update: boolean; deactivate: boolean } | null;
}

export const isFailure = (event: LogEvidence): boolean => outcomeOf(event) === 'failure';

/** A text of a failure with the type of its event, which can tell more of the phase than the text. */
export interface FailureText {
  text: string;
  eventType: string;
}

/** What Okta said of failures, newest first: the reasons, and behind them the events' own titles. */
export function failureTexts({ logEvents }: Evidence): { reasons: FailureText[]; titles: FailureText[] } {
  const failures = logEvents.filter(isFailure).reverse();
  return {
    reasons: failures.flatMap(({ reason, eventType }) => spoken(reason, eventType)),
    titles: failures.flatMap(({ displayMessage, eventType }) => spoken(displayMessage, eventType)),
  };
}

const spoken = (text: string | null, eventType: string): FailureText[] =>
  text === null || blank(text) ? [] : [{ text, eventType }];

/** A push of this user to the app that went well, at any time. */
export const wasPushed = ({ logEvents }: Pick<Evidence, 'logEvents'>): boolean =>
  logEvents.some(
    (event) => event.eventType === 'application.provision.user.push' && outcomeOf(event) === 'success',
  );

export const blank = (text: string | null): boolean => text === null || text.trim() === '';
export const isEmail = (text: string | null): boolean => text !== null && /^[^\s@]+@[^\s@]+$/.test(text);
/** A row of the mapping gives a user name that is no email. */
export const hasUserNameRow = ({ userName, userNameRow = null }: Evidence): boolean =>
  userNameRow !== null && !blank(userName) && !isEmail(userName);
