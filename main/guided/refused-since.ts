import { isProvisioning } from '../../shared/log-outcome';
import { minute } from '../export/document';
import { logOutcomeOf, newestAt } from '../observe/log-outcome';
import { logUntil } from '../observe/okta-clock';
import { nullOn } from '../okta/calls';
import type { Okta } from '../okta/okta';
import type { Clock } from '../ports';
import { afterSending, standingRefusal } from '../storage/proving-test';
import { requireApp } from '../storage/required';
import type { SessionStore } from '../storage/session-store';

/** Whether Okta has sent anything since Oktopost refused what it sent, by its System Log. */
export interface RefusedSince {
  /** Reads once, where a refusal stands: what arrived since ends it. @throws AppFailure where Okta does not answer. */
  look(): Promise<void>;
  /** What the last look found, a sentence; null: nobody has looked since the refusal. */
  said(): string | null;
}

interface Parts {
  store: SessionStore;
  clock: Clock;
  okta: () => Okta | null;
  changed: () => void;
}

export function createRefusedSince({ store, clock, okta, changed }: Parts): RefusedSince {
  let found: { refusedAt: string; text: string } | null = null;

  return {
    said: () => (found?.refusedAt === standingRefusal(store.session)?.at ? (found?.text ?? null) : null),

    look: async () => {
      const client = okta();
      const refusal = standingRefusal(store.session);
      if (client === null || refusal === null) return;
      const now = clock.now();
      const appId = requireApp(store.session).id;
      const events = await nullOn(['missing-right'], () =>
        client.logEvents(appId, new Date(refusal.at), logUntil(now)),
      );
      // Another connection, or another refusal.
      if (okta() !== client || standingRefusal(store.session) !== refusal) return;
      const at = now.toISOString();
      const since = (events ?? []).filter(
        (event) =>
          isProvisioning(event) &&
          logOutcomeOf(event) !== 'undecided' &&
          new Date(event.published).toISOString() > refusal.at,
      );
      const [arrivedAt, failedAt] = [newestAt(since, 'success'), newestAt(since, 'failure')];
      if (arrivedAt !== null && arrivedAt > (failedAt ?? '')) {
        store.update(
          afterSending(store.session, refusal.of, {
            from: refusal.at,
            at,
            failures: [],
            isRead: true,
            arrivedAt,
          }),
        );
      }
      const text =
        events === null
          ? `Okta’s System Log may not be read: whether Okta has sent anything since is not known, ${minute(at)}.`
          : since.length === 0
            ? `Okta has sent nothing since, by its System Log, read at ${minute(at)}.`
            : `Okta has sent something since, the last at ${minute(newest(arrivedAt, failedAt))}, and that does not show that it is mended.`;
      found = { refusedAt: refusal.at, text };
      changed();
    },
  };
}

const newest = (one: string | null, other: string | null): string =>
  [one ?? '', other ?? ''].sort().at(-1) ?? '';
