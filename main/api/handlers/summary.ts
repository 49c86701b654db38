import type { NamedUser } from '../../../shared/snapshot';
import type { Summary } from '../../../shared/summary';
import type { Core } from '../../core/core';
import { summaryParts } from '../../core/summary-parts';
import { buildSummary, listApps } from '../../summary/build';
import { peopleNamed } from '../../evidence/approved';
import { exportEvidence } from '../../evidence/pack';
import { deliverFile } from '../../export/files';
import { exportSummary } from '../../summary/export';
import { withStatement } from '../../summary/statements';
import { terraformFile } from '../../terraform/configuration';
import type { Handlers } from '../registry';

type SummaryCalls = 'summary.get' | 'summary.state' | 'summary.export' | 'evidence.export';

/** What the steps right before it have read need not be read twice; somebody who reads again wants to see what changed. */
const sharedMs = 10_000;

/** Reads Okta. @throws AppFailure without a connection, or without an app integration. */
export const currentSummary = async (core: Core): Promise<Summary> =>
  (await readSummary(core, false)).summary;

/** `isAgain`: nothing is shared with other readings. `asked`: ids of people; answered are those who are assigned. */
async function readSummary(
  core: Core,
  isAgain: boolean,
  asked: ReadonlySet<string> = new Set(),
): Promise<{ summary: Summary; asked: NamedUser[] }> {
  const { guided, store } = core;
  const { setupId } = store.session;
  const okta = core.requireOkta();
  const list = await listApps(okta, store.session);
  const app = await guided.lookAgain(() => Promise.resolve(list.app));
  const {
    summary,
    seen,
    asked: assigned,
  } = await buildSummary({
    ...summaryParts(core),
    okta,
    app: app ?? list.app,
    listed: list.others,
    asked,
    sharedMs: isAgain ? 0 : sharedMs,
  });
  // Started over meanwhile: it is about the set-up before.
  if (store.session.setupId === setupId) {
    store.update({ ...seen, summaryRead: true });
    core.lastRead.take(summary);
    // Publishes both.
    core.remember({});
  }
  return { summary, asked: assigned };
}

export function summaryHandlers(core: Core): Pick<Handlers, SummaryCalls> {
  const { ports, store } = core;
  let readAt: number | null = null;
  const read: typeof readSummary = (...how) => {
    readAt = ports.clock.now().getTime();
    return readSummary(...how);
  };
  return {
    'summary.get': async () => {
      const isAgain = readAt !== null && ports.clock.now().getTime() - readAt < sharedMs;
      return (await read(core, isAgain)).summary;
    },
    'summary.state': ({ id, done }) => {
      const { org } = store.session;
      const statement = done ? { id, by: org?.login ?? null, at: ports.clock.now().toISOString() } : null;
      core.remember(withStatement(store.session, id, statement));
      return Promise.resolve(null);
    },
    'summary.export': async ({ format }) => {
      const { summary } = await read(core, false);
      const file = await (format === 'terraform'
        ? deliverFile(terraformFile(summary), ports.saveFile)
        : exportSummary(summary, format, ports));
      return { ...file, summary };
    },
    'evidence.export': async () => {
      const { summary, asked } = await read(core, false, peopleNamed(core.ownEntries()));
      const people = new Map(asked.map((person) => [person.userId, person]));
      const { saveFile, printPdf, redactor } = ports;
      const pack = await exportEvidence(
        {
          summary,
          session: store.session,
          entries: core.ownEntries(),
          okta: core.snapshot().okta,
          people,
          rings: core.rollout.rings(),
        },
        { saveFile, printPdf, clean: redactor.clean },
      );
      return { ...pack, summary };
    },
  };
}
