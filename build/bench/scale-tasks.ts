import { z } from 'zod';

/** What the driver of a build is asked to measure. */
export const taskSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('run'),
    changes: z.int(),
    /** Cancelled after so many of them; null: to the end. */
    stopAfter: z.int().nullable(),
  }),
  z.strictObject({ kind: z.literal('journal'), lines: z.int(), turns: z.int() }),
  z.strictObject({ kind: z.literal('undo'), people: z.int() }),
]);
export type Task = z.infer<typeof taskSchema>;

/** What it answers, by the kind of the task. Times in milliseconds, CPU unless they are called wall. */
export const answerSchemas = {
  run: z.strictObject({
    /** How many were applied in the measured time. */
    changes: z.number(),
    cpuMs: z.number(),
    wallMs: z.number(),
    snapshots: z.number(),
    /** Of all snapshots, as JSON. */
    bytes: z.number(),
  }),
  journal: z.strictObject({ openMs: z.number(), turnMs: z.number(), applied: z.number() }),
  undo: z.strictObject({ people: z.number(), requests: z.number() }),
};
export type Answers = { [Kind in Task['kind']]: z.infer<(typeof answerSchemas)[Kind]> };
