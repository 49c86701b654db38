import type { App } from '../../okta/types';
import type { Session } from '../../storage/session';

const mark = (setupId: string): string => `by Oktopost Setup for Okta. Set-up ${setupId}.`;
const sentences = {
  created: (setupId: string) => `Made ${mark(setupId)} Please keep this note.`,
  adopted: (setupId: string) => `Used ${mark(setupId)} Please keep this note.`,
};

/** What this set-up is to an app integration, as Okta itself says. */
type Naming = 'created' | 'adopted';

/** The admin note of an app integration that is created. It identifies the app when the response to its create was lost. */
export const adminNote = sentences.created;

/** The sentence by which the admin note says that an app integration is this set-up's. */
export const ownNote = (setupId: string, naming: Naming): string => sentences[naming](setupId);

/** What some set-up is to an app integration whose admin note has this sentence; null where no set-up writes it. */
export function namingOfNote(note: string): Naming | null {
  const setupId = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/.exec(note)?.[0] ?? '';
  if (note === sentences.created(setupId)) return 'created';
  return note === sentences.adopted(setupId) ? 'adopted' : null;
}

/** What `findAppByNote` looks for, whether the set-up created the app integration or adopted it. */
export const noteMark = mark;

/**
 * Whether the admin note of an app integration names the set-up, and how: only then is it this set-up's. An id alone does not
 * count, since the id of an imported set-up is whatever its file says.
 */
export function namingIn({ adminNote: note }: Pick<App, 'adminNote'>, setupId: string): Naming | null {
  if (note === null) return null;
  if (note.includes(`Used ${mark(setupId)}`)) return 'adopted';
  return note.includes(`Made ${mark(setupId)}`) ? 'created' : null;
}

/** The note with the sentence of an adoption; what others wrote there stays. */
export function withNote(note: string | null, setupId: string): string {
  const sentence = sentences.adopted(setupId);
  if (note === null || note.trim() === '') return sentence;
  return note.includes(sentence) ? note : `${note}\n${sentence}`;
}

/** The note without the sentence of an adoption; null when nothing else is in it. */
export function withoutNote(note: string | null, setupId: string): string | null {
  const sentence = sentences.adopted(setupId);
  const [before, ...after] = note?.split(sentence) ?? [];
  if (before === undefined || after.length === 0) return note;
  const left = `${before.replace(/\n$/, '')}${after.join('')}`;
  return left === '' ? null : left;
}

/** Sets what differs of one that is there. */
export const updateAppChangeId = 'update-app';

/** What the session keeps of an app integration. */
export function remembered(app: App, createdByUs: boolean): NonNullable<Session['app']> {
  const { id, name, label, status } = app;
  return { id, name, label, status, createdByUs, adminOrigin: null };
}

/** For an app found by its admin note, when a response was lost or a set-up is resumed. */
export function rememberFound(app: App, setupId: string): Pick<Session, 'app' | 'changedSomething'> {
  return { app: remembered(app, namingIn(app, setupId) === 'created'), changedSomething: true };
}
