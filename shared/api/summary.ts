import { z } from 'zod';
import { driftCheckSchema } from '../drift';
import { maxFileLength } from '../files';
import { statementIdSchema } from '../left-to-do';
import { screenIdSchema } from '../screens';
import { summarySchema } from '../summary';
import { documentFormats, done, exported, index, nothing } from './basics';
import type { Calls } from './basics';

/** What is kept of a set-up: summary, evidence, files, and the comparison with an org. */
export const summaryCalls = {
  'summary.get': { payload: nothing, result: summarySchema },
  /** The admin states that what cannot be read is so, or that a task is done (or takes it back). */
  'summary.state': { payload: z.strictObject({ id: statementIdSchema, done: z.boolean() }), result: done },
  'summary.export': {
    payload: z.strictObject({ format: z.enum(['json', 'terraform', ...documentFormats]) }),
    /** `summary`: what was read for the file. */
    result: exported.extend({ summary: summarySchema }),
  },
  /**
   * Everything that was read, approved, tested and stated, as one ZIP. `sealed`: the SHA-256 that stands for all its files;
   * `summary`: what was read for them.
   */
  'evidence.export': {
    payload: nothing,
    result: z.strictObject({
      savedAs: z.string().nullable(),
      download: z.strictObject({ name: z.string(), type: z.string(), base64: z.string() }).nullable(),
      sealed: z.string(),
      summary: summarySchema,
    }),
  },
  /** Reads a file that the assistant exported, and says in the snapshot what it is. Nothing follows from it yet. */
  'file.open': {
    payload: z.strictObject({
      name: z.string().max(255),
      text: z.string().max(maxFileLength),
      /** Of a long saved set-up one part after the other, from 0 on; it is open after the last one. */
      part: z.strictObject({ index, last: z.boolean() }).optional(),
    }),
    result: done,
  },
  'file.close': { payload: nothing, result: done },
  /** Begins a set-up with the choices of the summary that is open; `replace`: the one that is under way is forgotten. */
  'file.replay': {
    payload: z.strictObject({ mode: z.enum(['practice', 'real']), replace: z.boolean() }),
    result: done,
  },
  /** Resumes the saved set-up that is open; tokens are asked for again, and everything is read from Okta again. */
  'file.takeOver': { payload: z.strictObject({ replace: z.boolean() }), result: done },
  /** This set-up without its secrets, for another admin or another computer. */
  'savedSetup.export': { payload: nothing, result: exported },
  /** Compares the summary that is open with the org that is connected; only reads. */
  'drift.check': { payload: nothing, result: driftCheckSchema },
  /** Begins a set-up for the org of the summary that is open, whose host is to be confirmed. */
  'drift.connect': { payload: z.strictObject({ replace: z.boolean() }), result: done },
  /** Takes the choices of the summary that is open, and shows the screen whose plan brings them back. */
  'drift.bringBack': { payload: z.strictObject({ screen: screenIdSchema }), result: done },
} as const satisfies Calls;
