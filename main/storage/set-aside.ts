import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { counted } from '../../shared/counted';
import { AppFailure } from '../../shared/errors';
import type { AppError } from '../../shared/errors';
import { deleteAppChangeId, releaseChangeId } from '../../shared/plan';
import { minute } from '../export/document';
import { appChangeId } from './applied-changes';
import type { AppliedChange } from './applied-changes';
import { journaledTarget, targetWords } from './journaled-target';
import type { Journal } from './journal';
import type { Session } from './session';

/** A session file that could not be read, and where it is now. */
export interface SetAside {
  movedTo: string;
  at: Date;
  /** What is in it. */
  text: string;
}

type Journaled = Pick<Journal, 'entries' | 'entriesOf' | 'appliedChanges'>;

/** Where a file that could not be read is moved to, beside itself. */
export const asidePath = (folder: string, name: 'session' | 'rollout', at: Date): string =>
  join(folder, `${name}.broken-${at.getTime()}.json`);

/** The session file that was set aside last, at this start or an earlier one; null where there is none, or it cannot be read. */
export function lastSetAside(folder: string): SetAside | null {
  try {
    const times = readdirSync(folder).flatMap((name) => {
      const at = /^session\.broken-(\d{1,15})\.json$/.exec(name)?.[1];
      return at === undefined ? [] : [Number(at)];
    });
    if (times.length === 0) return null;
    const at = new Date(Math.max(...times));
    const movedTo = asidePath(folder, 'session', at);
    return { movedTo, at, text: readFileSync(movedTo, 'utf8') };
  } catch {
    return null;
  }
}

/** The set-up whose file it was, where its id can still be read in it and this computer alone wrote its journal; else null. */
export function setupIdIn({ text }: Pick<SetAside, 'text'>, journal: Journaled): string | null {
  const id = journal.entries().findLast(({ setupId }) => text.includes(setupId))?.setupId ?? null;
  if (id === null) return null;
  return journal.entriesOf(id).every(({ origin }) => origin === 'local') ? id : null;
}

/** What is said of it, and whether the journal lists a change. */
export interface AboutSetAside {
  error: AppError;
  changedOkta: boolean;
}

/**
 * What is said of a session file that was set aside: where it is, and what the journal knows of its set-up, or where its id cannot be
 * read any more, of the one that wrote last. The answer is null once something was written since, or the set-up was started over.
 */
export function watchSetAside(
  store: {
    readonly setAside: SetAside | null;
    readonly session: Pick<Session, 'setupId' | 'changedSomething'>;
  },
  journal: Journaled,
): () => AboutSetAside | null {
  const entries = journal.entries();
  const atStart = entries.length;
  const newest = entries.at(-1);
  const { setAside, session } = store;
  if (setAside === null) return () => null;
  const isWrittenSince = newest !== undefined && Date.parse(newest.at) > setAside.at.getTime();
  const known = setupIdIn(setAside, journal);
  const isStartedOver = known !== null && known !== session.setupId;
  if (isWrittenSince || isStartedOver) return () => null;
  const about = aboutOf(setAside, known ?? newest?.setupId ?? null, journal, known !== null);
  return () =>
    store.setAside === null || store.session.changedSomething || journal.entries().length > atStart
      ? null
      : about;
}

function aboutOf(
  { movedTo, at, text }: SetAside,
  of: string | null,
  journal: Journaled,
  goesOn: boolean,
): AboutSetAside {
  const applied = of === null ? [] : journal.appliedChanges(of);
  const last = applied.at(-1);
  const say = (known: string, next: string): AppError => {
    const message = `The file of the set-up could not be read, and was set aside as ${movedTo}. ${ofPractice(text)}${known}`;
    const failure = { code: 'storage-failed', message, owner: 'okta-admin', next } as const;
    return new AppFailure({ ...failure, at: at.toISOString() }).error;
  };
  if (of === null || last === undefined) {
    return {
      error: say('Its journal lists no change in Okta.', 'Begin the set-up again.'),
      changedOkta: false,
    };
  }
  const title = journal.entriesOf(of).findLast(({ changeId }) => changeId === last.changeId)?.title ?? '';
  const lists = `Its journal lists ${counted(applied.length, 'change')} in Okta, the last at ${minute(last.at)}: “${title}”.`;
  const made = journaledTarget(applied);
  const choices = [targetWords(made), made.label === null ? null : `name “${made.label}”`]
    .filter((part) => part !== null)
    .join(', ');
  const end = endOf(applied);
  const next = end === null ? (goesOn ? isFoundAgain : isUsedAgain) : end;
  return { error: say(lists, next(choices)), changedOkta: true };
}

/** What an undo since has made of the app integration, and what comes next; null: it was not undone. */
function endOf(applied: readonly AppliedChange[]): ((choices: string) => string) | null {
  const since = applied.slice(applied.findLastIndex(({ changeId }) => changeId === appChangeId) + 1);
  const was = (id: string): boolean => since.some(({ changeId, confirmed }) => confirmed && changeId === id);
  if (was(deleteAppChangeId)) return isMadeAgain;
  return was(releaseChangeId) ? isOfferedAgain : null;
}

/** Of a file that was cut off: what says so stands near its beginning. */
const ofPractice = (text: string): string =>
  /"mode":\s*"practice"/.test(text) ? 'It was a practice run. ' : '';

const same = (choices: string): string => `the same choices${choices === '' ? '' : ` (${choices})`}`;
const isFoundAgain = (choices: string): string =>
  `Begin again with ${same(choices)}: once Okta is connected, the assistant finds its app integration and goes on from the journal.`;
const isMadeAgain = (choices: string): string =>
  `Its app integration was deleted. Begin again with ${same(choices)}: the plan creates another one.`;
const isOfferedAgain = (choices: string): string =>
  `Its app integration was detached. Begin again with ${same(choices)}: where it is still in Okta, the plan finds it and offers to use it.`;
const isUsedAgain = (choices: string): string =>
  `It stays in Okta, and no undo here knows it. Begin again with ${same(choices)}: the plan finds the app integration and offers to use it.`;
