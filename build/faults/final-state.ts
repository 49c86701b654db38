import type { Snapshot } from '../../shared/snapshot';
import type { PracticeState } from '../../practice/world/state';

/**
 * Paths that differ from run to run: ids, times, keys, and what each start of the practice org sets. `*` matches one key.
 * Everything else of the org's state has to equal that of the baseline.
 */
const ignoredInOrg = [
  'ports',
  'apiTokens',
  'apps.*.id',
  'apps.*.created',
  'apps.*.lastUpdated',
  'apps.*.kid',
  'apps.*.signingKeys',
  'apps.*.body.credentials.signing.kid',
  'apps.*.toAppMapping.id',
  'apps.*.fromAppMapping.id',
  'apps.*.typeMappings.*.id',
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
 * The same for the assistant's snapshot. `toAppByApi` is Okta's response, unknown after a lost one; `appChecks` are as old as the
 * last poll, which is later after a restart. The rail, which is compared, has the outcome of both.
 */
const ignoredInAssistant = [
  'seq',
  'assistant.folder',
  'rollout.version',
  'people.readiness.version',
  'people.reconciliation.version',
  'address',
  'okta',
  'oktopost',
  'links',
  'run',
  'appRun',
  // Told after a restart, until another run begins.
  'cutOff',
  'app.id',
  'appChecks',
  'appCheckedAt',
  'toAppByApi',
  'mapping.appliedAt',
  'mapping.checkedAt',
  'test.assignedAt',
  'test.endedAt',
  'test.lastLookAt',
  'test.timeline',
  'test.rows',
  'test.unassignment.unassignedAt',
  'test.unassignment.endedAt',
  'test.unassignment.lastLookAt',
  'guided.*.lastLookAt',
  'signIns.lastLookAt',
  'guided.*.statedAt',
  'guided.*.nextLookAt',
  'guided.*.evidence',
  'certificateChange.startedAt',
  'certificateChange.before',
  'certificateChange.handedOver.at',
  'certificateChange.handedOver.fingerprint',
  'certificateChange.activeSince',
  'certificateChange.read',
  'lifeCycle.user.id',
  'lifeCycle.accountId',
  'lifeCycle.startedAt',
  'lifeCycle.endedAt',
  'lifeCycle.phases.*.startedAt',
  'lifeCycle.phases.*.writtenAt',
  'lifeCycle.phases.*.endedAt',
  // Read when the phase ended, and Okta logs later than that.
  'lifeCycle.phases.*.eventIds',
];

/** The user of a life-cycle test has a name of its own in every run, and an account of its own. */
const masked = (line: string): string =>
  line
    .replace(/oktopost-test-[0-9a-f]{6}/g, 'oktopost-test-*')
    .replace(/\bTest [0-9a-f]{6}\b/g, 'Test *')
    .replace(/"(00u|adv)[0-9A-Za-z]{17}"/g, (id, kind: string) => (isOfTest(line) ? `"${kind}*"` : id));

const isOfTest = (line: string): boolean =>
  line.startsWith('assistant lifeCycle') || line.includes('oktopost-test-');

/** A line for each leaf of the org's state and of the assistant's snapshot, sorted, minus the ignored paths. */
export type FinalState = readonly string[];

export function finalStateOf(state: PracticeState, snapshot: Snapshot): FinalState {
  const lines = [
    ...leaves(state, [], ignoredInOrg.map(split)),
    ...leaves(snapshot, [], ignoredInAssistant.map(split)).map((line) => `assistant ${line}`),
  ];
  return lines.map(masked).sort();
}

/** Lines in excess and lines missing; empty when both are equal. */
export function differences(baseline: FinalState, finalState: FinalState): string[] {
  return [
    ...minus(finalState, baseline).map((line) => `too much: ${line}`),
    ...minus(baseline, finalState).map((line) => `missing: ${line}`),
  ];
}

/** Multiset difference: a line that is in `lines` twice and in `others` once is kept once. */
function minus(lines: FinalState, others: FinalState): string[] {
  const counts = new Map<string, number>();
  for (const line of others) counts.set(line, (counts.get(line) ?? 0) + 1);
  return lines.filter((line) => {
    const surplus = counts.get(line) ?? 0;
    counts.set(line, surplus - 1);
    return surplus <= 0;
  });
}

const split = (path: string): string[] => path.split('.');

/** Arrays and objects keyed by ids are unordered: an entry is identified by its whole content. */
function leaves(value: unknown, path: readonly string[], ignored: readonly string[][]): string[] {
  if (ignored.some((pattern) => matches(pattern, path))) return [];
  if (typeof value !== 'object' || value === null) return [`${path.join('.')} = ${JSON.stringify(value)}`];
  const entries = Object.entries(value);
  const isTable = Array.isArray(value) || (entries.length > 0 && entries.every(([key]) => isId(key)));
  if (!isTable) return entries.flatMap(([key, member]) => leaves(member, [...path, key], ignored));
  return entries.map(([key, member]) => {
    const content = leaves(member, [...path, key], ignored).map((line) =>
      line.replace(`${path.join('.')}.${key}`, ''),
    );
    return `${path.join('.')}[] = ${content.sort().join(' ')}`;
  });
}

const isId = (key: string): boolean => /^(00u|0oa|0ua|00g|adv|tok|00T)[0-9A-Za-z]{17}$/.test(key);

const matches = (pattern: readonly string[], path: readonly string[]): boolean =>
  pattern.length === path.length && pattern.every((part, index) => part === '*' || part === path[index]);
