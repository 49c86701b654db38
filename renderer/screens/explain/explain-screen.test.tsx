import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Explained } from '../../../shared/explained';
import { connected, newSnapshot, snapshotAt } from '../../../shared/testing/snapshots';
import { barState, ok, press, refused, show } from '../../testing/dom';
import type { AppError } from '../../../shared/errors';
import { ErrorCard } from '../../components/error-card';
import { useApp, useSnapshot } from '../../store/context';
import { words as common } from '../../words/common';
import { ExplainScreen } from './explain-screen';
import { words } from './words';

const explained: Explained = {
  file: null,
  read: 'messages',
  messages: 3,
  skipped: { succeeded: 2, noEvent: 0, noReason: 0, prose: 0 },
  groups: [
    {
      cause: 'already-exists',
      owner: 'oktopost',
      says: 'An account with this email is at Oktopost already.',
      next: 'Link it with Oktopost support.',
      confidence: 'likely',
      count: 3,
      first: '2026-11-27T10:00:00.000Z',
      last: '2026-11-27T10:00:00.000Z',
      examples: ['Conflict'],
      people: [{ name: null, login: 'ana@acme.com', atOkta: { is: 'not-looked' } }],
      peopleTotal: 61,
    },
  ],
  moreGroups: 0,
  peopleTotal: 61,
  lookedUp: null,
};
const fresh = newSnapshot(1, { screen: 'explain' });
const field = () => screen.getByRole('textbox', { name: words.give.label });

const choose = (file: File) =>
  act(async () => {
    const input = document.querySelector<HTMLInputElement>('input[type=file]');
    if (input !== null) fireEvent.change(input, { target: { files: [file] } });
  });

function Either({ error }: { error: AppError }) {
  return useSnapshot().screen === 'explain' ? <ExplainScreen /> : <ErrorCard error={error} />;
}

function Asking() {
  const go = useApp((state) => state.go);
  const isThere = useSnapshot().screen === 'explain';
  return isThere ? <ExplainScreen /> : <button onClick={() => void go('explain', 'support')}>ask</button>;
}

