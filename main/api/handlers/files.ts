import { AppFailure } from '../../../shared/errors';
import type { Core } from '../../core/core';
import { deliverFile } from '../../export/files';
import { beginAnother } from '../../core/begin-another';
import { savedSetupFile } from '../../files/saved-setup';
import { readOpened } from '../../files/read';
import { templateOf } from '../../files/template';
import type { Handlers } from '../registry';

type FileCalls = 'file.open' | 'file.close' | 'file.replay' | 'file.takeOver' | 'savedSetup.export';

export function fileHandlers(core: Core): Pick<Handlers, FileCalls> {
  const { store, ports } = core;
  return {
    'file.open': ({ name, text }) => {
      core.open(readOpened(name, text));
      return Promise.resolve(null);
    },
    'file.close': () => {
      core.open(null);
      return Promise.resolve(null);
    },
    'file.replay': async ({ mode, replace }) => {
      const { opened } = core;
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
      return null;
    },
    'file.takeOver': async ({ replace }) => {
      const { opened } = core;
      if (opened?.kind !== 'saved-setup') throw notOpen('saved set-up');
      const { mode, session, journal } = opened.setup;
      if (store.session.setupId === session.setupId) throw sameSetUp();
      await beginAnother(core, mode, replace);
      await core.takeEntries(journal);
      core.open(null);
      // A practice org was found where it runs on this computer; the host of a real one waits to be confirmed.
      core.remember({ ...session, address: mode === 'practice' ? store.session.address : session.address });
      core.show('connect-okta');
      return null;
    },
    'savedSetup.export': async () => {
      const { session } = store;
      const now = ports.clock.now();
      const file = savedSetupFile(session, await core.ownEntries(), ports.version, now);
      const practice = session.mode === 'practice' ? 'practice-' : '';
      const name = `${practice}oktopost-okta-saved-set-up-${now.toISOString().slice(0, 10)}.json`;
      const text = `${JSON.stringify(file, null, 2)}\n`;
      return deliverFile({ name, type: 'application/json', text }, ports.saveFile);
    },
  };
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
    message: 'The file is of the set-up that is under way here.',
    owner: 'okta-admin',
    next: 'Close the file and continue.',
  });
