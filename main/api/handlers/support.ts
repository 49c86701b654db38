import { failuresIn } from '../../../shared/explained';
import { AppFailure } from '../../../shared/errors';
import type { Summary } from '../../../shared/summary';
import type { Core } from '../../core/core';
import { exportDocument } from '../../export/files';
import { supportDocument } from '../../support/document';
import { messageToOktopost } from '../../support/message';
import type { Handlers } from '../registry';
import { currentSummary } from './summary';

export function supportHandlers(core: Core): Pick<Handlers, 'support.message' | 'support.export'> {
  const { ports, store, explanations } = core;
  const around = () => ({
    session: store.session,
    explained: failuresIn(explanations.last()),
    clean: ports.redactor.clean,
    now: ports.clock.now(),
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  });
  return {
    'support.message': () => Promise.resolve(messageToOktopost(around())),
    'support.export': async ({ format }) => {
      const summary = await summaryOrWhyNot(core);
      const parts = { ...around(), summary, ports };
      const prefix = parts.session.mode === 'practice' ? 'practice-' : '';
      const name = `${prefix}oktopost-okta-support-${parts.now.toISOString().slice(0, 10)}`;
      return exportDocument(name, supportDocument(parts), format, ports);
    },
  };
}

/** A bundle is asked for when things do not work: what cannot be read is said instead. */
async function summaryOrWhyNot(core: Core): Promise<Summary | string> {
  if (core.store.session.app === null) return 'There is no app integration of this set-up yet.';
  try {
    return await currentSummary(core);
  } catch (error) {
    if (!(error instanceof AppFailure)) throw error;
    return `They could not be read: ${error.error.message}`;
  }
}
