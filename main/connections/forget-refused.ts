import type { AppError } from '../../shared/errors';
import type { CredentialSlot, Ports } from '../ports';
import type { Credentials } from '../secrets/credentials';

interface Parts {
  credentials: Pick<Credentials, 'forget'>;
  ports: Pick<Ports, 'log'>;
  toAppError: (error: unknown) => AppError;
}

/** Removes a credential that was taken before and is not now. What cannot be removed is logged: the connection has ended either way. */
export async function forgetRefused(
  slot: CredentialSlot,
  { credentials, ports, toAppError }: Parts,
): Promise<void> {
  try {
    await credentials.forget(slot);
  } catch (fault) {
    ports.log.warn('a refused token could not be removed', { code: toAppError(fault).code });
  }
}
