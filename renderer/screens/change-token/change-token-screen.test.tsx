import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { noTokenChange } from '../../../shared/token-change';
import { pasteAgain } from '../../../shared/token-change-words';
import type { OktopostToken } from '../../../shared/connection';
import type { TokenChangeShown } from '../../../shared/token-change';
import { app, snapshotAt } from '../../../shared/testing/snapshots';
import { barState, ok, press, refused as answers, show } from '../../testing/dom';
import { renderPart, wordsOf } from '../../testing/render';
import { words as common } from '../../words/common';
import { statementWords } from '../../words/statement';
import { ChangeTokenScreen } from './change-token-screen';
import { words } from './words';
import { stepNames } from '../../../shared/step-names';

const at = '2026-11-28T10:00:00.000Z';
const later = '2026-11-28T10:05:00.000Z';
const begun: TokenChangeShown = {
  ...noTokenChange,
  startedAt: at,
  knowsOld: true,
  entered: null,
  earlier: [],
};
const pasted: TokenChangeShown = { ...begun, madeAt: at, pasted: { by: 'it@acme.example', at, after: null } };
const sent = { eventId: 'e1', at, who: 'kim@acme.example', failed: null };
const over: TokenChangeShown = {
  ...pasted,
  sent,
  revoked: { how: 'read', by: null, at, after: { at, eventIds: ['e1'] } },
};
const snapshot = (tokenChange: TokenChangeShown) => snapshotAt('change-token', { app, tokenChange });
const shown = (change: TokenChangeShown): string =>
  wordsOf(renderPart(<ChangeTokenScreen />, snapshot(change)));

it('begins, asks for the token once it was made, and for nothing before its turn', async () => {
  const { callsOf, send } = await show(
    <ChangeTokenScreen />,
    snapshot({ ...noTokenChange, knowsOld: false, entered: null, earlier: [] }),
    { 'tokenChange.begin': () => ok(null), 'tokenChange.state': () => ok(null) },
  );
  expect(screen.queryByText(words.make.title)).toBeNull();
  await press(words.begin);
  expect(callsOf('tokenChange.begin')).toHaveLength(1);
  await send({ tokenChange: begun });
  expect(screen.getByLabelText(words.make.label)).toBeDefined();
  expect(screen.queryByText(words.paste.title)).toBeNull();
  await send({ tokenChange: { ...begun, madeAt: at } });
  // The step's own action is the one of the screen.
  expect(screen.queryByRole('button', { name: words.look })).toBeNull();
  expect(screen.getByRole('button', { name: words.paste.state }).dataset['kind']).toBe('primary');
  await press(words.paste.state);
  expect(callsOf('tokenChange.state')).toEqual([{ what: 'pasted', done: true }]);
});

it('shows what was read as read, and what was stated as stated', () => {
  expect(shown(pasted)).toContain('Stated by it@acme.example');
  expect(shown(pasted)).toContain(words.prove.waiting);
  expect(shown(over)).toContain('Oktopost refuses it');
  expect(shown({ ...over, revoked: { how: 'stated', by: null, at, after: null } })).not.toContain(
    'Oktopost refuses it',
  );
});

it('takes back either of two statements, by names that tell them apart', async () => {
  const { callsOf } = await show(
    <ChangeTokenScreen />,
    snapshot({ ...over, revoked: { how: 'stated', by: null, at, after: null } }),
    { 'tokenChange.state': () => ok(null) },
  );
  await press(common.named(statementWords.takeBack, words.paste.state));
  await press(common.named(statementWords.takeBack, words.revoke.state));
  expect(callsOf('tokenChange.state')).toEqual([
    { what: 'pasted', done: false },
    { what: 'revoked', done: false },
  ]);
});

it('offers “Revoked” as the admin’s word only where Oktopost cannot be asked about the token before', () => {
  expect(shown({ ...pasted, sent })).not.toContain(words.revoke.forgotten);
  const page = shown({ ...pasted, sent, knowsOld: false });
  expect(page).toContain(words.revoke.forgotten);
});

it('says what is certain only of what Okta sent after the token before was revoked', () => {
  expect(shown(over)).toContain(words.revoke.again);
  expect(shown(over)).toContain(words.states.again);
  expect(shown(over)).toContain(common.error.goTo(stepNames['test-user']));
  const certain = shown({ ...over, sent: { ...sent, eventId: 'e2', at: later } });
  expect(certain).toContain(words.states.over);
  // That the one before is revoked may be an admin's word.
  const revoked = { how: 'stated', by: null, at, after: null } as const;
  expect(shown({ ...over, revoked, sent: { ...sent, eventId: 'e2', at: later } })).toContain(
    words.states.overStated,
  );
});

it('is done on the summary, keeps what it read, and offers another', async () => {
  const certain = { ...over, sent: { ...sent, eventId: 'e2', at: later } };
  const { callsOf } = await show(<ChangeTokenScreen />, snapshot(certain), {
    'session.go': () => ok(null),
    'tokenChange.begin': () => ok(null),
  });
  expect(screen.queryByText(words.end)).toBeNull();
  await press(words.done);
  expect(callsOf('session.go')).toEqual([{ screen: 'summary' }]);
  expect(callsOf('tokenChange.end')).toEqual([]);
  await press(words.another);
  expect(callsOf('tokenChange.begin')).toHaveLength(1);
});

