import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { assertNever } from '../../shared/errors';
import type { Result } from '../../shared/errors';
import type { PracticeAddress } from '../ports';
import { adminOf } from './admin';
import type { Admin } from './admin';

/** What an assistant in a process of its own asks before it goes on. */
export const passSchema = z.strictObject({
  /** An intent is about to be written; a request that changes something is about to leave; it was answered. */
  at: z.enum(['entry', 'request', 'answer']),
  /** Method and path of the request; the change's id for an entry. */
  what: z.string(),
});
export type Pass = z.infer<typeof passSchema>;

/** From the assistant's process to the one that started it. */
export const saidSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ready') }),
  z.strictObject({ kind: z.literal('answer'), id: z.number(), result: z.unknown() }),
  z.strictObject({ kind: z.literal('may-i'), id: z.number(), pass: passSchema }),
]);
export type Said = z.infer<typeof saidSchema>;

/** And back. */
export type Told =
  | {
      kind: 'open';
      id: number;
      folder: string;
      practice: PracticeAddress;
      oktopostToken: string;
      timeoutMs: number;
    }
  | { kind: 'call'; id: number; name: string; payload: unknown }
  | { kind: 'close'; id: number }
  /** `origin`: where the request goes instead. */
  | { kind: 'go'; id: number; origin: string | null };

/** What becomes of a request that asked; `killed` needs no answer. */
export type Leave = { origin: string | null } | 'killed';

/** An assistant that can be killed: a process of its own, of which the practice org is no part. */
export interface OwnProcess extends Admin {
  /** Starts the assistant in it, as opening the app does. */
  open(folder: string, practice: PracticeAddress, oktopostToken: string, timeoutMs: number): Promise<void>;
  /** Ends the assistant as closing the app does; the process stays for the next one. */
  close(): Promise<void>;
  /** `SIGKILL`, and waits until it is gone. */
  kill(): Promise<void>;
  readonly alive: boolean;
  /** Asked at every pass, until replaced. */
  mayI: (pass: Pass) => Promise<Leave> | Leave;
}

/** A new process loads everything anew, on a machine that may be busy. */
const answerWithinMs = 60_000;

export async function startOwnProcess(): Promise<OwnProcess> {
  const child = fork(fileURLToPath(new URL('own-process-main.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx'],
  });
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  let ids = 0;
  let alive = true;
  const gone = once(child, 'exit').then(() => {
    alive = false;
    for (const { reject } of waiting.values()) reject(new Error('the assistant is gone'));
    waiting.clear();
  });
  const ready = new Promise<void>((resolve) => {
    child.on('message', (message) => {
      const said = saidSchema.parse(message);
      switch (said.kind) {
        case 'ready':
          resolve();
          return;
        case 'answer':
          waiting.get(said.id)?.resolve(said.result);
          waiting.delete(said.id);
          return;
        case 'may-i':
          void Promise.resolve(self.mayI(said.pass)).then((leave) => {
            if (leave !== 'killed') tell(child, { kind: 'go', id: said.id, ...leave });
          });
          return;
        default:
          assertNever(said);
      }
    });
  });
  const ask = (make: (id: number) => Told): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (!alive) {
        reject(new Error('the assistant is gone'));
        return;
      }
      ids += 1;
      waiting.set(ids, { resolve, reject });
      tell(child, make(ids));
    });
  const self: OwnProcess = {
    ...adminOf(
      async (name, payload) => resultOf(await ask((id) => ({ kind: 'call', id, name, payload }))),
      answerWithinMs,
    ),
    open: async (folder, practice, oktopostToken, timeoutMs) => {
      await ask((id) => ({ kind: 'open', id, folder, practice, oktopostToken, timeoutMs }));
    },
    close: async () => {
      await ask((id) => ({ kind: 'close', id }));
    },
    kill: async () => {
      child.kill('SIGKILL');
      await gone;
    },
    get alive() {
      return alive;
    },
    mayI: () => ({ origin: null }),
  };
  await Promise.race([ready, gone]);
  if (!alive) throw new Error('the assistant’s process ended at once');
  return self;
}

function tell(child: ChildProcess, told: Told): void {
  if (child.connected) child.send(told, () => undefined);
}

/** As the registry answers: nothing in it is looked at here. */
function resultOf(value: unknown): Result<unknown> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return value as Result<unknown>;
}
