import { AppFailure } from '../../shared/errors';
import type { AppError } from '../../shared/errors';
import type { ScreenId } from '../../shared/screens';
import { namesInShort } from './person-names';

/** Something could not be read, so that less is known; not that somebody stopped it. */
export const isFailureToRead = (error: unknown): boolean =>
  error instanceof AppFailure && error.error.code !== 'cancelled';

/** The connection to Okta was refused or hindered: over once it is connected again. */
export const isOfConnection = (error: AppError | null): boolean =>
  error?.code === 'token-refused' || error?.code === 'unreachable' || error?.code === 'timed-out';

export const unknownRolloutPlan = (): AppFailure =>
  new AppFailure({
    code: 'plan-unknown',
    message: 'This plan was already begun, or a newer one was made.',
    owner: 'okta-admin',
    next: 'Plan the rollout again.',
    retry: true,
  });

/** `field`: the step at which it is mended. */
export const notReady = (message: string, next: string, field: ScreenId | null = null): AppFailure =>
  new AppFailure({ code: 'not-ready', message, owner: 'okta-admin', next, field });

export const planOnlyFailure = (): AppFailure =>
  new AppFailure({
    code: 'plan-only',
    message: 'Plan only is on, so nothing is written to Okta.',
    owner: 'okta-admin',
    next: 'Switch Plan only off to begin.',
  });

export const isRunningFailure = (): AppFailure =>
  new AppFailure({
    code: 'busy',
    message: 'The rollout is still at work.',
    owner: 'okta-admin',
    next: 'Stop it first, or wait until it has ended.',
    field: 'rollout',
  });

const isTakingBack = (): AppFailure =>
  new AppFailure({
    code: 'busy',
    message: 'A ring is still being taken back.',
    owner: 'okta-admin',
    next: 'Wait until it has ended: Okta is read until the accounts are inactive.',
    field: 'rollout',
  });

/** The engine is at work on such a plan. */
export const isAtWorkFailure = (kind: string): AppFailure =>
  kind === 'ring-back' ? isTakingBack() : isRunningFailure();

export const betweenFailure = (people: readonly { name: string }[]): AppFailure =>
  new AppFailure({
    code: 'busy',
    message: `The repair has unassigned ${namesInShort(people)}, and is about to assign them again.`,
    owner: 'okta-admin',
    next: 'Wait a minute or two: “Rollout” says until when.',
    field: 'rollout',
  });

export const leftBetweenFailure = (people: readonly { name: string }[]): AppFailure =>
  new AppFailure({
    code: 'conflict',
    message: `The repair is paused: it has unassigned ${namesInShort(people)}, and has not assigned them again.`,
    owner: 'okta-admin',
    next: 'Go on with it on “Rollout”, or choose “Start over” to forget them.',
    field: 'rollout',
  });
