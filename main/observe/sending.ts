import { toAppOptions } from '../../shared/oktopost';
import type { GuidedFinding, GuidedStepId } from '../../shared/screens';
import type { Okta } from '../okta/okta';
import type { App } from '../okta/types';
import type { Session } from '../storage/session';
import { appKindOf } from '../storage/target';
import { readApiIntegration } from './api-integration';
import { readScim } from './scim';
import type { ScimState } from './scim';
import { readToApp } from './to-app';
import type { ToAppBoxes } from './to-app';

/** Why Okta would send nobody, and what to do first. */
export interface Obstacle extends GuidedFinding {
  /** At which it is mended; null: at none. */
  step: GuidedStepId | null;
}

/** Whether Okta sends whom it assigns to an app integration, as far as it shows that. */
export interface Sending {
  /** Why it would send nobody; null: it shows nothing of the kind. */
  obstacle: Obstacle | null;
  /** Nobody can even be assigned. */
  isInactive: boolean;
  /** Provisioning is off: nothing is sent of anybody. */
  isOff: boolean;
  boxes: ToAppBoxes | null;
}

/**
 * Reads it for an app integration that was just read. Where `features` show provisioning, or have shown SCIM before, nothing more is read but
 * the boxes that they do not show. @throws AppFailure when Okta cannot be asked.
 */
export async function readSending(
  okta: Okta,
  app: App,
  { featuresShowScim, ...target }: Pick<Session, 'featuresShowScim' | 'destination' | 'region'>,
): Promise<Sending> {
  const isCustom = appKindOf(target) === 'custom';
  const [{ boxes }, on] = await Promise.all([
    readToApp(okta, app),
    isCustom ? isScimOn(app, featuresShowScim) : readApiIntegration(okta, app).then((state) => state.on),
  ]);
  if (isInactiveApp(app)) return { boxes, isInactive: true, isOff: on === false, obstacle: inactive(app) };
  const found = on === false ? (isCustom ? scimOff : apiIntegrationOff) : null;
  return {
    boxes,
    isInactive: false,
    isOff: on === false,
    obstacle: found ?? (boxes?.[0] === false ? createsNobody : null),
  };
}

/** Of an inactive app integration Okta sends nothing. Some answers lack the status. */
export const isInactiveApp = ({ status }: Pick<App, 'status'>): boolean =>
  status !== 'ACTIVE' && status !== '';

/** Whether Okta sends a change of somebody whom it has provisioned, as far as it shows that. */
export const sendsUpdates = ({ isInactive, isOff, boxes }: Omit<Sending, 'obstacle'>): boolean =>
  !isInactive && !isOff && boxes?.[1] !== false;

/** An obstacle as a blocker of a plan. */
export const blockerOf = ({ text, next }: Obstacle): string => `${text} ${next}`;

/** The profile alone never shows that SCIM is off, so it is not read. */
async function isScimOn(app: App, featuresShowScim: boolean): Promise<ScimState['on']> {
  return (await readScim(app, featuresShowScim, () => Promise.resolve([]))).on;
}

const isInactiveWords = 'is inactive in Okta, and nobody can be assigned to it.';
const inactive = ({ label }: App): Obstacle => ({
  text: `“${label}” ${isInactiveWords}`,
  next: 'Activate it first, at the top of its page.',
  step: null,
});

const scimOff: Obstacle = {
  text: 'SCIM is off in Okta: it would send nobody.',
  next: 'Turn it on first.',
  step: 'scim-on',
};

const apiIntegrationOff: Obstacle = {
  text: 'The API integration is off in Okta: it would send nobody.',
  next: 'Enable it there first.',
  step: 'authenticate',
};

const createsNobody: Obstacle = {
  text: `${toAppOptions[0]} is not ticked in Okta, under Provisioning > To App: Okta would make no account.`,
  next: 'Tick it there first.',
  step: 'to-app',
};

/** Whether a message says that something of this kind stands in the way, or did. */
export const saysObstacle = (message: string): boolean =>
  [isInactiveWords, scimOff.text, apiIntegrationOff.text, createsNobody.text].some((text) =>
    message.includes(text),
  );
