import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { snapshotAt } from '../../shared/testing/snapshots';
import { refused, show } from '../testing/dom';
import { words } from '../words/common';
import { ErrorCard } from './error-card';

const quoted =
  'Automatic provisioning of user Ana Silva to app Oktopost failed: Error while creating user: Conflict. Errors reported by remote server: User already exists';

it('explains a provisioning message that a failed call quotes at once', async () => {
  const { error } = refused({ code: 'okta-refused', message: quoted });
  await show(<ErrorCard error={error} />, snapshotAt('mapping'));
  const means = await screen.findByText(words.error.means);
  expect(means.parentElement?.textContent).toContain('Oktopost already has a user with this email.');
  expect(screen.getByText(words.error.owners.oktopost)).toBeDefined();
  expect(screen.getByRole('button', { name: words.error.explain })).toBeDefined();
});

it.each(['token-refused', 'missing-right'] as const)(
  'explains nothing of its own sign-in: %s',
  async (code) => {
    const { error } = refused({ code, message: 'Okta does not accept the API token.' });
    const okta = {
      request: 'GET /api/v1/org',
      status: 401,
      errorCode: 'E0000011',
      errorId: null,
      causes: ['Invalid token provided'],
    };
    await show(<ErrorCard error={{ ...error, okta }} />, snapshotAt('mapping'));
    await import('../../shared/explain/message');
    expect(screen.queryByText(words.error.means)).toBeNull();
    expect(screen.queryByRole('button', { name: words.error.explain })).toBeNull();
  },
);

it('takes no message of another kind for one of provisioning', async () => {
  const message = 'Okta refused POST /api/v1/apps: Api validation failed: label';
  const { error } = refused({ code: 'okta-refused', message });
  await show(<ErrorCard error={error} />, snapshotAt('mapping'));
  await import('../../shared/explain/message');
  expect(screen.getByText(message)).toBeDefined();
  expect(screen.queryByText(words.error.means)).toBeNull();
});
