import { AppFailure } from '../../shared/errors';
import { maxFileLength } from '../../shared/files';
import type { Opened } from '../../shared/files';
import type { Summary } from '../../shared/summary';
import { parseSummary } from '../summary/parse';
import { shown } from './clean';
import { templateOf } from './template';

/** A file that was read and understood; `name` is what its folder calls it. */
export interface OpenedFile {
  kind: 'summary';
  name: string;
  summary: Summary;
}

/** Reads what someone opened: hostile input, whatever it says it is. @throws AppFailure `bad-input`, `newer-version`. */
export function readOpened(name: string, text: string): OpenedFile {
  if (text.length > maxFileLength) throw tooLong();
  return { kind: 'summary', name, summary: parseSummary(text) };
}

/** The file as the screens show it. */
export function openedView({ kind, name, summary }: OpenedFile): Opened {
  const { practice, org, destination, region, app, made, by } = summary;
  const { taken, notTaken } = templateOf(summary);
  return {
    kind,
    file: shown(name),
    practice,
    org: { name: org.name === null ? null : shown(org.name), url: shown(org.url) },
    destination,
    region,
    appLabel: shown(app.label),
    at: made,
    by: by === null ? null : shown(by),
    taken,
    notTaken,
  };
}

const tooLong = (): AppFailure =>
  new AppFailure({
    code: 'bad-input',
    message: 'The file is too long: a summary has far less than 2 MiB.',
    owner: 'okta-admin',
    next: 'Open the JSON file that the assistant exported.',
  });
