import { z } from 'zod';

/** What one text may hold. `values` counts objects, arrays and what is in them; `members` is the most of one object or array. */
export interface JsonLimits {
  /** UTF-16 units. */
  length: number;
  depth: number;
  values: number;
  members: number;
}

/** Of everything that comes from outside. `npm run bench -- --hostile` measures each at its limit. */
export const jsonLimits = {
  /** An opened file: a summary has some 20 kB, a saved set-up grows with its journal. */
  file: { length: 2 * 1024 * 1024, depth: 32, values: 42_000, members: 8_000 },
  /** One answer of Okta; the largest pages are 500 people with their profiles. */
  okta: { length: 8 * 1024 * 1024, depth: 32, values: 150_000, members: 1200 },
  /** One page of the System Log: 500 events of 200 values each. */
  systemLog: { length: 8 * 1024 * 1024, depth: 32, values: 100_000, members: 1200 },
  /**
   * One answer of Oktopost; the product asks for 100 users at most, but a server may ignore `count` and send everybody. Enough
   * for 1,000 users of 90 values each, or 2,500 with what Okta sends of one.
   */
  oktopost: { length: 2 * 1024 * 1024, depth: 16, values: 90_000, members: 3000 },
  /** The session file, or one line of the journal. */
  record: { length: 2 * 1024 * 1024, depth: 32, values: 60_000, members: 15_000 },
  /** The file of a rollout: a hundred thousand people with four texts each. */
  rollout: { length: 64 * 1024 * 1024, depth: 12, values: 2_000_000, members: 200_000 },
  /** A private key as a JWK, alone or as it is stored. */
  key: { length: 16 * 1024, depth: 4, values: 100, members: 50 },
  /** A file to explain: pages of the System Log, joined. A byte is one UTF-16 unit at most. */
  log: { length: 8 * 1024 * 1024, depth: 32, values: 2_000_000, members: 20_001 },
} as const satisfies Record<string, JsonLimits>;

export type Refusal = 'too-long' | 'too-deep' | 'too-many' | 'not-json';

/** Each in words, for a message. */
export const refusals: Record<Refusal, string> = {
  'too-long': 'it is too long',
  'too-deep': 'it is nested too deep',
  'too-many': 'it holds too many values',
  'not-json': 'it is no JSON',
};

export type DecodedJson = { ok: true; value: unknown } | { ok: false; refusal: Refusal };

/** Decodes JSON from outside; the limits are checked on the text, before anything is built from it. Never throws. */
export function decodeJson(text: string, limits: JsonLimits): DecodedJson {
  const refusal = excess(text, limits);
  if (refusal !== null) return { ok: false, refusal };
  try {
    const value: unknown = JSON.parse(text);
    return { ok: true, value };
  } catch {
    return { ok: false, refusal: 'not-json' };
  }
}

/** As `decodeJson`; null also for what is refused. */
export function decodedOrNull(text: string, limits: JsonLimits): unknown {
  const decoded = decodeJson(text, limits);
  return decoded.ok ? decoded.value : null;
}

/** Which limit the text exceeds, or null. One pass; of a text that is no JSON it says nothing else. */
export function excess(text: string, { length, depth, values, members }: JsonLimits): Refusal | null {
  if (text.length > length) return 'too-long';
  const commas = [0];
  let level = 0;
  let count = 0;
  for (let at = 0; at < text.length; at += 1) {
    switch (text.charCodeAt(at)) {
      case quote:
        at = endOfString(text, at);
        break;
      case openArray:
      case openObject:
        level += 1;
        count += 1;
        commas[level] = 0;
        if (level > depth) return 'too-deep';
        break;
      case closeArray:
      case closeObject:
        level = Math.max(0, level - 1);
        break;
      case comma: {
        count += 1;
        const before = (commas[level] ?? 0) + 1;
        commas[level] = before;
        if (before >= members) return 'too-many';
        break;
      }
    }
    if (count > values) return 'too-many';
  }
  return null;
}

const [quote, backslash, comma] = [0x22, 0x5c, 0x2c];
const [openArray, closeArray, openObject, closeObject] = [0x5b, 0x5d, 0x7b, 0x7d];

/** Index of the closing quote, or the length of the text. */
function endOfString(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); at !== -1; at = text.indexOf('"', at + 1)) {
    let first = at;
    while (text.charCodeAt(first - 1) === backslash) first -= 1;
    if ((at - first) % 2 === 0) return at;
  }
  return text.length;
}

/** What `listOf` and `recordOf` hold: their transforms hide it from whoever describes a schema. */
const held = new WeakMap<z.core.$ZodType, { of: 'list' | 'record'; item: z.ZodType }>();

/** As `z.array(item)` for input from outside: the first bad item ends it, where zod goes on and reports every one. */
export function listOf<T extends z.ZodType>(item: T) {
  const list = z.array(z.unknown()).transform((values, context): z.output<T>[] => {
    const read: z.output<T>[] = [];
    for (const [index, value] of values.entries()) {
      const one = item.safeParse(value);
      if (!one.success) return firstIssue(one.error, index, context);
      read.push(one.data);
    }
    return read;
  });
  held.set(list, { of: 'list', item });
  return list;
}

/** As `z.record(z.string(), item)`, likewise. */
export function recordOf<T extends z.ZodType>(item: T) {
  const record = z
    .record(z.string(), z.unknown())
    .transform((values, context): Record<string, z.output<T>> => {
      const read: [string, z.output<T>][] = [];
      for (const [key, value] of Object.entries(values)) {
        const one = item.safeParse(value);
        if (!one.success) return firstIssue(one.error, key, context);
        read.push([key, one.data]);
      }
      return Object.fromEntries(read);
    });
  held.set(record, { of: 'record', item });
  return record;
}

/** The schema as JSON Schema (draft 2020-12), with what its bounded lists and records hold. */
export function jsonSchemaOf(schema: z.ZodType): z.core.JSONSchema.BaseSchema {
  return z.toJSONSchema(schema, {
    io: 'output',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      const holds = held.get(zodSchema);
      if (holds === undefined) return;
      const { $schema: _, ...item } = jsonSchemaOf(holds.item);
      const described =
        holds.of === 'list' ? { type: 'array', items: item } : { type: 'object', additionalProperties: item };
      Object.assign(jsonSchema, described);
    },
  });
}

function firstIssue(error: z.ZodError, key: string | number, context: z.RefinementCtx): never {
  const [issue] = error.issues;
  context.addIssue({
    code: 'custom',
    path: [key, ...(issue?.path ?? [])],
    message: issue?.message ?? 'not as documented',
  });
  return z.NEVER;
}
