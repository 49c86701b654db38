import { expect, it } from 'vitest';
import { snapshotAt } from '../../../shared/testing/snapshots';
import type { Explanation } from '../../../shared/verification';
import { renderPart, wordsOf } from '../../testing/render';
import { ExplanationCard } from './explanation-card';
import { words } from './words';

const likely: Explanation = {
  id: 'assigned-too-early',
  what: 'The user was assigned before provisioning was on.',
  owner: 'okta-admin',
  next: 'Unassign the user and assign them again.',
  guess: true,
  said: null,
  place: 'assignments',
};
const { ofMessage, ofState } = words.explanation.guess;

it.each([
  ['a likely reading of a message', { said: 'Conflict.' }, ofMessage],
  ['a likely cause without a message', {}, ofState],
  ['a certain one', { guess: false }, null],
  ['a message of no known cause', { id: 'unknown', said: 'Odd.' }, null],
  ['no message and no known cause', { id: 'nothing-said' }, null],
])('how certain it is: %s', (_what, change, expected) => {
  const text = wordsOf(
    renderPart(<ExplanationCard explanation={{ ...likely, ...change }} />, snapshotAt('test-user')),
  );
  expect([ofMessage, ofState].filter((words_) => text.includes(words_))).toEqual(
    expected === null ? [] : [expected],
  );
});
