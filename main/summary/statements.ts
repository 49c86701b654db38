import type { Statement } from '../../shared/left-to-do';
import type { KnownBy, Summary, SummarySetting } from '../../shared/summary';
import { labelOf } from '../../shared/settings';
import type { SettingId } from '../../shared/settings';
import type { Session } from '../storage/session';

/** What an admin states beside single settings, and how the summary says it. */
const tasks = {
  'ask-oktopost': 'Oktopost was asked about this way.',
  account: 'The account of the test user is active in Oktopost, with the right values.',
  'require-sso': '“Require SSO” is decided.',
  'roll-out': 'Nobody else is to be assigned now.',
  'never-sent': 'People who were never sent to Oktopost stay as they are.',
  'tile-hidden': 'The tile stays hidden.',
} as const;
type Task = keyof typeof tasks;

const isTask = (name: string): name is Task => Object.hasOwn(tasks, name);

/** The statement that a setting has the value that it has to have: of another value it says nothing. */
export const settingStatement = (setting: SettingId, expected: string): string =>
  `setting:${setting}=${expected}`;

/** `of`: what the task was about, so that a statement about something else does not count. */
export const taskStatement = (task: Task, of: string | number = ''): string => `${task}=${of}`;

export const isStated = ({ statements }: Pick<Session, 'statements'>, id: string): boolean =>
  statements.some((statement) => statement.id === id);

export function statementOf({ statements }: Pick<Session, 'statements'>, id: string): KnownBy {
  const found = statements.find((statement) => statement.id === id);
  return found === undefined ? { how: 'unknown' } : { how: 'stated', by: found.by, at: found.at };
}

/** The statement about a setting that Okta contradicts: a value that is read counts, not what was said. */
export const contradicted = (
  { statements }: Pick<Session, 'statements'>,
  { setting, expected, value, known }: SummarySetting,
): Statement | null =>
  value === expected || known.how === 'unknown'
    ? null
    : (statements.find(({ id }) => id === settingStatement(setting, expected)) ?? null);

/** The statements that count now, in words. */
export function statedOf(
  { statements }: Pick<Session, 'statements'>,
  settings: readonly SummarySetting[],
): Summary['stated'] {
  return statements.flatMap((statement) => {
    const [name = ''] = statement.id.split('=');
    if (isTask(name)) return [{ ...statement, text: tasks[name] }];
    const row = settings.find(
      ({ setting, expected, known }) =>
        known.how === 'stated' && settingStatement(setting, expected) === statement.id,
    );
    return row === undefined ? [] : [{ ...statement, text: `${labelOf(row.setting)}: ${row.expected}` }];
  });
}
