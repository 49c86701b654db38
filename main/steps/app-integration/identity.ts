import type { App } from '../../okta/types';
import type { Session } from '../../storage/session';

/** Text of the admin note; the id in it is how a create whose answer was lost is found again. */
export const adminNote = (setupId: string): string =>
  `Made by Oktopost Setup for Okta. Set-up ${setupId}. Please keep this note.`;

/** One id for create, adopt and "it is there": so a create whose answer was lost is recognised as done. */
export const appChangeId = 'app';

/** What the session keeps of an app integration. */
export function remembered(app: App, createdByUs: boolean): NonNullable<Session['app']> {
  const { id, name, label, status, adminOrigin } = app;
  return { id, name, label, status, createdByUs, adminOrigin };
}

/** The app as found by its admin note, when an answer was lost or a set-up is resumed. */
export function rememberFound(app: App): Pick<Session, 'app' | 'changedSomething'> {
  return { app: remembered(app, true), changedSomething: true };
}
