import { AppFailure } from '../../../shared/errors';
import { noPracticeOrg } from '../../core';
import type { Core } from '../../core';
import { readOpened } from '../../files/read';
import { templateOf } from '../../files/template';
import type { Handlers } from '../registry';

type FileCalls = 'file.open' | 'file.close' | 'file.replay';

export function fileHandlers(core: Core): Pick<Handlers, FileCalls> {
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
      if (opened === null) throw nothingOpen();
      const { destination, region, label, appChoice, mappingChoice } = templateOf(opened.summary);
      await beginAnother(core, mode, replace);
      const { mapping } = core.store.session;
      core.open(null);
      core.remember({
        destination,
        region,
        label,
        appChoice,
        mapping: { ...mapping, choice: mappingChoice },
      });
      core.show('destination');
      return null;
    },
  };
}

/** Puts a new set-up in place of the one that is under way. @throws AppFailure `conflict` unless that was agreed to. */
async function beginAnother(core: Core, mode: 'practice' | 'real', replace: boolean): Promise<void> {
  const { session } = core.store;
  if (session.destination !== null && !replace) throw underWay();
  if (mode === 'practice' && core.ports.practice === null) throw noPracticeOrg();
  await core.startOver();
  core.remember({ mode });
  if (mode === 'practice') await core.startPractice();
}

const nothingOpen = (): AppFailure =>
  new AppFailure({
    code: 'not-ready',
    message: 'No file is open any more.',
    owner: 'okta-admin',
    next: 'Open the file again.',
  });

const underWay = (): AppFailure =>
  new AppFailure({
    code: 'conflict',
    message: 'A set-up is under way, and would be forgotten.',
    owner: 'okta-admin',
    next: 'Save it first, or agree that it is forgotten.',
  });
