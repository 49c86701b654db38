import { z } from 'zod';
import { longestMessage } from '../explain/log-input';
import { explainedSchema, maxPastedLength, meaningSchema } from '../explained';
import {
  groupRowSchema,
  mostLicences,
  mostRows,
  peopleFilterSchema,
  peopleRowsSchema,
  peopleViewSchema,
  personShownSchema,
} from '../people';
import { documentFormats, done, exported, fileBytes, index, nothing } from './basics';
import type { Calls } from './basics';
import { longestTyped } from '../longest-typed';

/** Failures of provisioning explained, many people read, and the way to support. */
export const peopleCalls = {
  /** Explains failures of provisioning; needs no connection. The file's bytes come as base64. */
  'explain.read': {
    payload: z.strictObject({
      source: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('text'), text: z.string().min(1).max(maxPastedLength) }),
        z.strictObject({
          kind: z.literal('file'),
          name: z.string().max(255),
          data: fileBytes,
        }),
      ]),
    }),
    result: explainedSchema,
  },
  /** What was explained last; null: nothing. */
  'explain.last': { payload: nothing, result: explainedSchema.nullable() },
  /** What the message of a failed call means; null: the failure catalogue does not know it. Keeps nothing. */
  'explain.meaning': {
    payload: z.strictObject({ text: z.string().max(longestMessage) }),
    result: meaningSchema.nullable(),
  },
  /** Looks for the people in Okta; only reads. */
  'explain.lookUp': { payload: nothing, result: explainedSchema },
  /** All messages with their explanations, as CSV. */
  'explain.export': { payload: nothing, result: exported },
  'explain.forget': { payload: nothing, result: done },
  /** Reads many people, by pages; progress and counts come with the snapshot. A file's bytes come as base64. */
  'people.read': {
    payload: z.strictObject({
      view: peopleViewSchema,
      source: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('assigned') }),
        z.strictObject({ kind: z.literal('groups'), groups: z.array(groupRowSchema).min(1).max(50) }),
        z.strictObject({
          kind: z.literal('emails'),
          name: z.string().max(255),
          data: fileBytes,
        }),
      ]),
    }),
    result: done,
  },
  'people.stop': { payload: nothing, result: done },
  /** Goes on where it was stopped, or where it failed. */
  'people.resume': { payload: z.strictObject({ view: peopleViewSchema }), result: done },
  /** The rows that pass, by range. */
  'people.rows': {
    payload: z.strictObject({
      view: peopleViewSchema,
      filter: peopleFilterSchema,
      from: index,
      count: z.number().int().min(1).max(mostRows),
    }),
    result: peopleRowsSchema,
  },
  'people.person': {
    payload: z.strictObject({ view: peopleViewSchema, id: z.string().max(400) }),
    result: personShownSchema,
  },
  /** Groups by the start of their name, the first fifty; only reads. */
  'people.groups': {
    payload: z.strictObject({ query: z.string().max(longestTyped.search) }),
    result: z.strictObject({ found: z.array(groupRowSchema), more: z.boolean() }),
  },
  /** How many licences Oktopost granted, as the admin states (or takes it back). */
  'people.licences': {
    payload: z.strictObject({ licences: z.number().int().nonnegative().max(mostLicences).nullable() }),
    result: done,
  },
  /** CSV has the rows that pass the filter, the other formats the counts. */
  'people.export': {
    payload: z.strictObject({
      view: peopleViewSchema,
      format: z.enum(['csv', ...documentFormats]),
      filter: peopleFilterSchema,
    }),
    result: exported,
  },
  /** The message to Oktopost, in plain text. */
  'support.message': {
    payload: nothing,
    result: z.strictObject({ to: z.string(), subject: z.string(), text: z.string() }),
  },
  /** Timeline, settings, versions and explanations in one redacted file; reads Okta where it is connected. */
  'support.export': { payload: z.strictObject({ format: z.enum(['html', 'markdown']) }), result: exported },
} as const satisfies Calls;
