import { readMessages } from '../explain/log-input';
import { explainMessage } from '../explain/message';

/** A failure of the System Log, as Okta exports one. */
export const event = (patch: object = {}) => ({
  uuid: 'e1',
  published: '2026-11-28T10:00:00.000Z',
  eventType: 'application.provision.user.push',
  legacyEventType: 'app.user_management.provision_user_failed',
  severity: 'ERROR',
  displayMessage: 'Push new user to external application',
  outcome: { result: 'FAILURE', reason: 'Conflict' },
  target: [
    { id: '0ua1', type: 'AppUser', displayName: 'Ana Silva', alternateId: 'ana@acme.com' },
    { id: '0oa1', type: 'AppInstance', displayName: 'Oktopost', alternateId: 'Oktopost' },
  ],
  ...patch,
});

/** The same push, well done. */
export const success = event({
  severity: 'INFO',
  legacyEventType: null,
  outcome: { result: 'SUCCESS', reason: 'ok' },
});

type ReadLog = Extract<ReturnType<typeof readMessages>, { ok: true }> & {
  explained: ReturnType<typeof explainMessage>[];
};

/** The messages of a text, explained; throws where it is refused. */
export const read = (input: string): ReadLog => {
  const found = readMessages(input);
  if (!found.ok) throw new Error(found.error);
  return { ...found, explained: found.messages.map((message) => explainMessage(message)) };
};
