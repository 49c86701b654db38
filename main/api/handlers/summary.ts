import type { Core } from '../../core/core';
import { buildSummary } from '../../summary/build';
import { exportSummary } from '../../summary/export';
import type { Handlers } from '../registry';

export function summaryHandlers(core: Core): Pick<Handlers, 'summary.get' | 'summary.export'> {
  const { ports, store, guided } = core;
  const build = async () => {
    await guided.lookAgain();
    return buildSummary({
      okta: core.requireOkta(),
      session: store.session,
      lost: guided.lost(),
      entries: core.ownEntries(),
      ports,
    });
  };
  return {
    'summary.get': build,
    'summary.export': async ({ format }) => exportSummary(await build(), format, ports),
  };
}
