import { assertNever } from '../../shared/errors';
import { httpReason } from '../provisioning/system-log';
import type { ScimOutcome } from '../world/world';

/** In the grammar of Okta's messages. Source: failures list, rows 1 and 11. */
export function connectorError(outcome: Extract<ScimOutcome, { ok: false }>): string {
  const { kind, status, detail } = outcome;
  switch (kind) {
    case 'own-words':
    case 'unreachable':
      return `Error authenticating: ${detail ?? 'Connect timed out'}`;
    case 'unreadable':
      return 'Error authenticating: the answer of the server could not be read';
    case 'refused': {
      const remote = detail === null ? '' : ` Errors reported by remote server: ${detail}`;
      return `Error authenticating: ${httpReason(status)}.${remote}`;
    }
    default:
      return assertNever(kind);
  }
}
