import { AppFailure, assertNever } from '../../shared/errors';
import { maxFileLength } from '../../shared/files';
import type { Opened } from '../../shared/files';
import type { Summary } from '../../shared/summary';
import { parseSummary, readJson } from '../summary/parse';
import { shown } from './clean';
import { isSavedSetup, parseSavedSetup } from './saved-setup';
import type { SavedSetup } from './saved-setup';
import { templateOf } from './template';

/** A parsed and validated file; `name` is its file name. */
export type OpenedFile =
  | { kind: 'summary'; name: string; summary: Summary }
  | { kind: 'saved-setup'; name: string; setup: SavedSetup };

/** Parses an opened file: hostile input, whatever kind it claims to be. @throws AppFailure `bad-input`, `newer-version`. */
export function readOpened(name: string, text: string): OpenedFile {
  if (text.length > maxFileLength) throw tooLong();
  const json = readJson(text);
  return isSavedSetup(json)
    ? { kind: 'saved-setup', name, setup: parseSavedSetup(json) }
    : { kind: 'summary', name, summary: parseSummary(json) };
}

/** The file as shown in a snapshot. */
export function openedView(opened: OpenedFile): Opened {
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
      const { saved, by, org, mode, target, appLabel, journal } = opened.setup;
      return {
        kind: 'saved-setup',
        file,
        practice: mode === 'practice',
        org: shownOrg(org),
        ...target,
        appLabel,
        at: saved,
        by: shownOrNull(by),
        changes: journal.filter(({ kind }) => kind === 'result').length,
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

const tooLong = (): AppFailure =>
  new AppFailure({
    code: 'bad-input',
    message: 'The file is too long: what the assistant exports has far less than 2 MiB.',
    owner: 'okta-admin',
    next: 'Open the JSON file that the assistant exported.',
  });
