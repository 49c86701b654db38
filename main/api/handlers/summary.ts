import type { Core } from '../../core';
import { handOver } from '../../export/files';
import { buildSummary } from '../../summary/build';
import { summaryFile } from '../../summary/export';
import type { Handlers } from '../registry';

export function summaryHandlers(core: Core): Pick<Handlers, 'summary.get' | 'summary.export'> {
  const { ports, store, guided } = core;
  const build = async () => {
    await guided.lookAgain();
    return buildSummary({
      okta: core.requireOkta(),
      session: store.session,
      lost: guided.lost(),
      entries: await core.ownEntries(),
      ports,
    });
  };
  return {
    'summary.get': build,
    'summary.export': async ({ format }) => handOver(summaryFile(await build(), format), ports.saveFile),
  };
}
