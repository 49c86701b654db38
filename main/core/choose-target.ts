import { AppFailure } from '../../shared/errors';
import { targetOf } from '../../shared/oktopost';
import type { Destination, Region } from '../../shared/oktopost';
import { openStep } from '../../shared/screens';
import { appChangeId } from '../storage/applied-changes';
import type { Session } from '../storage/session';
import type { Core } from './core';

type Choice = Pick<Session, 'label' | 'confirmedUndocumentedTarget'> & {
  destination: Destination;
  region: Region;
};

/**
 * Takes the admin's choice of what is set up, and where. A plan that was shown for other choices can no longer be applied.
 * @throws AppFailure `bad-input` without the confirmation that an undocumented target needs, `conflict` once there is an app integration, for its name too when this set-up created it.
 */
export async function chooseTarget(core: Core, choice: Choice): Promise<void> {
  const { destination, region, label, confirmedUndocumentedTarget } = choice;
  if (!targetOf(destination, region).inArticle && !confirmedUndocumentedTarget) throw notInArticle();
  const { session } = core.store;
  const moved = session.region !== region || session.destination !== destination;
  if (session.app !== null && moved) throw targetIsFixed();
  if (session.app?.createdByUs === true && session.label !== label) throw nameIsFixed();
  if (moved || session.label !== label) core.engine.forget();
  await rememberTarget(core, { destination, region, label, confirmedUndocumentedTarget });
  // An app integration that was set up for this target may be there, and was not taken over for the other.
  const isConnected = core.connections.oktaState().state === 'connected';
  if (
    moved &&
    session.app === null &&
    isConnected &&
    core.appliedChanges().some(({ changeId }) => changeId === appChangeId)
  )
    await core.connectOkta();
  core.show(isConnected ? openStep(core.snapshot().rail) : 'connect-okta');
}

/** Keeps the choices; where they lead to another address, Oktopost's token is entered again for it. */
export async function rememberTarget(core: Core, choices: Partial<Session>): Promise<void> {
  const { destination, region } = { ...core.store.session, ...choices };
  const { session } = core.store;
  const isMoved = session.region !== region || session.destination !== destination;
  core.remember({ ...choices, ...(isMoved && { oktopostCheckedAt: null }) });
  if (!isMoved) return;
  // Before the first choice no token was meant for another address.
  await (session.region === null ? core.connections.connectOktopost() : core.connections.retargetOktopost());
}

/** Moves the set-up to the region whose server took the token. @throws AppFailure `conflict`, `not-ready`. */
export async function changeRegion(core: Core): Promise<void> {
  const { store, connections, engine } = core;
  if (store.session.app !== null) throw targetIsFixed();
  const { region, credential } = connections.acceptedElsewhere();
  engine.forget();
  core.remember({ region, oktopostCheckedAt: null });
  await connections.retargetOktopost(credential);
}

const notInArticle = (): AppFailure =>
  new AppFailure({
    code: 'bad-input',
    message: 'Oktopost’s article does not have this way.',
    owner: 'okta-admin',
    next: 'Tick that you will ask your account manager at Oktopost before rollout, or choose another destination.',
    field: 'confirmedUndocumentedTarget',
  });

const targetIsFixed = (): AppFailure =>
  new AppFailure({
    code: 'conflict',
    message: 'This set-up already has an app integration for another destination or region.',
    owner: 'okta-admin',
    next: 'Undo this set-up first, then choose again.',
    field: 'region',
  });

const nameIsFixed = (): AppFailure =>
  new AppFailure({
    code: 'conflict',
    message: 'The app integration was created with its name, which the assistant does not change afterwards.',
    owner: 'okta-admin',
    next: 'Rename it in Okta (General tab), or undo this set-up and begin again.',
    field: 'label',
  });
