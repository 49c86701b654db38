import type { KeepsSecrets, ProxyShown } from '../shared/connection';
import type { Destination, Region } from '../shared/oktopost';

/** Time, so that tests can hold it. `sleep` rejects with the signal's reason when aborted. */
export interface Clock {
  now(): Date;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** What a credential is for: one each. */
export type CredentialSlot = 'okta-token' | 'oktopost-token';

/** Keeps over a restart, as text, the secrets that the admin wants remembered. One that keeps `nothing` is never given any. */
export interface Vault {
  readonly keeps: KeepsSecrets;
  get(slot: CredentialSlot): Promise<string | null>;
  set(slot: CredentialSlot, value: string): Promise<void>;
  remove(slot: CredentialSlot): Promise<void>;
  clear(): Promise<void>;
}

/** Takes secrets out of text: `learn` each secret before it can be logged or quoted. */
export interface Redactor {
  learn(secret: string): void;
  /** Replaces what was learned; leaves everything else as it is. */
  hide(text: string): string;
  /** For the log: replaces also what only looks like a secret. */
  clean(text: string): string;
}

export interface ProxyAccount {
  user: string;
  password: string;
}

/** The question of a proxy that wants to know who it serves, and the admin's answer (Electron). */
export interface ProxySignIn {
  /** Null while no proxy asks. */
  shown(): ProxyShown | null;
  /** Returns the function that unsubscribes. */
  onChange(listener: () => void): () => void;
  /** Kept in memory until the assistant ends. */
  answer(account: ProxyAccount): void;
  /** What waits for an answer fails, and nobody is asked before `askAgain`. */
  decline(): void;
  askAgain(): void;
}

/** The computer's clipboard. */
export interface Clipboard {
  write(text: string): Promise<void>;
  /** Clears it, unless something else was copied since. */
  clearIf(text: string): Promise<void>;
}

/** Saves an export by dialog (Electron); null in browser mode, where the renderer downloads it. */
export type SaveFile = (name: string, content: string | Uint8Array) => Promise<{ savedAs: string | null }>;

/** Prints self-contained pages, in order, to one PDF (Electron); null in browser mode, where the browser prints. */
export type PrintPdf = (pages: readonly string[]) => Promise<Uint8Array>;

/** Where a practice org is reached, with the secrets of its present start. */
export interface PracticeAddress {
  okta: { orgUrl: string; adminUrl: string; apiToken: string };
  oktopost: Record<Destination, Record<Region, { consoleUrl: string; scimBaseUrl: string }>>;
}

/** Starts the practice org as a separate process, or finds the one that is still running. */
export interface PracticeOrg {
  start(): Promise<PracticeAddress>;
  /** Stops it and forgets its state: the next start is a fresh company. */
  discard(): Promise<void>;
}

export interface Log {
  info(text: string, fields?: Record<string, unknown>): void;
  warn(text: string, fields?: Record<string, unknown>): void;
  error(text: string, fields?: Record<string, unknown>): void;
}

/** What a shell (Electron, browser mode) supplies to the core. */
export interface Ports {
  version: string;
  /** The page of released versions; null where this build names none. */
  releases: string | null;
  shell: 'electron' | 'browser';
  /** Owned by this assistant: session, journal, practice org. Mode 0700. */
  folder: string;
  fetch: typeof globalThis.fetch;
  clock: Clock;
  vault: Vault;
  /** The one of this process: what the log does not show, no message quotes either. */
  redactor: Redactor;
  log: Log;
  saveFile: SaveFile | null;
  printPdf: PrintPdf | null;
  /** Null in browser mode. */
  clipboard: Clipboard | null;
  practice: PracticeOrg | null;
  /** Left out in browser mode, whose proxies are the environment's. */
  proxy?: ProxySignIn;
  /** Opens the journal's file; on the disk by default. */
  openJournalFile?: (path: string) => Promise<JournalFile>;
}

/** The journal's file; a port, so that tests can simulate a full disk. */
export interface JournalFile {
  /** Appends the whole text or fails; what of it is in the file after a failure is open. */
  write(text: string): Promise<void>;
  /** Returns once everything written is on the disk. */
  sync(): Promise<void>;
  read(): Promise<string>;
  close(): Promise<void>;
}
