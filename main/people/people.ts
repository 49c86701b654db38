import { setImmediate } from 'node:timers/promises';
import type { AppError } from '../../shared/errors';
import type {
  PeopleFilter,
  PeopleLook,
  PeopleResult,
  PeopleRows,
  PeopleShown,
  PeopleView,
  PersonShown,
} from '../../shared/people';
import type { ExportDocument } from '../export/document';
import type { ExportFile } from '../export/files';
import type { Lifetime } from '../lifetime';
import { keyOf } from '../observe/name-key';
import type { Okta } from '../okta/okta';
import type { OktaPerson } from '../okta/types';
import type { OktopostScim } from '../oktopost/types';
import type { Ports } from '../ports';
import { requireApp } from '../storage/required';
import type { Session } from '../storage/session';
import { classify } from './classify';
import type { Causes } from './classify';
import { busy, notRead, notThere, stopped } from './failures';
import { interruptedScansIn } from './interrupted';
import { compareWith, lastResultsIn } from './last-result';
import { personShown } from './person-shown';
import type { PeopleLinks } from './person-shown';
import { knownOf, resultOf } from './result';
import { lookShown, nothing, readOf } from './look';
import type { Look } from './look';
import { newScan, readScan } from './scan';
import type { Gathered, Scan, ScanSource } from './scan';
import { createPeopleTable } from './table';

interface PeopleParts {
  ports: Pick<Ports, 'clock' | 'folder' | 'redactor'>;
  session: () => Session;
  /** @throws AppFailure `token-needed` */
  okta: () => Okta;
  oktopost: () => OktopostScim | null;
  links: () => PeopleLinks;
  /** What the life-cycle tests of this set-up made: ids of Okta and Oktopost, and names. */
  ofTests: () => readonly string[];
  /** Whom a repair has unassigned now. */
  inRepair: () => readonly { userId: string; login: string }[];
  /** What rollouts and tests of one user read of why somebody did not arrive. */
  causes: () => Causes;
  /** At Oktopost, as the admin states them; remembered. */
  licences: { read(): number | null; write(licences: number | null): void };
  lifetime: Pick<Lifetime, 'onForget' | 'onClose'>;
  changed: () => void;
  changedOften: () => void;
  toAppError: (error: unknown) => AppError;
}

/** Readiness and reconciliation: each is read once by pages, kept in memory, and handed out by range. Writes nothing to Okta. */
export interface People {
  /** Begins to read; progress comes with the snapshot. @throws AppFailure `busy`, `not-ready`, `token-needed` */
  start(view: PeopleView, source: ScanSource): void;
  /** Ends what is read; what was read stays. */
  stop(): void;
  /** Goes on where a stop or a failure ended it. @throws AppFailure `busy`, `not-ready`, `token-needed` */
  resume(view: PeopleView): void;
  shown(): PeopleShown;
  rows(view: PeopleView, filter: PeopleFilter, range: { from: number; count: number }): PeopleRows;
  /** @throws AppFailure `not-found` */
  person(view: PeopleView, id: string): PersonShown;
  /** Who somebody is in Okta, of those who were read last. */
  known(name: string): OktaPerson | null;
  setLicences(licences: number | null): void;
  /** The rows that pass. @throws AppFailure `not-ready` */
  csv(view: PeopleView, filter: PeopleFilter): Promise<ExportFile>;
  /** @throws AppFailure `not-ready` */
  document(view: PeopleView): Promise<{ name: string; document: ExportDocument }>;
}

/** How far a reading is, is noted each so many pages. */
const notedEach = 20;

