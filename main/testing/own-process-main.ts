import { createAssistant } from '../app';
import type { AssistantCore } from '../api/core';
import { systemClock } from '../shell/clock';
import type { Clock, JournalFile } from '../ports';
import { openOnDisk, parseJournal } from '../storage/journal';
import { memoryVault } from '../shell/vault/memory';
import type { Pass, Said, Told } from './own-process';

// The assistant without a shell, as a process that can be killed: forked by own-process.ts and led over its channel. It
// asks before each intent and each request that changes something, so that it is known where it is when it ends.

const passes = new Map<number, (origin: string | null) => void>();
let ids = 0;
let assistant: AssistantCore | null = null;

const say = (said: Said): void => {
  process.send?.(said);
};

/** Waits for leave; resolves with where the request goes instead, or null. */
function mayI(pass: Pass): Promise<string | null> {
  ids += 1;
  const id = ids;
  return new Promise((resolve) => {
    passes.set(id, resolve);
    say({ kind: 'may-i', id, pass });
  });
}

const askingFetch: typeof fetch = async (input, init) => {
  const url = new URL(input instanceof Request ? input.url : input);
  const method = init?.method ?? 'GET';
  if (method === 'GET') return fetch(input, init);
  const what = `${method} ${url.pathname}`;
  const origin = await mayI({ at: 'request', what });
  const answer = await fetch(origin === null ? url : new URL(url.pathname, origin), init);
  await mayI({ at: 'answer', what });
  return answer;
};

async function askingFile(path: string): Promise<JournalFile> {
  const file = await openOnDisk(path);
  return {
    ...file,
    write: async (text) => {
      for (const { kind, changeId } of parseJournal(text)) {
        if (kind === 'intent') await mayI({ at: 'entry', what: changeId });
      }
      await file.write(text);
    },
  };
}

/** Waits as it should, but not for long: how often it looks is no matter here. */
const impatientClock: Clock = {
  now: systemClock.now,
  sleep: (ms, signal) => systemClock.sleep(Math.min(ms, 25), signal),
};

async function open({
  folder,
  practice,
  oktopostToken,
  timeoutMs,
}: Extract<Told, { kind: 'open' }>): Promise<void> {
  const vault = memoryVault();
  await vault.set('oktopost-token', oktopostToken);
  const quiet = (): void => undefined;
  const loud = (text: string, fields?: Record<string, unknown>): void => {
    process.stderr.write(`${text} ${JSON.stringify(fields ?? {})}\n`);
  };
  assistant = await createAssistant({
    version: '0.0.0-test',
    shell: 'browser',
    folder,
    fetch: askingFetch,
    clock: impatientClock,
    vault: { ...vault, persistent: true },
    log: { info: quiet, warn: quiet, error: loud },
    saveFile: null,
    printPdf: null,
    clipboard: null,
    practice: { start: () => Promise.resolve(practice), discard: () => Promise.resolve() },
    openJournalFile: askingFile,
    oktaTimeoutMs: timeoutMs,
  });
}

async function obey(told: Told): Promise<void> {
  switch (told.kind) {
    case 'open':
      await open(told);
      say({ kind: 'answer', id: told.id, result: null });
      return;
    case 'call':
      say({ kind: 'answer', id: told.id, result: await assistant?.call(told.name, told.payload) });
      return;
    case 'close':
      await assistant?.close();
      assistant = null;
      say({ kind: 'answer', id: told.id, result: null });
      return;
    case 'go':
      passes.get(told.id)?.(told.origin);
      passes.delete(told.id);
  }
}

// Forked by us alone: nothing else has the other end of the channel.
process.on('message', (told: Told) => {
  void obey(told);
});
process.on('disconnect', () => process.exit(0));
say({ kind: 'ready' });
