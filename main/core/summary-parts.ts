import { leftInactive } from '../steps/rollout/left-inactive';
import { accountsElsewhere } from '../steps/assignment/history';
import { keptOf } from '../steps/app-integration/kept';
import type { SummaryParts } from '../summary/build';
import type { Core } from './core';

/** What a summary of the open set-up is built of, beside what is read in Okta. */
export function summaryParts(
  core: Core,
): Pick<
  SummaryParts,
  | 'session'
  | 'lost'
  | 'entries'
  | 'skipped'
  | 'kept'
  | 'links'
  | 'rollout'
  | 'remainingOfRollout'
  | 'repair'
  | 'elsewhere'
  | 'leftInactive'
  | 'doubts'
  | 'oktopost'
  | 'ports'
> {
  const { store, guided, rollout, repair, ports, connections } = core;
  const applied = core.appliedChanges();
  const inRepair = new Set(repair.between().map(({ userId }) => userId));
  return {
    session: store.session,
    lost: guided.lost(),
    entries: core.ownEntries(),
    skipped: core.skippedLines(),
    kept: keptOf(applied),
    links: core.snapshot().links,
    rollout: rollout.noted(),
    remainingOfRollout: rollout.remaining(),
    repair: repair.counts(),
    elsewhere: accountsElsewhere(applied),
    leftInactive: leftInactive(applied).filter(({ userId }) => !inRepair.has(userId)),
    doubts: core.doubts,
    oktopost: connections.oktopost(),
    ports,
  };
}
