import { AppFailure } from '../../shared/errors';
import type { Core } from './core';
import { noPracticeOrg } from './practice-mode';

/** Replaces the current set-up by a new one. @throws AppFailure `conflict` when there is one and `replace` is false. */
export async function beginAnother(core: Core, mode: 'practice' | 'real', replace: boolean): Promise<void> {
  if (core.store.session.destination !== null && !replace) throw underWay();
  if (mode === 'practice' && core.ports.practice === null) throw noPracticeOrg();
  await core.startOver();
  core.remember({ mode });
  if (mode === 'practice') await core.startPractice();
}

/**
 * The admin's choice on the first screen; the other mode starts the set-up over.
 * @throws AppFailure `not-ready` without a practice org, `busy` or `conflict` where a repair has people unassigned: here nobody asks.
 */
export async function chooseMode(core: Core, mode: 'practice' | 'real'): Promise<void> {
  const { store } = core;
  const { mode: before } = store.session;
  if (before !== 'unset' && before !== mode) {
    core.repair.requireNobodyLeftBetween();
    await core.startOver();
  }
  core.remember({ mode });
  if (mode === 'practice') {
    await core.startPractice();
    // A restarted practice org has a new token.
    if (store.session.practiceToken) await core.usePracticeToken();
  }
  core.show('destination');
}

const underWay = (): AppFailure =>
  new AppFailure({
    code: 'conflict',
    message: 'A set-up is under way, and would be forgotten.',
    owner: 'okta-admin',
    next: 'Save it first, or agree that it is forgotten.',
  });
