import { asksOktopost } from '../../shared/oktopost';
import { statusName } from '../../shared/status-name';
import type { Summary } from '../../shared/summary';
import { lifeCycleResult, testResults } from '../../shared/summary-verdict';
import type { AttributeRow } from '../../shared/verification';
import { minute, reported, reportedMinute } from '../export/document';
import type { Block, Cell } from '../export/document';

type Test = NonNullable<Summary['test']>;

const decisions: Record<Test['decision'], string> = {
  open: 'not decided yet',
  kept: 'the user stays assigned',
  unassigned: 'the user was unassigned again',
};
const rowStates: Record<AttributeRow['state'], Cell> = {
  same: 'same',
  different: { alert: 'different', text: '' },
  'not-there-yet': 'not there',
  'cannot-be-read': 'cannot be read',
};

/** The test of one user. */
export function testBlocks({
  test,
  destination,
  region,
}: Pick<Summary, 'test' | 'destination' | 'region'>): Block[] {
  if (test === null) return [{ kind: 'text', text: 'No user was tested.' }];
  const { user, result, verdict, at, rows, decision, logEventIds } = test;
  const facts: [string, string | null][] = [
    ['Okta user id', user.id],
    ['Login', user.login],
    ['Email', user.email],
    ['First name', user.givenName],
    ['Last name', user.familyName],
    ['Status in Okta', statusName(user.status)],
    ['Result', testResults[result]],
    ['Verdict', verdict],
    ['When', reportedMinute(at)],
    ['Afterwards', decisions[decision]],
    ['System Log events', logEventIds.length === 0 ? null : logEventIds.join(', ')],
  ];
  const table: Block = {
    kind: 'table',
    heads: ['Test', 'Value'],
    rows: facts.map(([label, value]) => [label, reported(value)]),
  };
  if (rows.length === 0) return [table];
  const isAsked = asksOktopost(destination, region);
  return [
    table,
    { kind: 'heading', level: 3, text: 'Attributes of the test user' },
    {
      kind: 'table',
      heads: ['Attribute', 'Expected', 'In Okta', 'At Oktopost', 'Result'],
      rows: rows.map(({ attribute, expected, okta, oktopost, state }) => [
        attribute,
        expected,
        reported(okta),
        oktopost ?? (isAsked ? reported(oktopost) : 'not asked'),
        state === 'cannot-be-read' && okta === expected ? 'same in Okta' : rowStates[state],
      ]),
    },
  ];
}

/** Every life-cycle test, a row each. */
export function lifeCycleBlock({ lifeCycleTests: tests }: Pick<Summary, 'lifeCycleTests'>): Block {
  if (tests === null) return { kind: 'text', text: 'Not noted.' };
  if (tests.length === 0) return { kind: 'text', text: 'No life-cycle test was run.' };
  return {
    kind: 'table',
    heads: ['Test user', 'Begun', 'What came of its phases'],
    rows: tests.map((test) => [test.user, reportedMinute(test.startedAt), lifeCycleResult(test, minute)]),
  };
}
