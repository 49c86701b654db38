import type { Snapshot } from '../../shared/snapshot';
import type { PracticeState } from '../../practice/world/state';

/**
 * What differs from run to run and says nothing: ids, times, keys, and what belongs to the start of the practice org. `*`
 * stands for one key. All else of the org's state has to be as after a run that nothing disturbed.
 */
const ignoredInOrg = [
  'ports',
  'apiTokens',
  'apps.*.id',
  'apps.*.created',
  'apps.*.lastUpdated',
  'apps.*.kid',
  'apps.*.certificate',
  'apps.*.body.credentials.signing.kid',
  'apps.*.toAppMapping.id',
  'apps.*.fromAppMapping.id',
  'apps.*.users.*.appUserId',
  'apps.*.users.*.externalId',
  'apps.*.users.*.created',
  'apps.*.users.*.lastUpdated',
  'apps.*.users.*.statusChanged',
  'apps.*.users.*.lastSync',
  'log.*.uuid',
  'log.*.published',
  'log.*.transaction',
  'log.*.actor.id',
  'log.*.target.*.id',
  'oktopost.*.tokens',
  'oktopost.*.users.*.id',
  'oktopost.*.users.*.created',
  'oktopost.*.users.*.lastModified',
];

/**
 * The same of what the assistant shows. `toAppByApi` is what Okta answered, which a lost answer never tells; `appChecks` are as
 * old as the last look, and a new start looks later. What they come to stands in the rail.
 */
const ignoredInAssistant = [
  'seq',
  'address',
  'okta',
  'oktopost',
  'links',
  'run',
  'app.id',
  'appChecks',
  'toAppByApi',
  'mapping.appliedAt',
  'test.assignedAt',
  'test.endedAt',
  'test.lastLookAt',
  'test.timeline',
  'test.rows',
  'guided.*.lastLookAt',
  'guided.*.statedAt',
  'guided.*.nextLookAt',
  'guided.*.evidence',
];

/** How a run ended: a line for each leaf of the org's state and of the assistant's, without what is ignored. */
export type Ending = readonly string[];

export function endingOf(state: PracticeState, snapshot: Snapshot): Ending {
  const lines = [
    ...leaves(state, [], ignoredInOrg.map(split)),
    ...leaves(snapshot, [], ignoredInAssistant.map(split)).map((line) => `assistant ${line}`),
  ];
  return lines.sort();
}

/** Empty when both ended the same; else what is there too much and what is missing. */
export function differences(undisturbed: Ending, ending: Ending): string[] {
  return [
    ...without(ending, undisturbed).map((line) => `too much: ${line}`),
    ...without(undisturbed, ending).map((line) => `missing: ${line}`),
  ];
}

/** Counted: what stands twice in `lines` and once in `others` is left once. */
function without(lines: Ending, others: Ending): string[] {
  const counts = new Map<string, number>();
  for (const line of others) counts.set(line, (counts.get(line) ?? 0) + 1);
  return lines.filter((line) => {
    const left = counts.get(line) ?? 0;
    counts.set(line, left - 1);
    return left <= 0;
  });
}

const split = (path: string): string[] => path.split('.');

/** A table keyed by ids and a list have no order: an entry is named by all that it says. */
function leaves(value: unknown, path: readonly string[], ignored: readonly string[][]): string[] {
  if (ignored.some((pattern) => fits(pattern, path))) return [];
  if (typeof value !== 'object' || value === null) return [`${path.join('.')} = ${JSON.stringify(value)}`];
  const entries = Object.entries(value);
  const isTable = Array.isArray(value) || (entries.length > 0 && entries.every(([key]) => isId(key)));
  if (!isTable) return entries.flatMap(([key, member]) => leaves(member, [...path, key], ignored));
  return entries.map(([key, member]) => {
    const said = leaves(member, [...path, key], ignored).map((line) =>
      line.replace(`${path.join('.')}.${key}`, ''),
    );
    return `${path.join('.')}[] = ${said.sort().join(' ')}`;
  });
}

const isId = (key: string): boolean => /^(00u|0oa|0ua|00g|adv|tok|00T)[0-9A-Za-z]{17}$/.test(key);

const fits = (pattern: readonly string[], path: readonly string[]): boolean =>
  pattern.length === path.length && pattern.every((part, index) => part === '*' || part === path[index]);
