import { AppFailure } from '../../shared/errors';
import type { AppError } from '../../shared/errors';
import type { PeopleSource, PeopleView } from '../../shared/people';
import type { ListPage } from '../okta/calls';
import type { Okta } from '../okta/okta';
import type { App, AssignedPerson, Group, Mappings, OktaPerson } from '../okta/types';
import type { OktopostScim } from '../oktopost/types';
import { accountsOf } from './accounts';
import type { Accounts } from './accounts';
import { isInPart, isWhole, noAccounts, readAccounts } from './accounts-read';
import type { AccountsRead } from './accounts-read';
import { nothingAsked, lookUp } from './look-up';
import type { LookUp } from './look-up';
import { nothingRead, readOn } from './paged-read';
import type { PagedRead } from './paged-read';
import { unassignedAccounts } from './reconciliation';

/** Who is read. */
export type ScanSource =
  | { kind: 'assigned' }
  | { kind: 'groups'; groups: readonly Group[] }
  | { kind: 'emails'; file: string; emails: readonly string[] };

/** A reading of many people as far as it is; it is resumed from there after a stop or a failure. */
export interface Scan {
  readonly view: PeopleView;
  readonly source: ScanSource;
  readonly appId: string;
  readonly assigned: PagedRead<AssignedPerson>;
  readonly members: readonly { group: Group; read: PagedRead<OktaPerson> }[];
  /** Null: nobody can ask Oktopost. */
  readonly accounts: AccountsRead | null;
  oktopostError: AppError | null;
  readonly lookUp: LookUp;
  /** Whom a repair had unassigned at any moment of the reading, with their login, by id: no page may have had them. */
  readonly inRepair: Map<string, string>;
  mappings: Mappings | null;
  app: App | null;
}

/** What a scan has when it is whole. */
export interface Gathered {
  assigned: readonly AssignedPerson[];
  members: readonly OktaPerson[];
  accounts: Accounts | null;
  /** Okta users whose login or email was looked for. */
  lookedUp: readonly OktaPerson[];
  /** Ids of those who are not assigned, since a repair has unassigned them. */
  inRepair: ReadonlySet<string>;
  mappings: Mappings | null;
  /** With its user name format; null: it is not asked for, or not there. */
  app: App | null;
  oktopost: 'read' | 'in-part' | 'no-token' | 'failed';
}

export function newScan(view: PeopleView, source: ScanSource, appId: string, readsOktopost: boolean): Scan {
  return {
    view,
    source,
    appId,
    assigned: nothingRead(),
    members:
      source.kind === 'groups'
        ? source.groups.map((group) => ({ group, read: nothingRead<OktaPerson>() }))
        : [],
    accounts: readsOktopost ? noAccounts() : null,
    oktopostError: null,
    lookUp: nothingAsked(),
    inRepair: new Map(),
    mappings: null,
    app: null,
  };
}

interface Reading {
  okta: Okta;
  oktopost: OktopostScim | null;
  signal: AbortSignal;
  /** Whom a repair has unassigned now. */
  inRepair?: () => readonly { userId: string; login: string }[];
  onProgress: () => void;
}

/**
 * Reads what is left: Okta's list and Oktopost's side by side, then whom neither of them tells enough of. Only reads.
 * @throws AppFailure of the clients, `cancelled` among them; what was read stays in `scan`. Oktopost alone fails nothing.
 */
export async function readScan(scan: Scan, reading: Reading): Promise<Gathered> {
  const { okta } = reading;
  const onProgress = (): void => {
    noteInRepair(scan, reading);
    reading.onProgress();
  };
  noteInRepair(scan, reading);
  const stop = new AbortController();
  const both = { ...reading, signal: AbortSignal.any([reading.signal, stop.signal]) };
  const atOktopost = readOktopost(scan, both);
  // Stopped, it may end before Okta's reading does, when nobody waits for it yet.
  atOktopost.catch(() => undefined);
  try {
    await readOn(scan.assigned, (from) => okta.assignedPages(scan.appId, from), onProgress);
    for (const { group, read } of scan.members) {
      const pages = (from: string | null): AsyncIterable<ListPage<OktaPerson>> =>
        okta.memberPages(group.id, from);
      await readOn(read, pages, onProgress);
    }
    if (scan.view === 'readiness') {
      scan.mappings ??= await okta.mappings(scan.appId);
      scan.app ??= await okta.app(scan.appId);
    }
  } catch (error) {
    stop.abort(error);
    await atOktopost.catch(() => undefined);
    throw error;
  }
  await atOktopost;
  const here = new Set(scan.assigned.items.map(({ person }) => person.userId));
  for (const userId of scan.inRepair.keys()) if (here.has(userId)) scan.inRepair.delete(userId);
  const accounts =
    scan.accounts === null || oktopostOf(scan) === 'failed'
      ? null
      : accountsOf([...scan.accounts.accounts.values()]);
  await lookUp(scan.lookUp, namesToLookUp(scan, accounts), okta, onProgress);
  return {
    assigned: scan.assigned.items,
    members: scan.members.flatMap(({ read }) => read.items),
    accounts,
    lookedUp: [...scan.lookUp.found.values()],
    inRepair: new Set(scan.inRepair.keys()),
    mappings: scan.mappings,
    app: scan.app,
    oktopost: oktopostOf(scan),
  };
}

function noteInRepair(scan: Scan, { inRepair }: Reading): void {
  for (const { userId, login } of inRepair?.() ?? []) scan.inRepair.set(userId, login);
}

async function readOktopost(scan: Scan, { oktopost, signal, onProgress }: Reading): Promise<void> {
  if (scan.accounts === null || oktopost === null || isWhole(scan.accounts)) return;
  scan.oktopostError = null;
  try {
    await readAccounts(scan.accounts, oktopost, signal, onProgress);
  } catch (error) {
    if (signal.aborted || !(error instanceof AppFailure) || error.error.code === 'cancelled') throw error;
    scan.oktopostError = error.error;
  }
}

function oktopostOf({ accounts, oktopostError }: Scan): Gathered['oktopost'] {
  if (accounts === null) return 'no-token';
  // Nobody can ask any more who has an account, where the token was taken away while reading was stopped.
  if (oktopostError !== null || !isWhole(accounts)) return 'failed';
  return isInPart(accounts) ? 'in-part' : 'read';
}

/**
 * Of a file every email: somebody who is not assigned can have that of somebody who is. Of Oktopost's accounts those whom nobody who is assigned
 * has; and whom a repair has unassigned.
 */
function namesToLookUp({ view, source, assigned, inRepair }: Scan, accounts: Accounts | null): string[] {
  if (view === 'reconciliation') {
    const unassigned = accounts === null ? [] : unassignedAccounts(assigned.items, accounts);
    return [...inRepair.values(), ...unassigned.map(({ userName }) => userName)];
  }
  return source.kind === 'emails' ? [...source.emails] : [];
}

export function shownSource(source: ScanSource): PeopleSource {
  switch (source.kind) {
    case 'assigned':
      return source;
    case 'groups':
      return { kind: 'groups', names: source.groups.map(({ name }) => name) };
    case 'emails':
      return { kind: 'emails', file: source.file, emails: source.emails.length };
  }
}
