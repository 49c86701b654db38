import type { Core } from '../../core/core';
import { replaySummary, resumeSavedSetup } from '../../core/resume-file';
import { deliverFile } from '../../export/files';
import { readOpened } from '../../files/read';
import { savedSetupExport } from '../../files/saved-setup';
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
      await replaySummary(core, mode, replace);
      return null;
    },
    'file.takeOver': async ({ replace }) => {
      await resumeSavedSetup(core, replace);
      return null;
    },
    'savedSetup.export': async () => {
      const { version, clock, saveFile } = ports;
      const file = savedSetupExport(store.session, core.ownEntries(), version, clock.now());
      return deliverFile(file, saveFile);
    },
  };
}
