import type { z } from 'zod';
import type { api, Value } from '../../shared/api';
import { connectionCalls } from '../../shared/api/connection';
import { callNames } from '../../shared/call-names';
import type { CallName } from '../../shared/call-names';
import { AppFailure, defect } from '../../shared/errors';
import type { AppError, Result } from '../../shared/errors';
import type { Log } from '../ports';

type Decoded<N extends CallName> = z.output<(typeof api)[N]['payload']>;

/** One handler per call. A handler throws `AppFailure` to answer with an error. */
export type Handlers = { [N in CallName]: (payload: Decoded<N>) => Promise<Value<N>> };

/** The handler of a call, which may have to be loaded. */
export type HandlerOf = <N extends CallName>(name: N) => Handlers[N] | Promise<Handlers[N]>;

type Entries = { [N in CallName]: { payload: z.ZodType<Decoded<N>>; result: z.ZodType<Value<N>> } };
const firstEntries: Partial<Entries> = connectionCalls;

/** The schemas of a call. What the first screens do without is loaded with the first call of it, as its handler is. */
async function entryOf<N extends CallName>(name: N): Promise<Entries[N]> {
  const first = firstEntries[name];
  if (first !== undefined) return first;
  const entries: Entries = (await import('../../shared/api')).api;
  return entries[name];
}

/** Zod compiles what it parses with, some 20 ms for a snapshot: while the window waits, and for a result that is small, that never pays. */
const once = { jitless: true };

interface Registry {
  /** Decodes, handles, encodes. Never throws; an unknown name or a bad payload gets its own error code. */
  call(name: string, payload: unknown): Promise<Result<unknown>>;
}

/** Joins the schemas of the IPC contract with their handlers. Knows no transport. `now` dates the errors made here. */
export function createRegistry(handlerOf: HandlerOf, log: Log, now: () => Date): Registry {
  const failed = (fields: ConstructorParameters<typeof AppFailure>[0]): Result<never> => ({
    ok: false,
    error: new AppFailure({ at: now().toISOString(), ...fields }).error,
  });

  const ourFault = (name: string, details: Record<string, unknown>): Result<never> => {
    log.error('a call ended in a defect', { call: name, ...details });
    return failed(defect);
  };

  function bind<N extends CallName>(name: N): (payload: unknown) => Promise<Result<unknown>> {
    return async (raw) => {
      try {
        const entry = await entryOf(name);
        const decoded = entry.payload.safeParse(raw);
        if (!decoded.success) return failed(badPayload(decoded.error));
        const handle = await handlerOf(name);
        const encoded = entry.result.safeParse(await handle(decoded.data), once);
        if (encoded.success) return { ok: true, value: encoded.data };
        return ourFault(name, { resultDoesNotFit: encoded.error.issues.map(whereAndWhat) });
      } catch (error) {
        if (error instanceof AppFailure) return { ok: false, error: error.error };
        return ourFault(name, { error: error instanceof Error ? error.stack : String(error) });
      }
    };
  }

  const calls = new Map<string, (payload: unknown) => Promise<Result<unknown>>>(
    callNames.map((name) => [name, bind(name)]),
  );

  return {
    call: async (name, payload) => {
      const call = calls.get(name);
      if (call !== undefined) return call(payload);
      return failed({
        code: 'unknown-call',
        message: 'The assistant does not know this call.',
        owner: 'assistant',
        next: 'Start the assistant again: its window and its core are of different versions.',
      });
    },
  };
}

/** Path and kind only: the issue's message could repeat the payload. */
function whereAndWhat(issue: z.core.$ZodIssue): string {
  return `${issue.path.map(String).join('.') || '(whole)'}: ${issue.code}`;
}

function badPayload(error: z.ZodError): Pick<AppError, 'code' | 'message' | 'owner' | 'next' | 'field'> {
  const [issue] = error.issues;
  const field = issue === undefined || issue.path.length === 0 ? null : issue.path.map(String).join('.');
  return {
    code: 'bad-input',
    message: `${field === null ? 'The request' : `"${field}"`} ${issue === undefined ? 'does not fit' : fault(issue)}.`,
    owner: 'okta-admin',
    next: 'Correct it and try again.',
    field,
  };
}

function fault(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'too_big':
      return `is longer than ${issue.maximum}`;
    case 'too_small':
      return 'is empty or too short';
    case 'unrecognized_keys':
      return 'holds something that does not belong there';
    default:
      return 'is missing or not of the expected kind';
  }
}
