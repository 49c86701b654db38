import type { AppError } from '../../shared/errors';
import type { Connections } from '../connections/connections';
import type { Lifetime } from '../lifetime';
import type { SendingParts } from '../observe/remember-sending';
import type { Okta } from '../okta/okta';
import type { Engine } from '../plans/engine';
import type { Clock } from '../ports';

/** What the life-cycle test is made of. */
export interface LifeCycleParts extends SendingParts {
  clock: Clock;
  okta: () => Okta;
  oktopost: Connections['oktopost'];
  engine: Pick<Engine, 'preview' | 'apply' | 'cancel'>;
  lifetime: Pick<Lifetime, 'onForget' | 'onClose'>;
  changed: () => void;
  toAppError: (error: unknown) => AppError;
  report: (error: unknown) => void;
}
