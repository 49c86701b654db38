import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type { Handler, PracticeRequest, PracticeResponse } from './http';

export const targetSchema = z.enum(['okta', 'oktopost']);
export type Target = z.infer<typeof targetSchema>;

function isPattern(text: string): boolean {
  try {
    return new RegExp(text) instanceof RegExp;
  } catch {
    return false;
  }
}

/** One scripted fault. The first rule that matches a request applies, `times` times. */
export const faultSchema = z.strictObject({
  target: targetSchema,
  method: z.string().optional(),
  /** Regular expression on the path. */
  path: z.string().refine(isPattern, 'is no regular expression').optional(),
  /** Regular expression on the query without its question mark. */
  query: z.string().refine(isPattern, 'is no regular expression').optional(),
  times: z.number().int().positive().default(1),
  delayMs: z.number().int().nonnegative().optional(),
  /** Closes the socket, before or after the effect of the request. */
  drop: z.enum(['before', 'after']).optional(),
  /** Keeps the socket open without a response, before or after the effect. */
  silent: z.enum(['before', 'after']).optional(),
  /** Responds with this instead of the effect, or after it. */
  answer: z
    .strictObject({
      status: z.number().int().min(200).max(599),
      headers: z.record(z.string(), z.string()).default({}),
      body: z.string().default(''),
      after: z.boolean().optional(),
    })
    .optional(),
  /** Has the effect, then responds 200 with truncated JSON. */
  malformed: z.boolean().optional(),
});
export type Fault = z.infer<typeof faultSchema>;

/** Instead of a response: close the socket, or stay silent. */
export const dropped = Symbol('dropped');
export const silent = Symbol('silent');

export interface Faults {
  add(faults: readonly Fault[]): void;
  /** Removes all rules and releases delayed requests. */
  clear(): void;
  /** Resolves when the next request is left without a response, its effect done where the rule says so. */
  nextSilence(): Promise<void>;
  apply(
    target: Target,
    request: PracticeRequest,
    handler: Handler,
  ): Promise<PracticeResponse | typeof dropped | typeof silent>;
}

export function createFaults(): Faults {
  let rules: Fault[] = [];
  let delays = new AbortController();
  let waiting: (() => void)[] = [];
  const beSilent = (): typeof silent => {
    for (const tell of waiting) tell();
    waiting = [];
    return silent;
  };
  const take = (target: Target, { method, path, query }: PracticeRequest): Fault | undefined => {
    const rule = rules.find(
      (fault) =>
        fault.target === target &&
        (fault.method === undefined || fault.method === method) &&
        (fault.path === undefined || new RegExp(fault.path).test(path)) &&
        (fault.query === undefined || new RegExp(fault.query).test(query.toString())),
    );
    if (rule === undefined) return undefined;
    rule.times -= 1;
    if (rule.times === 0) rules = rules.filter((other) => other !== rule);
    return rule;
  };
  return {
    add: (faults) => {
      rules.push(...faults.map((fault) => ({ ...fault })));
    },
    clear: () => {
      rules = [];
      delays.abort();
      delays = new AbortController();
    },
    nextSilence: () =>
      new Promise((resolve) => {
        waiting.push(resolve);
      }),
    apply: async (target, request, handler) => {
      const fault = take(target, request);
      if (fault === undefined) return handler(request);
      if (fault.delayMs !== undefined) await delayUnless(delays.signal, fault.delayMs);
      if (fault.drop === 'before') return dropped;
      if (fault.silent === 'before') return beSilent();
      if (fault.answer !== undefined && fault.answer.after !== true) return fault.answer;
      const answer = await handler(request);
      if (fault.drop === 'after') return dropped;
      if (fault.silent === 'after') return beSilent();
      if (fault.answer !== undefined) return fault.answer;
      if (fault.malformed === true) {
        return { status: 200, headers: { 'content-type': 'application/json' }, body: '{"id":"cut o' };
      }
      return answer;
    },
  };
}

/** Resolves after the delay, or on abort. */
const delayUnless = (signal: AbortSignal, delayMs: number): Promise<void> =>
  delay(delayMs, undefined, { signal }).catch(() => undefined);
