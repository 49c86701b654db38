import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import PQueue from 'p-queue';
import type { Result } from '../../shared/errors';
import type { AssistantCore } from '../api/core';
import { systemClock } from '../shell/clock';
import { createLog } from '../shell/log';
import { createRedactor } from '../secrets/redactor';
import { fetchPastProxy } from '../net/past-proxy';
import { createProxySignIn } from '../net/proxy-sign-in';
import type { Clock, Ports, ProxyAccount, Redactor, Vault } from '../ports';
import { openJournal } from '../storage/journal';
import { openSession } from '../storage/session-store';
import { memoryVault } from '../shell/vault/memory';
import { createCanary, filesIn } from './canary';
import type { Canary } from './canary';
import { startTestCore } from './core';
import type { TestCore } from './core';

/** The outputs of the main process. Without the clipboard, to which the Oktopost token, and only it, may be copied. */
export const sinks = ['answer', 'event', 'log', 'journal', 'session', 'export', 'file'] as const;
export type Sink = (typeof sinks)[number];

export interface WatchedCore extends TestCore {
  canary: Canary<Sink>;
  /** Any call that a renderer could send, valid or not. */
  raw(name: string, payload: unknown): Promise<Result<unknown>>;
  /** Faults around the assistant, as long as they are set. */
  faults: {
    /** Network errors quote the request with its headers. */
    network: boolean;
    /** Errors of the vault quote the secret. */
    vault: boolean;
    /** A proxy takes this password alone, and quotes what it was given. */
    proxy: string | null;
  };
  lookAtFiles(): void;
  /** What was copied to the clipboard, the only output in which a token may occur. */
  copied(): readonly string[];
}

/** What a file says, each file of a ZIP too. */
function textIn(name: string, content: string | Uint8Array): string {
  if (typeof content === 'string') return content;
  const files = name.endsWith('.zip') ? Object.values(unzipSync(content)) : [content];
  return files.map((bytes) => new TextDecoder().decode(bytes)).join('\n');
}

/**
 * An assistant with the log and vault of the shells, whose output is recorded. `leak` is planted in every sink, as a faulty
 * assistant would leak it there.
 */
export async function startWatchedCore(leak: string | null): Promise<WatchedCore> {
  const canary = createCanary<Sink>();
  const faults: WatchedCore['faults'] = { network: false, vault: false, proxy: null };
  let given: ProxyAccount | null = null;
  const signingIn = new PQueue({ concurrency: 1 });
  let running: AssistantCore | null = null;
  let starts = 0;
  const copied: string[] = [];

  const saveFile = (name: string, content: string | Uint8Array): Promise<{ savedAs: string }> => {
    canary.saw('export', name, `${textIn(name, content)}${leak ?? ''}`);
    return Promise.resolve({ savedAs: name });
  };

  /** What the assistant itself calls a secret is one to the canary too, such as keys that it made and access tokens. */
  const noting = (redactor: Redactor): Redactor => ({
    ...redactor,
    learn: (secret) => {
      if (!Object.values(canary.secrets).includes(secret)) {
        const count = Object.keys(canary.secrets).length;
        canary.guard({ [`learned ${count}`]: secret });
      }
      redactor.learn(secret);
    },
  });

  const ports = (folder: string): Partial<Ports> => {
    const redactor = noting(createRedactor());
    starts += 1;
    const log = createLog(folder, redactor);
    const proxy = createProxySignIn(redactor, log);
    return {
      log,
      proxy,
      vault: quotingVault(() => faults.vault),
      redactor,
      fetch: fetchPastProxy(
        quotingFetch(faults, () => given),
        () =>
          signingIn.add(async () => {
            const refused: ProxyAccount[] = [];
            while (given === null || given.password !== faults.proxy) {
              given = await proxy.accountFor('proxy.example:8080', refused);
              if (given === null) return 'declined';
              refused.push(given);
            }
            return 'signed-in';
          }),
      ),
      clock: fastClock,
      // Exports of the first start are downloads, as in browser mode; later ones use the dialog, as in Electron.
      saveFile: starts === 1 ? null : saveFile,
      clipboard: {
        write: (text) => {
          copied.push(text);
          return Promise.resolve();
        },
        clearIf: () => Promise.resolve(),
      },
      // The canary needs no PDF: what is printed is what could leak.
      printPdf: (pages) => Promise.resolve(new TextEncoder().encode(pages.join(''))),
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
    faults,
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

/** Writes `leak` to every file sink, as a fault in the code behind them would. */
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

/** Caps every sleep: polling intervals do not matter here. */
const fastClock: Clock = {
  now: systemClock.now,
  sleep: (ms, signal) => systemClock.sleep(Math.min(ms, 10), signal),
};

const quotingVault = (breaks: () => boolean): Vault => {
  const vault = memoryVault('encrypted');
  return {
    ...vault,
    set: (slot, value) => {
      if (breaks()) return Promise.reject(new Error(`cannot keep ${JSON.stringify({ slot, value })}`));
      return vault.set(slot, value);
    },
  };
};

const quotingFetch =
  (breaks: WatchedCore['faults'], account: () => ProxyAccount | null): typeof globalThis.fetch =>
  (input, init) => {
    const quoted = JSON.stringify([...new Headers(init?.headers), account()]);
    if (breaks.proxy !== null && breaks.proxy !== account()?.password)
      return Promise.resolve(new Response(quoted, { status: 407, statusText: 'Proxy' }));
    if (!breaks.network) return fetch(input, init);
    const { user, password } = account() ?? { user: '', password: '' };
    const basic = Buffer.from(`${user}:${password}`).toString('base64');
    const said = `socket hang up: ${quoted} proxy-authorization: Basic ${basic}`;
    return Promise.reject(new TypeError(said, { cause: new Error(said) }));
  };

function sinkOf(path: string): Sink {
  if (path.startsWith('logs/')) return 'log';
  if (path === 'journal.jsonl') return 'journal';
  return path.startsWith('session.') ? 'session' : 'file';
}
