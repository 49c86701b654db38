import { expect, it } from 'vitest';
import { renderPart, wordsOf } from '../../testing/render';
import { assignPlan } from '../../../shared/testing/plans';
import { snapshotAt } from '../../../shared/testing/snapshots';
import { preCheck } from '../../../shared/testing/test-user';
import { BeforeAssignment } from './before-assignment';

it('shows the findings, what Okta will send, and the plan', () => {
  const part = (
    <BeforeAssignment check={preCheck} plan={assignPlan} loading={false} onAgain={() => undefined} />
  );
  const words = wordsOf(renderPart(part, snapshotAt('test-user')));
  // All that is well stays behind its disclosure; the state of the pane says so.
  expect(words).toMatch(/Okta user OK .*Evidence: Okta user/);
  expect(words).toMatch(/Connection Unknown .*Match at Oktopost Warning .*Result After the assignment/);
  expect(words).toContain('The user is active.');
  expect(words).toContain('Warning: Oktopost has this user already. Okta will link the account.');
  expect(words).toContain('Unknown: The licences of Oktopost cannot be read.');
  expect(words).toContain('"userName": "ana.silva@acme.example"');
  expect(words).toContain('Assign Ana Silva to the app integration');
});
