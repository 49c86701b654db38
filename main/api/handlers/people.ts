import { AppFailure } from '../../../shared/errors';
import type { Core } from '../../core/core';
import { deliverFile, exportDocument } from '../../export/files';
import { practiceDocument } from '../../export/document';
import type { ScanSource } from '../../people/scan';
import { readEmails } from '../../tables/emails';
import type { Handlers } from '../registry';
import { ofFile } from './of-file';

type PeopleCalls =
  | 'people.read'
  | 'people.stop'
  | 'people.resume'
  | 'people.rows'
  | 'people.person'
  | 'people.groups'
  | 'people.licences'
  | 'people.export';

const groupsShown = 50;

export function peopleHandlers(core: Core): Pick<Handlers, PeopleCalls> {
  const { people, ports } = core;
  return {
    'people.read': async ({ view, source }) => {
      people.start(
        view,
        source.kind === 'emails' ? await ofFile(source.name, () => emailsOf(source)) : source,
      );
      return null;
    },
    'people.stop': () => {
      people.stop();
      return Promise.resolve(null);
    },
    'people.resume': ({ view }) => {
      people.resume(view);
      return Promise.resolve(null);
    },
    'people.rows': ({ view, filter, from, count }) =>
      Promise.resolve(people.rows(view, filter, { from, count })),
    'people.person': ({ view, id }) => Promise.resolve(people.person(view, id)),
    'people.groups': async ({ query }) => {
      const groups = await core.requireOkta().searchGroups(query, groupsShown + 1);
      return { found: groups.slice(0, groupsShown), more: groups.length > groupsShown };
    },
    'people.licences': ({ licences }) => {
      people.setLicences(licences);
      return Promise.resolve(null);
    },
    'people.export': async ({ view, format, filter }) => {
      if (format === 'csv') return deliverFile(await people.csv(view, filter), ports.saveFile);
      const { name, document } = await people.document(view);
      const isPractice = core.store.session.mode === 'practice';
      return exportDocument(name, isPractice ? practiceDocument(document) : document, format, ports);
    },
  };
}

type AskedSource = Parameters<Handlers['people.read']>[0]['source'];

/** @throws AppFailure `bad-input` */
function emailsOf({ name, data }: Extract<AskedSource, { kind: 'emails' }>): ScanSource {
  const read = readEmails(Buffer.from(data, 'base64'));
  if (read.ok) return { kind: 'emails', file: name, emails: read.emails };
  throw new AppFailure({
    code: 'bad-input',
    message: read.error,
    owner: 'okta-admin',
    next: 'Choose a CSV with one email a row.',
  });
}
