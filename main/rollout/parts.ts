import type { AppError } from '../../shared/errors';
import type { Connections } from '../connections/connections';
import type { Lifetime } from '../lifetime';
import type { Okta } from '../okta/okta';
import type { Engine } from '../plans/engine';
import type { Clock, Redactor } from '../ports';
import type { AppliedChange } from '../storage/applied-changes';
import type { SessionStore } from '../storage/session-store';
import type { RolloutStore } from './file';

/** What a rollout is made of. */
export interface RolloutParts {
  store: SessionStore;
  file: RolloutStore;
  clock: Clock;
  /** What somebody changed since the connection was proven, as a sentence that needs a second yes; null: nothing. Reads Okta's log. */
  connectionRisk: (okta: Okta) => Promise<string | null>;
  okta: () => Okta;
  oktopost: Connections['oktopost'];
  engine: Pick<Engine, 'preview' | 'apply' | 'cancel' | 'run'>;
  /** What this computer applied of the set-up. */
  appliedChanges: () => readonly AppliedChange[];
  lifetime: Pick<Lifetime, 'onForget' | 'onClose'>;
  changed: () => void;
  /** Reads the guided steps once more: Okta shows that one of them is not done. */
  readSteps: () => void;
  toAppError: (error: unknown) => AppError;
  report: (error: unknown) => void;
  redactor: Pick<Redactor, 'hide' | 'clean'>;
}
