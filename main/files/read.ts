import { AppFailure, assertNever } from '../../shared/errors';
import { decodeJson, jsonLimits } from '../../shared/bounded-json';
import { isSavedSetup, maxFileLength, maxSetupLength, mebibytes, savedSetupKind } from '../../shared/files';
import type { Opened } from '../../shared/files';
import { releaseChangeId } from '../../shared/plan';
import type { Summary } from '../../shared/summary';
import { parseSummary, readJson } from '../summary/parse';
import { shown } from './clean';
import { damagedFile, parseSavedSetup, savedSetupReader } from './saved-setup';
import type { SavedSetup, SetupReader } from './saved-setup';
import { templateOf } from './template';

/** A parsed and validated file; `name` is its file name. */
export type OpenedFile =
  | { kind: 'summary'; name: string; summary: Summary }
  | { kind: 'saved-setup'; name: string; setup: SavedSetup };

/** Parses an opened file: hostile input, whatever kind it claims to be. @throws AppFailure `bad-input`, `newer-version`. */
export function readOpened(name: string, text: string): OpenedFile {
  if (text.length > maxFileLength) throw tooLong();
  const end = text.indexOf('\n');
  if (end !== -1 && headIn(text.slice(0, end)) !== null) {
    const parts = openParts(name);
    parts.add(text);
    return parts.end();
  }
  const json = jsonIn(text);
  return isSavedSetup(json)
    ? { kind: 'saved-setup', name, setup: parseSavedSetup(json) }
    : { kind: 'summary', name, summary: parseSummary(json) };
}

/** Cut within its first line, a saved set-up is no JSON, and no summary either. @throws AppFailure `bad-input` */
function jsonIn(text: string): unknown {
  if (text.trim() === '') throw emptyFile();
  try {
    return readJson(text);
  } catch (error) {
    throw text.slice(0, 100).includes(savedSetupKind) ? damagedFile('at line 1') : error;
  }
}

/** The first line of a saved set-up in lines, decoded; null for any other line. */
function headIn(line: string): unknown {
  const read = decodeJson(line.replace(/^\ufeff/, ''), jsonLimits.record);
  return read.ok && isSavedSetup(read.value) ? read.value : null;
}

/** A file that comes in parts: only a saved set-up may be that long. */
export interface OpenParts {
  /** The next part. @throws AppFailure `bad-input`, `newer-version`. */
  add(text: string): void;
  /** @throws AppFailure `bad-input` when something is missing. */
  end(): OpenedFile;
}

/** `most`: of the whole file, in UTF-16 units. */
export function openParts(name: string, most = maxSetupLength): OpenParts {
  let reader: SetupReader | null = null;
  let length = 0;
  let unfinished = '';
  return {
    add: (text) => {
      length += text.length;
      if (length > most) throw tooLong();
      const lines = `${unfinished}${text}`.split('\n');
      unfinished = lines.pop() ?? '';
      if (unfinished.length > jsonLimits.record.length) throw tooLong();
      for (const line of lines) {
        if (reader === null) reader = savedSetupReader(headIn(line) ?? jsonIn(line));
        else reader.line(line);
      }
    },
    end: () => {
      if (reader === null) throw tooLong();
      if (unfinished !== '') reader.line(unfinished);
      return { kind: 'saved-setup', name, setup: reader.end() };
    },
  };
}

/** The file as shown in a snapshot. `setupId`: of the set-up that is open here. */
export function openedView(opened: OpenedFile, setupId: string): Opened {
  const file = shown(opened.name);
  switch (opened.kind) {
    case 'summary': {
      const { practice, org, destination, region, app, made, by } = opened.summary;
      const { taken, notTaken } = templateOf(opened.summary);
      const about = {
        file,
        practice,
        org: shownOrg(org),
        destination,
        region,
        at: made,
        by: shownOrNull(by),
      };
      return { kind: 'summary', ...about, appLabel: shown(app.label), taken, notTaken };
    }
    case 'saved-setup': {
      const { saved, by, org, mode, target, appLabel, session, journal, skippedLines } = opened.setup;
      return {
        kind: 'saved-setup',
        file,
        practice: mode === 'practice',
        org: shownOrg(org),
        ...target,
        appLabel,
        at: saved,
        by: shownOrNull(by),
        // One whose answer was lost was found in Okta afterwards.
        changes: journal.filter(({ kind }) => kind === 'result' || kind === 'resolved').length,
        isUndone: session.app === null && journal.at(-1)?.changeId === releaseChangeId,
        skippedLines,
        isOpenHere: session.setupId === setupId,
      };
    }
    default:
      return assertNever(opened);
  }
}

const shownOrNull = (text: string | null): string | null => (text === null ? null : shown(text));

const shownOrg = ({ name, url }: Summary['org']): Summary['org'] => ({
  name: shownOrNull(name),
  url: shown(url),
});

const emptyFile = (): AppFailure =>
  new AppFailure({
    code: 'bad-input',
    message: 'The file is empty.',
    owner: 'okta-admin',
    next: 'Open the file that the assistant exported or saved.',
  });

const tooLong = (): AppFailure =>
  new AppFailure({
    code: 'bad-input',
    message: `The file is too long: a summary has less than ${mebibytes(maxFileLength)} MiB, a saved set-up less than ${mebibytes(maxSetupLength)} MiB.`,
    owner: 'okta-admin',
    next: 'Open the file that the assistant exported.',
  });
