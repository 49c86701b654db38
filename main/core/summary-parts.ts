import { accountsElsewhere } from '../steps/assignment/history';
import { keptOf } from '../steps/app-integration/kept';
import type { SummaryParts } from '../summary/build';
import type { Core } from './core';

/** What a summary of the open set-up is built of, beside what is read in Okta. */
export function summaryParts(
  core: Core,
): Pick<
  SummaryParts,
  'session' | 'lost' | 'entries' | 'kept' | 'links' | 'rollout' | 'repair' | 'elsewhere' | 'ports'
> {
  const { store, guided, rollout, repair, ports } = core;
  return {
    session: store.session,
    lost: guided.lost(),
    entries: core.ownEntries(),
    kept: keptOf(core.appliedChanges()),
    links: core.snapshot().links,
    rollout: rollout.noted(),
    repair: repair.counts(),
    elsewhere: accountsElsewhere(core.appliedChanges()),
    ports,
  };
}
