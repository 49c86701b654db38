import { createAssistant } from '../app';
import type { AssistantCore } from '../api/core';
import { systemClock } from '../shell/clock';
import type { Clock, JournalFile } from '../ports';
import { openOnDisk } from '../storage/journal';
import { parseJournal } from '../storage/journal-entry';
import { createRedactor } from '../secrets/redactor';
import { memoryVault } from '../shell/vault/memory';
import type { Checkpoint, ChildMessage, ParentMessage } from './assistant-process';

// The assistant without a shell, in a process that can be killed: forked by assistant-process.ts and driven over IPC. It reports
// a checkpoint before each intent and each write request, so that the parent can kill it at exactly that point.

const pending = new Map<number, (origin: string | null) => void>();
let ids = 0;
let assistant: AssistantCore | null = null;

const send = (message: ChildMessage): void => {
  process.send?.(message);
};

/** Waits for the parent's decision; resolves with the origin to send to instead, or null. */
function onCheckpoint(checkpoint: Checkpoint): Promise<string | null> {
  ids += 1;
  const id = ids;
  return new Promise((resolve) => {
    pending.set(id, resolve);
    send({ kind: 'checkpoint', id, checkpoint });
  });
}

/** Deadlines of requests pass by the clock as always, or when the parent says so: no case rests on how fast a machine is. */
const deadlines = new WeakMap<AbortSignal, () => void>();
AbortSignal.timeout = (ms) => {
  const deadline = new AbortController();
  const pass = (): void => deadline.abort(new DOMException('The time is over', 'TimeoutError'));
  setTimeout(pass, ms).unref();
  deadlines.set(deadline.signal, pass);
  return deadline.signal;
};
/** Of the write requests on their way, by method and path: nothing but its deadline ends a write. */
const writing = new Map<string, AbortSignal>();

const checkedFetch: typeof fetch = async (input, init) => {
  const url = new URL(input instanceof Request ? input.url : input);
  const method = init?.method ?? 'GET';
  if (method === 'GET') return fetch(input, init);
  const what = `${method} ${url.pathname}`;
  const origin = await onCheckpoint({ at: 'request', what });
  if (init?.signal) writing.set(what, init.signal);
  const answer = await fetch(origin === null ? url : new URL(url.pathname, origin), init);
  await onCheckpoint({ at: 'answer', what });
  return answer;
};

async function checkedFile(path: string): Promise<JournalFile> {
  const file = await openOnDisk(path);
  return {
    ...file,
    write: async (text) => {
      for (const { kind, changeId } of parseJournal(text)) {
        if (kind === 'intent') await onCheckpoint({ at: 'entry', what: changeId });
      }
      await file.write(text);
    },
  };
}

/** Caps every sleep at 25 ms: polling intervals do not matter here. */
const fastClock: Clock = {
  now: systemClock.now,
  sleep: (ms, signal) => systemClock.sleep(Math.min(ms, 25), signal),
};

async function open({
  folder,
  practice,
  oktopostToken,
}: Extract<ParentMessage, { kind: 'open' }>): Promise<void> {
  const vault = memoryVault('encrypted');
  await vault.set('oktopost-token', oktopostToken);
  const ignore = (): void => undefined;
  const report = (text: string, fields?: Record<string, unknown>): void => {
    process.stderr.write(`${text} ${JSON.stringify(fields ?? {})}\n`);
  };
  assistant = await createAssistant({
    version: '0.0.0-test',
    releases: null,
    shell: 'browser',
    folder,
    fetch: checkedFetch,
    clock: fastClock,
    vault,
    redactor: createRedactor(),
    log: { info: ignore, warn: ignore, error: report },
    saveFile: null,
    printPdf: null,
    clipboard: null,
    practice: { start: () => Promise.resolve(practice), discard: () => Promise.resolve() },
    openJournalFile: checkedFile,
  });
}

async function handle(message: ParentMessage): Promise<void> {
  switch (message.kind) {
    case 'open':
      await open(message);
      send({ kind: 'answer', id: message.id, result: null });
      return;
    case 'call':
      send({ kind: 'answer', id: message.id, result: await assistant?.call(message.name, message.payload) });
      return;
    case 'close':
      await assistant?.close();
      assistant = null;
      send({ kind: 'answer', id: message.id, result: null });
      return;
    case 'expire': {
      const deadline = writing.get(message.what);
      if (deadline !== undefined) deadlines.get(deadline)?.();
      return;
    }
    case 'proceed':
      pending.get(message.id)?.(message.origin);
      pending.delete(message.id);
  }
}

// Only the forking parent has the other end of the channel.
process.on('message', (message: ParentMessage) => {
  void handle(message);
});
process.on('disconnect', () => process.exit(0));
send({ kind: 'ready' });
