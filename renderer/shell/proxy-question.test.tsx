import { act, fireEvent, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { longestTyped } from '../../shared/longest-typed';
import { snapshotAt } from '../../shared/testing/snapshots';
import { ok, press, refused, show } from '../testing/dom';
import { typedWords } from '../words/typed';
import { Banners } from './banners';
import { ProxyQuestion } from './proxy-question';
import { words as says } from './proxy-words';
import { words as shell } from './words';

const host = 'proxy.example:8080';
const at = (state: 'asks' | 'refused' | 'declined') => snapshotAt('connect-okta', { proxy: { host, state } });

const type = (label: string, value: string) =>
  act(async () => {
    fireEvent.change(screen.getByLabelText(label), { target: { value } });
  });

// Shows: a proxy that asks who it serves gets more than it should (Electron)
it('asks for user name and password, which go to main and stay nowhere', async () => {
  const { callsOf, send } = await show(<ProxyQuestion />, at('asks'), { 'proxy.signIn': () => ok(null) });
  expect((await screen.findByRole('dialog', { name: says.title })).textContent).toContain(host);
  await type(says.user, 'ann');
  await type(says.password, 'a-password');
  expect(document.body.innerHTML).not.toContain('a-password');
  await act(async () => {
    fireEvent.submit(screen.getByLabelText(says.user));
  });
  expect(callsOf('proxy.signIn')).toEqual([{ user: 'ann', password: 'a-password' }]);
  await send({ proxy: { host, state: 'refused' } });
  expect(screen.getByRole('alert').textContent).toBe(says.refused(host));
  expect(screen.getByLabelText(says.password)).toHaveProperty('value', '');
  await send({ proxy: null });
  expect(screen.queryByRole('dialog')).toBeNull();
});

it('takes no part of what is too long, and says so', async () => {
  const { callsOf } = await show(<ProxyQuestion />, at('asks'), { 'proxy.signIn': () => ok(null) });
  await screen.findByRole('dialog');
  const most = longestTyped.proxyPassword;
  await type(says.user, 'ann');
  await type(says.password, 'p'.repeat(most + 1));
  expect(screen.getByText(typedWords.tooLong(most + 1, most) ?? '')).toBeDefined();
  await press(says.yes);
  expect(callsOf('proxy.signIn')).toEqual([]);
  await type(says.password, 'p'.repeat(most));
  await press(says.yes);
  expect(callsOf('proxy.signIn')).toEqual([{ user: 'ann', password: 'p'.repeat(most) }]);
});

it('can be declined, and asked for again', async () => {
  const { callsOf } = await show(<ProxyQuestion />, at('asks'), { 'proxy.decline': () => ok(null) });
  await screen.findByRole('dialog');
  await press(says.no);
  expect(callsOf('proxy.decline')).toEqual([{}]);
});

it('stays with the failure where it could not be declined, by button or Escape', async () => {
  const answer = refused();
  const { message } = answer.error;
  await show(<ProxyQuestion />, at('asks'), { 'proxy.decline': () => answer });
  await screen.findByRole('dialog');
  await press(says.no);
  expect((await screen.findByRole('alert')).textContent).toContain(message);
  // Escape closes the browser's dialog by itself.
  const dialog = screen.getByRole<HTMLDialogElement>('dialog');
  await act(async () => {
    dialog.close();
    fireEvent(dialog, new Event('close'));
  });
  expect(screen.getByRole('dialog', { name: says.title }).textContent).toContain(message);
});

it('is asked for again from above the screen', async () => {
  const shown = await show(
    <>
      <ProxyQuestion />
      <Banners />
    </>,
    at('declined'),
  );
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(screen.getByRole('alert').textContent).toContain(shell.proxy.declined(host));
  await press(says.title);
  expect(shown.callsOf('proxy.askAgain')).toEqual([{}]);
});
