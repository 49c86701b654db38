import { AppFailure } from '../../shared/errors';
import { ownValue } from '../../shared/own-value';
import { pasteAgain } from '../../shared/token-change-words';
import type { TokenChange } from '../../shared/token-change';
import { isFailure } from '../observe/log-outcome';
import { clockSkewMs } from '../observe/okta-clock';
import type { LogEvent } from '../okta/types';
import type { OktopostScim } from '../oktopost/types';
import type { Sent } from '../storage/proving-test';
import type { ConnectionRefusal } from '../storage/session';

/** @throws AppFailure when Oktopost cannot be asked. */
export const refuses = (client: OktopostScim): Promise<boolean> =>
  client.countUsers().then(
    () => false,
    (error: unknown) => {
      if (error instanceof AppFailure && error.error.code === 'token-refused') return true;
      throw error;
    },
  );

/** What the failure catalogue knows of Okta's reason. */
export async function failureOf(failed: string): Promise<Sent['failures'][number]> {
  const { explainMessage } = await import('../../shared/explain/message');
  const { cause, says, next } = explainMessage({ text: failed, event: null });
  return { id: cause, what: says, next: ownValue(pasteAgain, cause) ?? next };
}

/** What Okta sent later shows that it is refused no more. A refusal that the log does not tell of is dated by this computer's clock. */
export function overrules({ published }: LogEvent, refused: ConnectionRefusal | null): boolean {
  if (refused === null) return false;
  return refused.of === 'token-change' || Date.parse(published) - clockSkewMs > Date.parse(refused.at);
}

export const placeOf = ({ uuid, published }: LogEvent): { eventId: string; at: string } => ({
  eventId: uuid,
  at: new Date(published).toISOString(),
});

export function sentOf(event: LogEvent): NonNullable<TokenChange['sent']> {
  const { targets, outcome, displayMessage } = event;
  return {
    ...placeOf(event),
    who: targets.find(({ alternateId }) => alternateId?.includes('@') === true)?.alternateId ?? null,
    failed: isFailure(event) ? (outcome?.reason ?? displayMessage ?? 'FAILURE') : null,
  };
}