export function createPeople(parts: PeopleParts): People {
  const { ports, session, changed, changedOften, toAppError } = parts;
  const { clock } = ports;
  const lastResults = lastResultsIn(ports.folder);
  const scans = interruptedScansIn(ports.folder);
  /** What was read of the people of one app integration; null: of none. */
  let known: { appId: string | null } & Record<PeopleView, Look> = begun(session().app?.id ?? null, 0);
  let reading: { stop: AbortController; ended: Promise<void> } | null = null;
  let notedPages = 0;
  /** How many were assigned when they were last read, null: never. Okta says no total. */
  let assignedBefore: { appId: string; people: number | null } | null = null;

  function begun(appId: string | null, version: number): typeof known {
    const earlier = (view: PeopleView): Look => {
      const interrupted = appId === null ? null : scans.read(appId, view);
      return { ...nothing(version), phase: interrupted === null ? 'none' : 'stopped', interrupted };
    };
    return { appId, readiness: earlier('readiness'), reconciliation: earlier('reconciliation') };
  }
  const nextVersion = (): number => 1 + Math.max(known.readiness.version, known.reconciliation.version);
  /** Begins anew with another app integration: whom the one before had is nobody of this one. */
  function looks(): Record<PeopleView, Look> {
    const appId = session().app?.id ?? null;
    if (known.appId === appId) return known;
    reading?.stop.abort(stopped());
    known = begun(appId, nextVersion());
    return known;
  }

  parts.lifetime.onForget(async () => {
    reading?.stop.abort(stopped());
    await reading?.ended;
    lastResults.forget();
    scans.forget();
    known = begun(null, nextVersion());
    assignedBefore = null;
  });
  parts.lifetime.onClose(async () => {
    reading?.stop.abort(stopped());
    await reading?.ended;
  });

  function begin(view: PeopleView, scan: Scan): void {
    if (reading !== null) throw busy();
    const okta = parts.okta();
    const look = looks()[view];
    Object.assign(look, {
      phase: 'reading',
      scan,
      interrupted: null,
      error: null,
      since: clock.now().getTime(),
      pagesBefore: scan.assigned.pages,
      waitsUntil: null,
    } satisfies Partial<Look>);
    noteScan(scan);
    const stop = new AbortController();
    const ended = readAll(okta, scan, look, stop.signal).finally(() => {
      reading = null;
      changed();
    });
    reading = { stop, ended };
    changed();
  }

  /** On disk, so that a restart goes on. */
  function noteScan(scan: Scan, isDone = false): void {
    const note = { at: clock.now().toISOString(), read: readOf(scan), source: scan.source };
    unlessDiskFails(() => {
      scans.write(scan.appId, scan.view, isDone ? null : note);
    });
  }

  /** A disk that is full ends no reading, and takes no result away; the log has it. */
  function unlessDiskFails(write: () => void): void {
    try {
      write();
    } catch (error) {
      toAppError(error);
    }
  }

  function progressed(scan: Scan): void {
    if (scan.assigned.pages % notedEach === 0 && scan.assigned.pages !== notedPages) {
      notedPages = scan.assigned.pages;
      noteScan(scan);
    }
    changedOften();
  }

  async function readAll(okta: Okta, scan: Scan, look: Look, signal: AbortSignal): Promise<void> {
    try {
      const onWait = (wait: { until: string | null } | null): void => {
        look.waitsUntil = wait?.until ?? null;
        changedOften();
      };
      const gathered = await okta.withContext({ signal, onWait }, () =>
        readScan(scan, {
          ...{ okta, oktopost: parts.oktopost(), signal, inRepair: parts.inRepair },
          onProgress: () => progressed(scan),
        }),
      );
      await finish(scan, look, gathered);
    } catch (error) {
      noteScan(scan);
      if (signal.aborted) look.phase = look.phase === 'none' ? 'none' : 'stopped';
      else Object.assign(look, { phase: 'failed', error: toAppError(error) });
    }
  }

  async function finish(scan: Scan, look: Look, gathered: Gathered): Promise<void> {
    const people = classify(scan, gathered, new Set(parts.ofTests().map(keyOf)), parts.causes());
    const at = clock.now().toISOString();
    const since = scan.view === 'reconciliation' ? compareWith(lastResults.read(scan.appId), people) : null;
    const table = createPeopleTable(people.map(({ row }) => row));
    await table.warm(() => setImmediate());
    if (scan.view === 'reconciliation') unlessDiskFails(() => lastResults.write(scan.appId, at, people));
    noteScan(scan, true);
    assignedBefore = { appId: scan.appId, people: gathered.assigned.length };
    Object.assign(look, {
      version: look.version + 1,
      phase: 'done',
      scan: null,
      error: null,
      result: resultOf(scan, gathered, people, at, since),
      table,
      byId: new Map(people.map((person) => [person.row.id, person])),
      known: knownOf(people),
    } satisfies Partial<Look>);
  }

  function safeOkta(): Okta | null {
    try {
      return parts.okta();
    } catch {
      return null;
    }
  }

  function assignedTotal(appId: string): number | null {
    if (assignedBefore?.appId !== appId)
      assignedBefore = { appId, people: lastResults.read(appId)?.assigned ?? null };
    return assignedBefore.people;
  }

  function shownOf(look: Look): PeopleLook {
    const appId = look.scan?.appId ?? null;
    const okta = appId === null || look.phase !== 'reading' ? null : safeOkta();
    return lookShown(look, {
      allowance: okta?.allowance(`/api/v1/apps/${appId}/users`) ?? null,
      assignedBefore: appId === null ? null : assignedTotal(appId),
      now: clock.now(),
    });
  }

  function requireResult(view: PeopleView): { look: Look; result: PeopleResult } {
    const look = looks()[view];
    if (look.result === null) throw notRead();
    return { look, result: look.result };
  }

  return {
    start: (view, source) => {
      const { id } = requireApp(session());
      begin(view, newScan(view, source, id, parts.oktopost() !== null));
    },
    stop: () => reading?.stop.abort(stopped()),
    resume: (view) => {
      const { scan, interrupted } = looks()[view];
      if (scan === null && interrupted === null) throw notRead();
      const { id } = requireApp(session());
      const source = interrupted?.source ?? { kind: 'assigned' };
      begin(view, scan ?? newScan(view, source, id, parts.oktopost() !== null));
    },
    shown: () => ({
      readiness: shownOf(looks().readiness),
      reconciliation: shownOf(looks().reconciliation),
      licences: parts.licences.read(),
    }),
    rows: (view, filter, { from, count }) => looks()[view].table.range(filter, from, count),
    person: (view, id) => {
      const { look, result } = requireResult(view);
      const person = look.byId.get(id);
      if (person === undefined) throw notThere();
      const isRead = result.oktopost === 'read' || result.oktopost === 'in-part';
      return personShown(person, isRead, parts.links());
    },
    known: (name) => {
      const { readiness, reconciliation } = looks();
      for (const { known: people } of [readiness, reconciliation]) {
        const person = people.get(name) ?? people.get(keyOf(name));
        if (person !== undefined) return person;
      }
      return null;
    },
    setLicences: (stated) => {
      parts.licences.write(stated);
      changed();
    },
    csv: async (view, filter) => {
      const { look, result } = requireResult(view);
      const { fileNameOf, peopleCsv } = await import('./people-files');
      const people = look.table.all(filter).flatMap(({ id }) => look.byId.get(id) ?? []);
      return peopleCsv(fileNameOf(view, session(), result.at), people, ports.redactor.hide);
    },
    document: async (view) => {
      const { result } = requireResult(view);
      const { fileNameOf, peopleDocument } = await import('./people-files');
      return {
        name: fileNameOf(view, session(), result.at),
        document: peopleDocument(view, result, parts.licences.read()),
      };
    },
  };
}
