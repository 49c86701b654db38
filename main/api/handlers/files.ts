import type { Core } from '../../core/core';
import { replaySummary, resumeSavedSetup } from '../../core/resume-file';
import { deliverFile } from '../../export/files';
import { openParts, readOpened } from '../../files/read';
import type { OpenParts } from '../../files/read';
import { AppFailure } from '../../../shared/errors';
import { savedSetupExport } from '../../files/save-setup';
import type { Handlers } from '../registry';
import { ofFile } from './of-file';

type FileCalls = 'file.open' | 'file.close' | 'file.replay' | 'file.takeOver' | 'savedSetup.export';

export function fileHandlers(core: Core): Pick<Handlers, FileCalls> {
  const { store, ports } = core;
  let reading: { parts: OpenParts; next: number } | null = null;

  function addPart(name: string, text: string, { index, last }: { index: number; last: boolean }): void {
    if (index === 0) reading = { parts: openParts(name), next: 0 };
    const current = reading;
    if (current?.next !== index) throw partMissing();
    reading = null;
    current.parts.add(text);
    if (last) core.open(current.parts.end());
    else reading = { parts: current.parts, next: index + 1 };
  }

  return {
    'file.open': ({ name, text, part }) =>
      ofFile(name, () => {
        if (part === undefined) core.open(readOpened(name, text));
        else addPart(name, text, part);
        return null;
      }),
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
      const file = savedSetupExport(store.session, core.ownEntries(), {
        assistant: version,
        now: clock.now(),
        skipped: core.skippedLines(),
        rollout: core.rollout.saved(),
      });
      return deliverFile(file, saveFile);
    },
  };
}

const partMissing = (): AppFailure =>
  new AppFailure({
    code: 'bad-input',
    message: 'The file was not read to its end.',
    owner: 'okta-admin',
    next: 'Open it again.',
  });