it('gives Okta’s reason where it could not send, and is not done', async () => {
  const failed = { ...sent, failed: 'Error while trying to push profile update: 401 Unauthorized' };
  await show(<ChangeTokenScreen />, snapshot({ ...pasted, sent: failed }), {
    'explain.meaning': () =>
      ok({ cause: 'token-refused', owner: 'okta-admin', says: 'It was refused.', next: 'Make a new token.' }),
  });
  expect(barState()).toBe(words.states.failed);
  expect(screen.getByText(/401 Unauthorized/)).toBeDefined();
  // The token that Oktopost refused was made on this screen: it is the paste that went wrong.
  expect(await screen.findByText(pasteAgain['token-refused'])).toBeDefined();
  expect(screen.queryByText('Make a new token.')).toBeNull();
});

it('does not say that Oktopost accepts the new token once it refuses what is asked with it', () => {
  const failed = { ...pasted, sent: { ...sent, failed: '401 Unauthorized' } };
  const page = (oktopost: OktopostToken, entered: TokenChangeShown['entered'] = 'made'): string => {
    const tokenChange = { ...failed, entered };
    return renderPart(<ChangeTokenScreen />, snapshotAt('change-token', { app, tokenChange, oktopost }));
  };
  const { error } = answers();
  const refused = page({ state: 'refused', error, elsewhere: null });
  expect(wordsOf(refused)).not.toContain(words.make.read(at));
  expect(wordsOf(refused)).toContain(words.make.refused(at));
  expect(wordsOf(refused)).toContain(error.message);
  // It may be the one before that was entered, and is refused.
  expect(wordsOf(page({ state: 'refused', error, elsewhere: null }, 'before'))).not.toContain(
    words.make.refused(at),
  );
  // After a restart nobody knows: what was read before is told, and is not green.
  const forgotten = page({ state: 'token-needed' });
  expect(wordsOf(forgotten)).toContain(words.make.read(at));
  expect(forgotten).not.toContain('data-tone="green"');
  const accepted = { state: 'accepted', users: 3, checkedAt: at } as const;
  expect(page(accepted)).toContain('data-tone="green"');
  expect(wordsOf(page({ ...accepted, another: { error, elsewhere: null } }))).toContain(
    words.make.refused(at),
  );
});

it('does not open with the refusal of a token that was entered before it began', () => {
  const error = { ...answers().error, field: 'oktopost-token' };
  const page = (entered: TokenChangeShown['entered']): string => {
    const tokenChange = { ...begun, entered };
    const oktopost = { state: 'refused', error, elsewhere: null } as const;
    return wordsOf(
      renderPart(<ChangeTokenScreen />, snapshotAt('change-token', { app, tokenChange, oktopost })),
    );
  };
  expect(page(null)).not.toContain(error.message);
  expect(page('other')).toContain(error.message);
  const used = { state: 'accepted', users: 3, checkedAt: at, another: { error, elsewhere: null } } as const;
  const beside = snapshotAt('change-token', {
    app,
    tokenChange: { ...begun, entered: 'other' },
    oktopost: used,
  });
  expect(wordsOf(renderPart(<ChangeTokenScreen />, beside))).toContain(error.message);
  // It is entered here: the step of the first token is no way on.
  expect(page('other')).not.toContain(common.error.goTo(stepNames['oktopost-token']));
});

it('has nothing to change where the app integration authenticates by itself', () => {
  const page = renderPart(
    <ChangeTokenScreen />,
    snapshotAt('change-token', { app, destination: 'admin-application', region: 'us', tokenChange: begun }),
  );
  expect(wordsOf(page)).toContain(words.noToken);
});

it.each([begun, pasted, over])('has fewer than 150 words', (change) => {
  expect(shown(change).trim().split(' ').length).toBeLessThan(150);
});

it('is green of what Okta sent only where it is certain that the new token was used', () => {
  const greens = (change: TokenChangeShown): number =>
    renderPart(<ChangeTokenScreen />, snapshot(change)).split('data-tone="green"').length - 1;
  const before = greens(pasted);
  expect(greens({ ...pasted, sent })).toBe(before);
  expect(shown({ ...pasted, sent })).toContain(words.prove.either);
  const certain = { ...over, sent: { ...sent, eventId: 'e2', at: later } };
  expect(greens(certain)).toBeGreaterThan(greens(over));
  // That the one before was revoked is an admin's word.
  const stated = { how: 'stated', by: null, at, after: null } as const;
  expect(greens({ ...certain, revoked: stated })).toBe(greens({ ...over, revoked: stated }));
});

it('says what is known of the change before, in the reader’s own time', () => {
  const none = { ...begun, startedAt: null, earlier: ['Revoked, read 2026-11-28 10:00 UTC.'] };
  const page = shown(none);
  expect(page).toContain('Revoked, read 28 Nov 2026');
  expect(page).not.toContain('UTC');
});
