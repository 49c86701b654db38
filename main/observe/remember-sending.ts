import { nullOnFailure } from '../okta/calls';
import type { OktopostScim } from '../oktopost/types';
import { afterSending } from '../storage/proving-test';
import type { Sent } from '../storage/proving-test';
import type { ConnectionRefusal } from '../storage/session';
import type { SessionStore } from '../storage/session-store';

/** What whoever follows what Okta sends is made of. */
export interface SendingParts {
  store: SessionStore;
  /** Reads the guided steps once more. */
  readSteps: () => void;
}

/**
 * Remembers at once what became of the connection after Okta sent somebody. After a failure the guided steps are read again: Okta may show
 * one of them otherwise than the rail says. Where Oktopost has refused the token that Okta sends, the
 * assistant's own may be the same: it is tried, and its connection sees whether it is refused too. Asks nothing otherwise.
 */
export async function rememberSending(
  { store, readSteps }: SendingParts,
  oktopost: Pick<OktopostScim, 'countUsers'> | null,
  of: ConnectionRefusal['of'],
  sent: Sent,
): Promise<void> {
  store.update(afterSending(store.session, of, sent));
  if (sent.failures.length > 0) readSteps();
  const { connectionRefused } = store.session;
  if (oktopost === null || connectionRefused?.setting !== 'connection.authorization') return;
  await nullOnFailure(() => oktopost.countUsers());
}
