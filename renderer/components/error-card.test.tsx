import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { Meaning } from '../../shared/explained';
import { snapshotAt } from '../../shared/testing/snapshots';
import { later, ok, refused, show } from '../testing/dom';
import { useSnapshot } from '../store/context';
import { words } from '../words/common';
import { ErrorCard } from './error-card';

const message = 'Error while creating user: Conflict. Errors reported by remote server: User already exists';
const { error } = refused({ code: 'okta-refused', message });
const meaning: Meaning = {
  cause: 'already-exists',
  owner: 'oktopost',
  says: 'Oktopost already has a user with this email.',
  next: 'Link it with Oktopost support.',
};

it('is shown at once, and says what the message means as soon as main does', async () => {
  const answer = later<Meaning>();
  const { callsOf } = await show(<ErrorCard error={error} />, snapshotAt('mapping'), {
    'explain.meaning': () => answer.promise.then(ok),
  });
  expect(callsOf('explain.meaning')).toEqual([{ text: message }]);
  expect(screen.getByText(message)).toBeDefined();
  expect(screen.getByText(error.next)).toBeDefined();
  expect(screen.getByRole('button', { name: words.error.explain })).toBeDefined();
  expect(screen.queryByText(words.error.means)).toBeNull();
  await answer.give(meaning);
  const means = await screen.findByText(words.error.means);
  expect(means.parentElement?.textContent).toContain(meaning.says);
  expect(screen.getByText(words.error.owners.oktopost)).toBeDefined();
  expect(screen.getByText(meaning.next)).toBeDefined();
});

it.each(['token-refused', 'missing-right'] as const)(
  'asks for no meaning of its own sign-in: %s',
  async (code) => {
    const okta = {
      request: 'GET /api/v1/org',
      status: 401,
      errorCode: 'E0000011',
      errorId: null,
      causes: ['Invalid token provided'],
    };
    const { callsOf } = await show(<ErrorCard error={{ ...error, code, okta }} />, snapshotAt('mapping'));
    expect(callsOf('explain.meaning')).toEqual([]);
    expect(screen.queryByRole('button', { name: words.error.explain })).toBeNull();
  },
);

it.each([
  ['the catalogue does not know it', ok(null)],
  ['main is gone', refused({ code: 'unreachable', message: 'The assistant no longer responds.' })],
])('stays as it is where %s', async (_, answer) => {
  const { send } = await show(<ErrorCard error={error} />, snapshotAt('mapping'), {
    'explain.meaning': () => answer,
  });
  await send({});
  expect(screen.getByText(message)).toBeDefined();
  expect(screen.getByText(error.next)).toBeDefined();
  expect(screen.queryByText(words.error.means)).toBeNull();
  expect(screen.queryByText('The assistant no longer responds.')).toBeNull();
});

it('says nothing of the message before while the meaning of another is on its way', async () => {
  const answers = [ok(meaning)];
  const shown = await show(<Latest />, snapshotAt('mapping', { problem: error }), {
    'explain.meaning': () => answers.shift() ?? new Promise(() => undefined),
  });
  expect(await screen.findByText(meaning.next)).toBeDefined();
  await shown.send({ problem: { ...error, message: `${message}.` } });
  expect(screen.getByText(`${message}.`)).toBeDefined();
  expect(screen.queryByText(words.error.means)).toBeNull();
});

function Latest() {
  const { problem } = useSnapshot();
  return problem === null ? null : <ErrorCard error={problem} />;
}
