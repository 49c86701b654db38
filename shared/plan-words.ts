import { capitalised, firstOf } from './counted';
import { assertNever } from './errors';
import type { Change, ChangeRow, Plan, AssignmentCount } from './plan';

type Verb = Change['verb'] | ChangeRow['verb'];

/** The sign and the word of what a change or a row of it does: the same on screen and in an export. */
export function verbWords(verb: Verb): { sign: string; word: string } {
  switch (verb) {
    case 'create':
    case 'add':
      return { sign: '+', word: 'Add' };
    case 'update':
    case 'change':
      return { sign: '~', word: 'Change' };
    case 'delete':
    case 'remove':
      return { sign: '−', word: 'Remove' };
    case 'keep':
      return { sign: '=', word: 'Keep' };
    default:
      return assertNever(verb);
  }
}

/** A count in a sentence: "one person", "2,000 people". */
const spelled = (count: number, one: string, many: string): string =>
  count === 1 ? `one ${one}` : `${count.toLocaleString('en')} ${many}`;

const namedAtMost = 5;

/** The user name of whom a change assigns, unassigns or renames; null for every other change. */
function personOf({ rows: [row] }: Pick<Change, 'rows'>): string | null {
  if (row === undefined || !/^(assignment|user-name):/.test(row.setting)) return null;
  const name = row.now ?? row.after;
  // Of a user whom the change's title names.
  return name === 'assigned' ? null : name;
}

/** "412 people and 3 groups are assigned." */
export function assignmentWords({ users, groups, more }: AssignmentCount): string {
  if (users === 0 && groups === 0) return 'Nobody is assigned.';
  const people = `${more ? 'at least ' : ''}${spelled(users, 'person', 'people')}`;
  const all = groups === 0 ? people : `${people} and ${spelled(groups, 'group', 'groups')}`;
  return capitalised(`${all} ${groups === 0 && users === 1 ? 'is' : 'are'} assigned.`);
}

/** Above each `irreversibleEffect` of a plan. */
export const irreversibleTitle = 'Remains after an undo';

/** What a plan does and reaches, in numbers: label and value. */
export function blastRadius({
  changes,
  assigned,
}: Pick<Plan, 'changes' | 'assigned'>): [label: string, value: string][] {
  return [
    ['Changes', changeCounts(changes)],
    ['Assigned already', assigned === null ? 'Okta does not report it.' : assignmentWords(assigned)],
    ['Goes to Oktopost', sentWords(changes)],
  ];
}

/** How many users Okta sends, and who they are where each is a change of their own. */
function sentWords(changes: readonly Change[]): string {
  const pushed = changes.filter(({ pushes }) => pushes > 0);
  if (pushed.length === 0) return 'Nothing.';
  const people = pushed.flatMap((change) => (change.pushes === 1 ? (personOf(change) ?? []) : []));
  const pushes = pushed.reduce((sum, change) => sum + change.pushes, 0);
  const isNamed = people.length === pushed.length;
  const who = isNamed ? `: ${firstOf(people, namedAtMost)}` : '';
  // Several changes may send the same person more than once.
  const what = isNamed || pushed.length === 1 ? 'users' : 'updates of users';
  return `${pushes === 1 ? 'One user' : `${pushes.toLocaleString('en')} ${what}`}, by Okta${who}.`;
}

/** Counts what changes: each setting of an update and each attribute; an app integration as one, however many settings it has. */
function changeCounts(changes: readonly Change[]): string {
  const counts = { add: 0, change: 0, remove: 0, keep: 0 };
  for (const { verb, rows } of changes) {
    const single = rows.length > 0 && (verb === 'update' || rows.every(isAttribute));
    if (single) for (const row of rows) counts[row.verb] += row.verb === 'keep' ? 0 : 1;
    else counts[ofChange[verb]] += 1;
  }
  const parts = countWords.flatMap(([of, words]) =>
    counts[of] === 0 ? [] : [`${counts[of].toLocaleString('en')} ${words}`],
  );
  return `${parts.join(', ')}.`;
}

const isAttribute = ({ setting }: ChangeRow): boolean => setting.startsWith('attribute:');

const ofChange = {
  create: 'add',
  update: 'change',
  delete: 'remove',
  keep: 'keep',
} as const satisfies Record<Change['verb'], ChangeRow['verb']>;

const countWords = [
  ['add', 'to add'],
  ['change', 'to change'],
  ['remove', 'to remove'],
  ['keep', 'up to date'],
] as const satisfies [ChangeRow['verb'], string][];

/** Warnings of the plan and of its changes, each once; one of people says of whom. */
export function allWarnings({
  lockOut,
  warnings,
  changes,
}: Pick<Plan, 'lockOut' | 'warnings' | 'changes'>): string[] {
  const people = new Map<string, string[]>();
  for (const change of changes) {
    const person = personOf(change);
    for (const warning of change.warnings) {
      const known = people.get(warning) ?? [];
      people.set(warning, known);
      if (person !== null) known.push(person);
    }
  }
  const ofChanges = [...people].map(([warning, names]) =>
    names.length === 0 ? warning : `${firstOf(names, namedAtMost)}: ${warning}`,
  );
  return [...new Set([...lockOut, ...warnings, ...ofChanges])];
}

/** "Okta will send Oktopost a change for 412 users because of this." Null when nobody is pushed. */
export function pushWords(pushes: number): string | null {
  if (pushes === 0) return null;
  const users = pushes === 1 ? 'one user' : `${pushes.toLocaleString('en')} users`;
  return `Okta will send Oktopost a change for ${users} because of this.`;
}

/** Whether Okta does not show what a setting of the app integration is now: it may have any value, and none can be put back. */
export const isNotShown = ({ setting, now, verb }: Pick<ChangeRow, 'setting' | 'now' | 'verb'>): boolean =>
  now === null && verb === 'change' && /^(?:sign-on|user-name-format)\b/.test(setting);
