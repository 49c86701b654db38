import type { Core } from '../../core/core';
import { bringBack, connectToSummary, oktaFor, summaryOf } from '../../core/from-summary';
import { checksOwn, ownSummary } from '../../core/own-summary';
import { changedSince, eventsSince } from '../../drift/changed-by';
import { checkDrift } from '../../drift/check';
import type { Drift } from '../../drift/check';
import { notAsked, withoutToken } from '../../drift/oktopost';
import type { OktopostOf } from '../../drift/oktopost';
import { reportOf } from '../../drift/report';
import { requestIdsOf } from '../../storage/journal-entry';
import { justNowMs } from '../../okta/recent-answers';
import { targetOf } from '../../../shared/oktopost';
import { guidedStepIds } from '../../../shared/screens';
import type { Summary } from '../../../shared/summary';
import type { Handlers } from '../registry';

type DriftCalls = 'drift.check' | 'drift.connect' | 'drift.bringBack';

/** Oktopost's account of this summary, where its token is at hand. */
function oktopostFor({ store, connections }: Core, { destination, region }: Summary): OktopostOf {
  const { session } = store;
  if (targetOf(destination, region).scimBaseUrl === null) return notAsked(withoutToken);
  if (session.destination !== destination || session.region !== region)
    return notAsked('the assistant has a token of another Oktopost account only');
  const scim = connections.oktopost();
  if (scim !== null) return { scim, why: null };
  return connections.oktopostState().state === 'refused'
    ? notAsked('Oktopost refuses the token of the step “Oktopost token”')
    : notAsked('no token is entered on the step “Oktopost token”');
}

/** A step that was read as done and drifted, or came back since, is looked at again: the list of steps says so at once. */
async function lookAtDrifted(
  { store, guided }: Core,
  { app }: Summary,
  { rows, back }: Drift,
): Promise<void> {
  const { session } = store;
  if (session.app?.id !== app.id) return;
  const lost = guided.lost();
  const outdated = guidedStepIds.filter(
    (step) =>
      session.readBackAt[step] !== null &&
      (rows === null || lost.includes(step) || back.some(({ screen }) => screen === step)),
  );
  await Promise.all(outdated.map((step) => guided.lookNow(step)));
}

export function driftHandlers(core: Core): Pick<Handlers, DriftCalls> {
  return {
    'drift.check': async () => {
      const isOwn = checksOwn(core);
      const summary = isOwn ? await ownSummary(core) : summaryOf(core);
      const okta = oktaFor(core, summary);
      const now = core.ports.clock.now();
      // Of another set-up the journal here knows nothing.
      const own = new Set(core.ownEntries().flatMap(requestIdsOf));
      const events = eventsSince(okta, summary.app.id, new Date(summary.made), now);
      // What the own summary is made of was read for this very check.
      const shared = { withinMs: isOwn ? justNowMs : 0 };
      const [drift, changedBy] = await Promise.all([
        okta.recently(shared, () =>
          checkDrift(okta, summary, now, { events, oktopost: oktopostFor(core, summary), own }),
        ),
        changedSince(events, summary.app.id),
      ]);
      await lookAtDrifted(core, summary, drift);
      return { report: reportOf(summary, drift, now.toISOString()), changedBy };
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
