import type { AppError } from '../../shared/errors';
import type { Connections } from '../connections/connections';
import type { Lifetime } from '../lifetime';
import type { SendingParts } from '../observe/remember-sending';
import type { Okta } from '../okta/okta';
import type { Engine } from '../plans/engine';
import type { Clock, Redactor } from '../ports';
import type { AppliedChange } from '../storage/applied-changes';
import type { RolloutStore } from './rollout-store';

/** What a rollout is made of. */
export interface RolloutParts extends SendingParts {
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
  toAppError: (error: unknown) => AppError;
  report: (error: unknown) => void;
  redactor: Pick<Redactor, 'hide' | 'clean'>;
}
