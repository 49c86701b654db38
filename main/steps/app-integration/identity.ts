import type { App } from '../../okta/types';
import type { Session } from '../../storage/session';

/** Text of the admin note; the set-up id in it identifies the app when the response to its create was lost. */
export const adminNote = (setupId: string): string =>
  `Made by Oktopost Setup for Okta. Set-up ${setupId}. Please keep this note.`;

/** One change id for create, adopt and keep: a create whose response was lost is then recognised as applied. */
export const appChangeId = 'app';

/** What the session keeps of an app integration. */
export function remembered(app: App, createdByUs: boolean): NonNullable<Session['app']> {
  const { id, name, label, status } = app;
  return { id, name, label, status, createdByUs, adminOrigin: null };
}

/** For an app found by its admin note, when a response was lost or a set-up is resumed. */
export function rememberFound(app: App): Pick<Session, 'app' | 'changedSomething'> {
  return { app: remembered(app, true), changedSomething: true };
}
