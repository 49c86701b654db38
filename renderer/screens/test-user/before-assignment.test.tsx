import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { show } from '../../testing/dom';
import { renderPart, wordsOf } from '../../testing/render';
import type { Plan } from '../../../shared/plan';
import { assignPlan } from '../../../shared/testing/plans';
import { snapshotAt } from '../../../shared/testing/snapshots';
import { failedTest, preCheck } from '../../../shared/testing/test-user';
import type { TestSnapshot } from '../../../shared/verification';
import { BeforeAssignment } from './before-assignment';
import { Follow } from './follow';

it('shows the findings, what Okta will send, and the plan', () => {
  const part = (
    <BeforeAssignment check={preCheck} plan={assignPlan} loading={false} onAgain={() => undefined} />
  );
  const words = wordsOf(renderPart(part, snapshotAt('test-user')));
  // All that is well stays behind its disclosure; the state of the pane says so.
  expect(words).toMatch(/Okta user OK .*Evidence: Okta user/);
  expect(words).toMatch(
    /The assistant’s connection Unknown .*Match at Oktopost Warning .*Result After the assignment/,
  );
  expect(words).toContain('The user is active.');
  expect(words).toContain('Warning: Oktopost has this user already. Okta will link the account.');
  expect(words).toContain('Unknown: The licences of Oktopost cannot be read.');
  expect(words).toContain('"userName": "ana.silva@acme.example"');
  expect(words).toContain('Assign Ana Silva to the app integration');
});

it.each([
  ['once where a check leads there already', 'to-app', ['To App']],
  ['beside a check that leads elsewhere', 'rollout', ['Rollout', 'To App']],
  ['where no check leads anywhere', undefined, ['To App']],
] as const)('leads to the step that settles what stops the plan: %s', async (_where, place, ways) => {
  const finding = { pane: 'user', level: 'block', text: 'Create Users is off.', next: 'Tick it.' } as const;
  const findings = [place === undefined ? finding : { ...finding, screen: place }];
  const plan: Plan = { ...assignPlan, blockers: ['Create Users is off.'], step: 'to-app' };
  await show(
    <BeforeAssignment
      check={{ ...preCheck, findings }}
      plan={plan}
      loading={false}
      onAgain={() => undefined}
    />,
    snapshotAt('test-user'),
  );
  const buttons = screen.getAllByRole('button', { name: /^Go to / });
  expect(buttons.map(({ textContent }) => textContent)).toEqual(ways.map((way) => `Go to ${way}`));
});

it('keeps the checks beside the test that follows, with its result as the fifth', () => {
  const reread = { check: null, earlier: null, loading: false, onAgain: () => undefined };
  const shown = (test: TestSnapshot) =>
    wordsOf(
      renderPart(
        <Follow test={{ ...test, before: preCheck.findings }} reread={reread} />,
        snapshotAt('test-user'),
      ),
    );
  const failed = shown(failedTest);
  expect(failed).toMatch(/Match at Oktopost Warning .*Result Failed/);
  expect(failed).toContain('Collect for support');
  expect(failed).toMatch(/Times count from the assignment.*\+0 s/);
  const unread = failedTest.rows.map((row) => ({ ...row, state: 'cannot-be-read' as const }));
  expect(shown({ ...failedTest, state: 'passed', explanation: null, rows: unread })).toContain(
    'Result Okta’s word only',
  );
});
