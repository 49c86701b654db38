import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { app, snapshotAt } from '../../../shared/testing/snapshots';
import { at } from '../../../shared/testing/time';
import type { SignInCheck } from '../../../shared/single-sign-on';
import { stepNames } from '../../../shared/step-names';
import { words as common } from '../../words/common';
import { barState, ok, press, refused, show } from '../../testing/dom';
import { renderPart, wordsOf } from '../../testing/render';
import { SignInPart } from './sign-in-part';
import { SingleSignOnScreen } from './single-sign-on-screen';
import { words } from './words';

it('goes on once the sign-ins are tried, or left for later', async () => {
  const snapshot = snapshotAt('single-sign-on', { app });
  const rail = snapshot.rail.map((entry) => ({ ...entry, reachable: true }));
  const { callsOf, send } = await show(
    <SingleSignOnScreen />,
    { ...snapshot, rail },
    {
      'signIn.later': () => ok(null),
      'singleSignOn.read': () => refused(),
    },
  );
  const canContinue = (): boolean =>
    !screen.getByRole('button', { name: common.continue }).hasAttribute('disabled');
  expect(canContinue()).toBe(false);
  await press(words.later.both.action);
  expect(callsOf('signIn.later')).toEqual([{ later: true }]);
  const { signIns } = snapshot;
  await send({ signIns: { ...signIns, later: true } });
  expect(canContinue()).toBe(true);
  expect(screen.queryByRole('button', { name: words.later.both.action })).toBeNull();
  const { checks } = signIns;
  const failed = { ...checks['from-okta'], result: 'did-not-work' as const };
  await send({ signIns: { ...signIns, later: false, checks: { ...checks, 'from-okta': failed } } });
  expect(canContinue()).toBe(true);
});

it('does not say of both sign-ins that they are left where one worked', async () => {
  const snapshot = snapshotAt('single-sign-on', { app });
  const { checks } = snapshot.signIns;
  const worked = { ...checks['from-okta'], result: 'worked' as const };
  const signIns = { ...snapshot.signIns, checks: { ...checks, 'from-okta': worked } };
  const { send } = await show(
    <SingleSignOnScreen />,
    { ...snapshot, signIns },
    { 'singleSignOn.read': () => refused() },
  );
  expect(barState()).toBe(words.state.half);
  expect(screen.getByRole('button', { name: words.later.other.action })).toBeDefined();
  await send({ signIns: { ...signIns, later: true } });
  expect(barState()).toBe(words.state.halfLater);
  expect(screen.getByText(words.later.other.done)).toBeDefined();
  expect(screen.queryByText(words.later.both.done)).toBeNull();
});

it('says that a new certificate needs one sign-in, and leads back to its walk, until the one before is gone', async () => {
  const snapshot = snapshotAt('single-sign-on', { app });
  const certificateChange = { ...snapshot.certificateChange, startedAt: at, activeSince: at };
  const { callsOf, send } = await show(
    <SingleSignOnScreen />,
    { ...snapshot, rail: snapshot.rail.map((entry) => ({ ...entry, reachable: true })), certificateChange },
    { 'singleSignOn.read': () => refused(), 'session.go': () => ok(null) },
  );
  const back = common.error.goTo(stepNames['change-certificate']);
  expect(barState()).toBe(words.state.certificate);
  await press(back);
  expect(callsOf('session.go')).toEqual([{ screen: 'change-certificate' }]);
  // One is enough for the certificate: the other one holds nobody here.
  const [since, event] = ['2000-01-01T00:00:00.000Z', { id: 'e1', at, who: 'ana@acme.com' }];
  const { checks } = snapshot.signIns;
  const worked = { ...checks['from-okta'], result: 'worked' as const, startedAt: at, event };
  const signIns = { ...snapshot.signIns, checks: { ...checks, 'from-okta': worked } };
  await send({ certificateChange: { ...certificateChange, activeSince: since }, signIns });
  expect(barState()).toBe(words.certificateTried);
  expect(screen.queryByText(words.forCertificate)).toBeNull();
  expect(screen.getByRole('button', { name: common.continue }).hasAttribute('disabled')).toBe(false);
  await send({
    certificateChange: { ...certificateChange, removed: { by: null, at } },
    signIns: snapshot.signIns,
  });
  expect(barState()).toBe(words.state.open);
  expect(screen.queryByRole('button', { name: back })).toBeNull();
});

it('shows the word for a sign-in that Okta logged as a word', async () => {
  const snapshot = snapshotAt('single-sign-on', { app });
  const { checks } = snapshot.signIns;
  const event = { id: 'evt-1', at, who: 'ana@acme.com' };
  const worked = { ...checks['from-okta'], startedAt: at, event, result: 'worked' as const };
  const signIns = { ...snapshot.signIns, checks: { 'from-oktopost': worked, 'from-okta': worked } };
  await show(<SingleSignOnScreen />, { ...snapshot, signIns }, { 'singleSignOn.read': () => refused() });
  const toneOf = (text: string) =>
    screen.getAllByText(text).map((each) => each.closest('.note')?.getAttribute('data-tone'));
  expect(toneOf(words.check.results.worked)).toEqual(['grey', 'grey']);
  expect(toneOf(words.requireSso.after.title)).toEqual(['grey']);
  expect(barState()).toBe(words.state.read);
});

const sent = { response: 'Unsigned', assertion: 'Signed', attributes: 'email = user.email' };

/** What a sign-in that did not work says is to be checked. */
function toCheck(check: Partial<SignInCheck>, read: typeof sent | null = sent): string {
  const snapshot = snapshotAt('single-sign-on', { app });
  const { checks } = snapshot.signIns;
  const failed = { ...checks['from-okta'], startedAt: at, decidedAt: at, result: 'did-not-work' as const };
  const signIns = { ...snapshot.signIns, checks: { ...checks, 'from-okta': { ...failed, ...check } } };
  return wordsOf(
    renderPart(<SignInPart way="from-okta" tile={null} sent={read} />, { ...snapshot, signIns }),
  );
}
const event = { id: 'evt-1', at, who: 'kmori' };

it.each([{ event }, { other: event }])(
  'names the values at Oktopost where Okta let somebody in by this app integration: %j',
  (seen) => {
    const said = toCheck(seen);
    expect(said).toContain('Okta let kmori in');
    expect(said).toContain('in the account in Europe');
    expect(said).toContain('Response is Unsigned, and has to be Signed.');
    expect(said).not.toContain('Assertion Signature');
    expect(said).toContain('Attribute Statements: email = user.email');
    expect(said).not.toContain('No tile');
  },
);

it('says nothing of settings that were not read, and what to press before the next try', () => {
  const said = toCheck({ event }, null);
  expect(said).not.toContain('Attribute Statements');
  expect(said).toContain('“Start again”');
  expect(toCheck({})).toContain('“Start again”');
});

it('names an inactive app integration among what to check where Okta logged no sign-in', () => {
  for (const { lookAt } of Object.values(words.check.ways))
    expect(lookAt.notSeen.join(' ')).toContain('the app integration has to be active');
});