describe('the screen that explains a failure', () => {
  it('explains what is pasted, without any connection', async () => {
    const { callsOf } = await show(<ExplainScreen />, fresh, {
      'explain.last': () => ok(null),
      'explain.read': () => ok(explained),
    });
    expect(barState()).toBe(words.state.nothing);
    fireEvent.change(field(), { target: { value: 'Conflict' } });
    await press(words.give.action);
    expect(callsOf('explain.read')).toEqual([{ source: { kind: 'text', text: 'Conflict' } }]);
    expect(screen.getByRole('heading', { name: explained.groups[0]?.says ?? '' })).toBeDefined();
    expect(screen.getByText(common.error.owners.oktopost)).toBeDefined();
    expect(screen.getByText(/3 times · 61 people · .*Likely, not certain\./)).toBeDefined();
    expect(screen.getByText('Left out: 2 events without a failure.')).toBeDefined();
    expect(screen.queryByRole('button', { name: words.people.action })).toBeNull();
    expect(barState()).toBe('3 failures explained.');
    await press(words.groups.details);
    expect(screen.getByText('60 more people: see the CSV.')).toBeDefined();
  });

  it('counts what is not known apart', async () => {
    const [group] = explained.groups;
    if (group === undefined) throw new Error('no group');
    const unknown = { ...group, cause: 'unknown', confidence: 'unknown', count: 1 } as const;
    await show(<ExplainScreen />, fresh, {
      'explain.last': () => ok({ ...explained, messages: 4, groups: [group, unknown] }),
    });
    expect(barState()).toBe('3 failures explained, 1 message not.');
    expect(screen.getByText('Pasted text: 3 failures of 1 cause, 1 message of unknown cause.')).toBeDefined();
    expect(words.state.explained({ messages: 1, groups: [unknown] })).toBe('1 message not explained.');
  });

  it('has no owner and no failure where a message says that something went well', async () => {
    const [group] = explained.groups;
    if (group === undefined) throw new Error('no group');
    const none = { ...group, cause: 'none', owner: null, confidence: 'sure', count: 1 } as const;
    await show(<ExplainScreen />, fresh, {
      'explain.last': () => ok({ ...explained, messages: 1, groups: [none] }),
    });
    expect(barState()).toBe('No failure is in it.');
    expect(screen.getByText('Pasted text: 1 message without a failure.')).toBeDefined();
    expect(screen.queryByText(common.error.whoActs)).toBeNull();
  });

  it('takes the message of a failed call from another screen, also where something else was explained before', async () => {
    const message = 'Oktopost answered HTTP 401: Token is invalid or expired.';
    const { error: failure } = refused({ code: 'oktopost-refused', message });
    const { callsOf, send } = await show(<Either error={failure} />, snapshotAt('mapping'), {
      'session.go': () => ok(null),
      'explain.last': () => ok(explained),
      'explain.read': () => ok(explained),
    });
    await press(common.error.explain);
    expect(callsOf('session.go')).toEqual([{ screen: 'explain' }]);
    await send({ screen: 'explain' });
    expect(field()).toHaveProperty('value', failure.message);
    await press(words.give.action);
    expect(callsOf('explain.read')).toEqual([{ source: { kind: 'text', text: failure.message } }]);
    expect(screen.getByRole('heading', { name: explained.groups[0]?.says ?? '' })).toBeDefined();
  });

  it('has what was pasted when another screen was shown in between, until it is explained', async () => {
    const { send } = await show(<Either error={refused().error} />, snapshotAt('explain'), {
      'explain.last': () => ok(null),
      'explain.read': () => ok(explained),
      'explain.forget': () => ok(null),
    });
    fireEvent.change(field(), { target: { value: 'Conflict' } });
    await send({ screen: 'mapping' });
    await send({ screen: 'explain' });
    expect(field()).toHaveProperty('value', 'Conflict');
    await press(words.give.action);
    await press(words.another);
    expect(field()).toHaveProperty('value', '');
  });

  it('opens the part for support where another screen asks for it', async () => {
    const message = { to: 'them', subject: 'It fails', text: 'Hello' };
    const { send } = await show(<Asking />, snapshotAt('mapping'), {
      'session.go': () => ok(null),
      'explain.last': () => ok(null),
      'support.message': () => ok(message),
    });
    await press('ask');
    await send({ screen: 'explain' });
    const opens = screen.getByRole('button', { name: words.support.title });
    expect(opens.getAttribute('aria-expanded')).toBe('true');
  });

  it('sends a chosen file as bytes, and refuses one that is too large itself', async () => {
    const { callsOf } = await show(<ExplainScreen />, fresh, {
      'explain.last': () => ok(null),
      'explain.read': () => ok(explained),
    });
    const large = new File([new Uint8Array(8 * 1024 * 1024 + 1)], 'large.csv');
    await choose(large);
    expect(screen.getByText('“large.csv” is larger than 8 MiB. Split it, or export less.')).toBeDefined();
    await choose(new File(['Email,Error'], 'failed.csv'));
    await waitFor(() => {
      expect(callsOf('explain.read')).toEqual([
        { source: { kind: 'file', name: 'failed.csv', data: btoa('Email,Error') } },
      ]);
    });
  });

  it('shows the outcome of one file at a time', async () => {
    await show(<ExplainScreen />, fresh, {
      'explain.last': () => ok(null),
      'explain.read': () => refused({ code: 'bad-input', message: 'This is no text file.' }),
    });
    const large = /“large.csv” is larger/;
    await choose(new File(['x'], 'log.xlsx'));
    await waitFor(() => expect(screen.getByText('This is no text file.')).toBeDefined());
    await choose(new File([new Uint8Array(8 * 1024 * 1024 + 1)], 'large.csv'));
    expect(screen.getByText(large)).toBeDefined();
    expect(screen.queryByText('This is no text file.')).toBeNull();
    fireEvent.change(field(), { target: { value: 'nothing' } });
    await press(words.give.action);
    expect(screen.getByText('This is no text file.')).toBeDefined();
    expect(screen.queryByText(large)).toBeNull();
  });

  it('says why something is refused, and keeps what was typed', async () => {
    await show(<ExplainScreen />, fresh, {
      'explain.last': () => ok(null),
      'explain.read': () =>
        refused({ code: 'bad-input', message: 'There is no message of a failure in it.' }),
    });
    fireEvent.change(field(), { target: { value: 'nothing' } });
    await press(words.give.action);
    expect(screen.getByText('There is no message of a failure in it.')).toBeDefined();
    expect(screen.getByDisplayValue('nothing')).toBeDefined();
  });

  it('looks people up where Okta is connected, and begins again', async () => {
    const [group] = explained.groups;
    const looked: Explained = {
      ...explained,
      lookedUp: 61,
      groups:
        group === undefined
          ? []
          : [
              {
                ...group,
                people: [
                  {
                    name: null,
                    login: 'ana@acme.com',
                    atOkta: { is: 'user', login: 'ana', status: 'ACTIVE' },
                  },
                  {
                    name: 'Bo',
                    login: null,
                    atOkta: { is: 'several', users: [{ login: 'bo', status: 'ACTIVE' }], more: 2 },
                  },
                ],
              },
            ],
    };
    const { callsOf } = await show(<ExplainScreen />, snapshotAt('explain', { okta: connected }), {
      'explain.last': () => ok(explained),
      'explain.lookUp': () => ok(looked),
      'explain.forget': () => ok(null),
    });
    // A screen reader tells of what comes into an element that is there, not of one that comes with its text.
    const told = screen
      .getByRole('button', { name: words.people.action })
      .parentElement?.querySelector('output');
    await press(words.people.action);
    expect(told?.isConnected).toBe(true);
    expect(told?.textContent).toBe('61 of 61 people were looked up.');
    await press(words.groups.details);
    expect(screen.getByText('Active, ana')).toBeDefined();
    expect(screen.getByText('3 users: bo (Active) and 2 more')).toBeDefined();
    await press(words.another);
    expect(callsOf('explain.forget')).toHaveLength(1);
    expect(field()).toBeDefined();
  });
});
