import { connectionOnlyReads } from '../../../shared/connection';
import type { AppError } from '../../../shared/errors';
import type { Snapshot } from '../../../shared/snapshot';
import type { words } from './words';

export type Stage = 'address' | 'confirm' | 'token' | 'checking' | 'failed' | 'connected';

/** The next input. The address may be changed at any time before. */
export function stageOf({ address, okta }: Pick<Snapshot, 'address' | 'okta'>, changing: boolean): Stage {
  if (address === null || changing) return 'address';
  if (address.needsConfirmation) return 'confirm';
  switch (okta.state) {
    case 'connected':
    case 'checking':
    case 'failed':
      return okta.state;
    case 'none':
    case 'token-needed':
      return 'token';
  }
}

export type Way = 'api-token' | 'service-app';

/** Until one is chosen: the one that was used last. */
export const wayOf = ({ clientId }: Pick<Snapshot, 'clientId'>): Way =>
  clientId === null ? 'api-token' : 'service-app';

/** Whether the app is known from before, and only its key is missing. */
export const lacksKey = ({ clientId, okta }: Pick<Snapshot, 'clientId' | 'okta'>): boolean =>
  clientId !== null && okta.state === 'token-needed';

/** What is entered on the screen, and what stands there. */
interface Entered {
  stage: Stage;
  way: Way;
  /** The fields of the way are shown. */
  asksToken: boolean;
  typed: boolean;
  canSubmit: boolean;
  /** Practice, where the token that is there is taken. */
  takesPracticeToken: boolean;
  shownError: AppError | null;
}

/** Which sentence the bar has. */
export function sentenceOf(
  { stage, way, asksToken, typed, canSubmit, takesPracticeToken, shownError }: Entered,
  snapshot: Pick<Snapshot, 'clientId' | 'okta'>,
): keyof (typeof words)['state'] {
  if (asksToken && way === 'service-app' && (shownError === null || typed)) {
    if (lacksKey(snapshot)) return 'keyNeeded';
    return canSubmit ? 'serviceApp' : 'clientId';
  }
  if (asksToken && typed) return 'typed';
  if (stage === 'token' && takesPracticeToken) return 'practice';
  return stage === 'connected' && connectionOnlyReads(snapshot.okta) ? 'readsOnly' : stage;
}
