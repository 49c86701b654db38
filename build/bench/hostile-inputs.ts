import { jsonLimits } from '../../shared/bounded-json';
import type { JsonLimits } from '../../shared/bounded-json';

/** Where input from outside is decoded, with the limits that hold there. */
export const sources = {
  'opened file': jsonLimits.file,
  'line of the journal': jsonLimits.record,
  'Okta: app integrations': jsonLimits.okta,
  'Okta: System Log': jsonLimits.systemLog,
  'Okta: attribute mapping': jsonLimits.okta,
  'Oktopost: search': jsonLimits.oktopost,
} as const satisfies Record<string, JsonLimits>;
export type SourceName = keyof typeof sources;

const upTo = (length: number, unit: string): string => times(Math.floor(length / (unit.length + 1)), unit);
const times = (count: number, unit: string): string =>
  Array.from({ length: Math.max(1, count) }, () => unit).join(',');
/** Nested lists, each as full as it may be, so that the limit on values is the one that is reached. */
const nested = ({ values, members }: JsonLimits, unit: string): string => {
  const each = Math.min(members, Math.floor(values / 2)) - 2;
  return times(Math.max(1, Math.floor(values / (each * 2 + 2))), `[${times(each, unit)}]`);
};

/** How the items of a list are called in what each source reads. */
const within: Record<SourceName, (items: string) => string> = {
  'opened file': (items) =>
    `{"kind":"oktopost-okta-hand-off","version":1,"session":{"version":4},"journal":[${items}]}`,
  'line of the journal': (items) => `{"version":1,"details":{"list":[${items}]}}`,
  'Okta: app integrations': (items) => `[${items}]`,
  'Okta: System Log': (items) => `[${items}]`,
  'Okta: attribute mapping': (items) => `{"properties":[${items}]}`,
  'Oktopost: search': (items) => `{"totalResults":1,"Resources":[${items}]}`,
};

/** A valid item with as much in it as may be; null where there is none. */
const fullItem: Record<SourceName, string | null> = {
  'opened file':
    '{"version":1,"at":"2026-01-01T00:00:00Z","setupId":"a","runId":"a","changeId":"a","kind":"result","title":"","details":{}}',
  'line of the journal': '{"a":{"b":{}}}',
  'Okta: app integrations': `{"id":"a","features":[${times(40, '0')}],"credentials":0,"settings":0,"_links":0}`,
  'Okta: System Log': `{"uuid":"a","published":"a","eventType":"a","target":[${times(90, '{}')}]}`,
  'Okta: attribute mapping': null,
  'Oktopost: search': `{"id":"a","userName":"a","emails":[${times(12, '{}')},{"primary":0}]}`,
};

/** The kinds of input, each made as large as the limits let it be, or larger. */
export const shapes: Record<string, (source: SourceName, limits: JsonLimits) => string | null> = {
  'empty objects, to the length': (source, { length }) => within[source](upTo(length - 200, '{}')),
  'empty objects, to the members': (source, { members }) => within[source](times(members, '{}')),
  'lists of objects, to the values': (source, limits) => within[source](nested(limits, '{}')),
  'valid items, to the limits': (source, { length, values, members }) => {
    const item = fullItem[source];
    if (item === null) return null;
    const held = item.split(/[{[,]/).length;
    const most = Math.min(
      members - 1,
      Math.floor(values / (held + 1)),
      Math.floor((length - 200) / (item.length + 1)),
    );
    return within[source](times(most, item));
  },
  'one long text': (source, { length }) => within[source](`"${'x'.repeat(length - 200)}"`),
  'one long text beyond Latin': (source, { length }) =>
    within[source](`"${'☕'.repeat((length - 200) / 3)}"`),
  'escapes only': (source, { length }) => within[source](`"${'\\u0000'.repeat((length - 200) / 6)}"`),
  'as many keys as may be': (source, { members }) =>
    within[source](`{${Array.from({ length: members - 1 }, (_none, at) => `"k${String(at)}":0`).join(',')}}`),
  'nested to the length': (_source, { length }) => '['.repeat(length),
  'no JSON at the very end': (source, { members }) => `${within[source](times(members, '[]'))}x`,
};
