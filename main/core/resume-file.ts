import { AppFailure } from '../../shared/errors';
import { templateOf } from '../files/template';
import { beginAnother } from './begin-another';
import type { Core } from './core';

/**
 * Begins a set-up with the choices of the summary that is open. `replace`: the current set-up is discarded.
 * @throws AppFailure `not-ready` when no summary is open, `conflict` when a set-up is under way that may not be replaced.
 */
export async function replaySummary(core: Core, mode: 'practice' | 'real', replace: boolean): Promise<void> {
  const { opened, store } = core;
  if (opened?.kind !== 'summary') throw notOpen('summary');
  const { destination, region, label, appChoice, mappingChoice } = templateOf(opened.summary);
  await beginAnother(core, mode, replace);
  const { session } = store;
  core.open(null);
  core.remember({
    destination,
    region,
    label,
    appChoice: { ...session.appChoice, ...appChoice },
    mapping: { ...session.mapping, choice: mappingChoice },
  });
  core.show('destination');
}

/**
 * Resumes the saved set-up that is open: tokens are asked for again, and everything is read from Okta again.
 * @throws AppFailure `not-ready` when none is open, `conflict` when it is the current set-up, or another one may not be replaced.
 */
export async function resumeSavedSetup(core: Core, replace: boolean): Promise<void> {
  const { opened, store } = core;
  if (opened?.kind !== 'saved-setup') throw notOpen('saved set-up');
  const { mode, session, journal, rollout } = opened.setup;
  if (store.session.setupId === session.setupId) throw sameSetUp();
  await beginAnother(core, mode, replace);
  await core.takeEntries(journal);
  core.open(null);
  // A practice org was found where it runs on this computer; the host of a real one waits to be confirmed.
  core.remember({ ...session, address: mode === 'practice' ? store.session.address : session.address });
  if (rollout !== null) core.rollout.takeBefore(rollout);
  core.show('connect-okta');
}

const notOpen = (what: string): AppFailure =>
  new AppFailure({
    code: 'not-ready',
    message: `No ${what} is open any more.`,
    owner: 'okta-admin',
    next: 'Open the file again.',
  });

const sameSetUp = (): AppFailure =>
  new AppFailure({
    code: 'conflict',
    message: 'The file is of the set-up that is already open here.',
    owner: 'okta-admin',
    next: 'Close the file and continue.',
  });
