import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Result } from '../../shared/errors';
import type { AssistantCore } from '../api/core';
import { systemClock } from '../shell/clock';
import { createLog } from '../shell/log';
import { createRedactor } from '../secrets/redactor';
import type { Clock, Ports, Vault } from '../ports';
import { openJournal } from '../storage/journal';
import { openSession } from '../storage/session';
import { learningVault } from '../shell/vault/learning';
import { memoryVault } from '../shell/vault/memory';
import { createCanary, filesIn } from './canary';
import type { Canary } from './canary';
import { startTestCore } from './core';
import type { TestCore } from './core';

/** Where something can leave the main process. The clipboard is not among them: the Oktopost token may, and nothing else does, go there. */
export const sinks = ['answer', 'event', 'log', 'journal', 'session', 'export', 'file'] as const;
export type Sink = (typeof sinks)[number];

export interface WatchedCore extends TestCore {
  canary: Canary<Sink>;
  /** A call as a renderer could send it, whatever it is. */
  raw(name: string, payload: unknown): Promise<Result<unknown>>;
  /** What goes wrong around the assistant, as long as it is set. */
  trouble: {
    /** The network's errors quote the request, its headers included. */
    network: boolean;
    /** The vault's errors quote what it should keep. */
    vault: boolean;
  };
  lookAtFiles(): void;
  /** What was put on the clipboard, the one place outside that a token may go to. */
  copied(): readonly string[];
}

/**
 * An assistant with the log and vault of the real shells, and everything that comes out of it kept. `leak` is planted in
 * every sink: text that a broken assistant would let out there.
 */
export async function startWatchedCore(leak: string | null): Promise<WatchedCore> {
  const canary = createCanary<Sink>();
  const trouble = { network: false, vault: false };
  let running: AssistantCore | null = null;
  let starts = 0;
  const copied: string[] = [];

  const saveFile = (name: string, content: string | Uint8Array): Promise<{ savedAs: string }> => {
    const text = typeof content === 'string' ? content : new TextDecoder().decode(content);
    canary.saw('export', name, `${text}${leak ?? ''}`);
    return Promise.resolve({ savedAs: name });
  };

  const ports = (folder: string): Partial<Ports> => {
    const redactor = createRedactor();
    const learn = (secret: string): void => {
      redactor.learn(secret);
    };
    starts += 1;
    return {
      log: createLog(folder, redactor),
      vault: learningVault(
        quotingVault(() => trouble.vault),
        learn,
      ),
      fetch: quotingFetch(() => trouble.network),
      clock: impatientClock,
      // Exports of the first start are downloads, as in browser mode, later ones go through the dialog, as in Electron.
      saveFile: starts === 1 ? null : saveFile,
      clipboard: {
        write: (text) => {
          copied.push(text);
          return Promise.resolve();
        },
        clearIf: () => Promise.resolve(),
      },
      // As good as a PDF to a canary: what is printed is what could leak.
      printPdf: (html) => Promise.resolve(new TextEncoder().encode(html)),
    };
  };

  const between = (clean: AssistantCore): AssistantCore => {
    const core = leak === null ? clean : leaky(clean, leak);
    running = core;
    core.onSnapshot((snapshot) => {
      canary.saw('event', 'snapshot', JSON.stringify(snapshot));
    });
    return {
      ...core,
      call: async (name, payload) => {
        const answer = await core.call(name, payload);
        canary.saw(name.endsWith('.export') ? 'export' : 'answer', name, JSON.stringify(answer));
        return answer;
      },
    };
  };

  const core = await startTestCore({}, { ports, between });
  return {
    ...core,
    canary,
    trouble,
    raw: (name, payload) => {
      if (running === null) throw new Error('no assistant runs');
      const asked = running.call(name, payload);
      void asked.then((answer) => canary.saw('answer', name, JSON.stringify(answer)));
      return asked;
    },
    copied: () => copied,
    lookAtFiles: () => {
      for (const { path, text } of filesIn(core.folder)) canary.saw(sinkOf(path), path, text);
    },
  };
}

/** Lets `leak` out at every sink, as faults in the code behind them would. */
export async function plantInFiles(folder: string, leak: string): Promise<void> {
  createLog(folder, createRedactor()).error('failed', { error: new Error(leak).stack });
  const journal = await openJournal(join(folder, 'journal.jsonl'), () => new Date());
  const ids = { setupId: 's', runId: 'r', changeId: 'c' };
  await journal.append({ ...ids, kind: 'failure', title: 'Planted', details: { okta: { causes: [leak] } } });
  await journal.close();
  openSession(folder, () => undefined).update({ label: leak });
  mkdirSync(join(folder, 'crashes'));
  writeFileSync(join(folder, 'crashes', 'last.dmp'), Buffer.from(leak, 'utf16le'));
}

function leaky(core: AssistantCore, leak: string): AssistantCore {
  return {
    ...core,
    call: async (name, payload) => Object.assign(await core.call(name, payload), { leak }),
    onSnapshot: (listener) =>
      core.onSnapshot((snapshot) => {
        listener({ ...snapshot, label: leak });
      }),
  };
}

/** Waits as it should, but not for long: how often it looks is no matter here. */
const impatientClock: Clock = {
  now: systemClock.now,
  sleep: (ms, signal) => systemClock.sleep(Math.min(ms, 10), signal),
};

const quotingVault = (breaks: () => boolean): Vault => {
  const vault = memoryVault();
  return {
    ...vault,
    set: (kind, value) => {
      if (breaks()) return Promise.reject(new Error(`cannot keep ${JSON.stringify({ kind, value })}`));
      return vault.set(kind, value);
    },
  };
};

const quotingFetch =
  (breaks: () => boolean): typeof globalThis.fetch =>
  (input, init) => {
    if (!breaks()) return fetch(input, init);
    const said = `socket hang up: ${JSON.stringify([...new Headers(init?.headers)])}`;
    return Promise.reject(new TypeError(said, { cause: new Error(said) }));
  };

function sinkOf(path: string): Sink {
  if (path.startsWith('logs/')) return 'log';
  if (path === 'journal.jsonl') return 'journal';
  return path.startsWith('session.') ? 'session' : 'file';
}
