import { expect, it } from 'vitest';
import { AppFailure } from '../../shared/errors';
import { couldNotStart } from './could-not-start';

it('says what happened and what to do now', () => {
  const refusal = new AppFailure({
    code: 'newer-version',
    message: 'A newer version was here.',
    owner: 'okta-admin',
    next: 'Start that one.',
  });
  expect(couldNotStart(refusal)).toBe(
    'The assistant did not start. A newer version was here.\nStart that one.',
  );
});

it('says as much as is known of anything else', () => {
  expect(couldNotStart(new Error('listen EADDRINUSE'))).toContain('listen EADDRINUSE');
  expect(couldNotStart('odd')).toContain('odd');
});
