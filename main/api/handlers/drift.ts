import type { Core } from '../../core/core';
import { bringBack, connectToSummary, oktaFor, summaryOf } from '../../core/from-summary';
import { checksOwn, ownSummary } from '../../core/own-summary';
import { changedSince, eventsSince } from '../../drift/changed-by';
import { checkDrift } from '../../drift/check';
import { reportOf } from '../../drift/report';
import type { OktopostScim } from '../../oktopost/types';
import type { Summary } from '../../../shared/summary';
import type { Handlers } from '../registry';

type DriftCalls = 'drift.check' | 'drift.connect' | 'drift.bringBack';

/** Oktopost's account of this summary, where its token is at hand. */
function oktopostFor({ store, connections }: Core, { destination, region }: Summary): OktopostScim | null {
  const { session } = store;
  return session.destination === destination && session.region === region ? connections.oktopost() : null;
}

export function driftHandlers(core: Core): Pick<Handlers, DriftCalls> {
  return {
    'drift.check': async () => {
      const summary = checksOwn(core) ? await ownSummary(core) : summaryOf(core);
      const okta = oktaFor(core, summary);
      const now = core.ports.clock.now();
      const events = eventsSince(okta, summary.app.id, new Date(summary.made), now);
      const [drift, changedBy] = await Promise.all([
        checkDrift(okta, summary, now, { events, oktopost: oktopostFor(core, summary) }),
        changedSince(events, summary.app.id),
      ]);
      return { report: reportOf(summary, drift, now.toISOString()), back: drift.back, changedBy };
    },
    'drift.connect': async ({ replace }) => {
      await connectToSummary(core, replace);
      return null;
    },
    'drift.bringBack': async ({ screen }) => {
      await bringBack(core, screen);
      return null;
    },
  };
}
