import { useState } from 'react';
import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { asProvenTask } from '../../../shared/connection-doubt';
import { byHand } from '../../../shared/left-to-do';
import type { LeftItem } from '../../../shared/left-to-do';
import { labelOf } from '../../../shared/settings';
import type { Summary } from '../../../shared/summary';
import { snapshotAt } from '../../../shared/testing/snapshots';
import { ok, press, show } from '../../testing/dom';
import { summary } from '../../testing/summary';
import { words as common } from '../../words/common';
import { statementWords } from '../../words/statement';
import { stepNames } from '../../../shared/step-names';
import { useApp } from '../../store/context';
import { LeftPart } from './left-part';
import { words } from './words';

const { left: said } = words;

async function showLeft(change: Partial<Summary> = {}) {
  let stated = 0;
  const shown = await show(
    <LeftPart
      summary={{ ...summary, ...change }}
      onStated={() => {
        stated += 1;
      }}
    />,
    snapshotAt('summary'),
    { 'summary.state': () => ok(null), 'session.go': () => ok(null) },
  );
  return { ...shown, stated: () => stated };
}

const nameOf = (element: HTMLElement): string => element.getAttribute('aria-label') ?? element.textContent;

describe('the left-to-do list', () => {
  it('has no two controls that a screen reader cannot tell apart', async () => {
    const twice = <T extends { text: string }>(items: readonly T[]): T[] =>
      items.flatMap((item) => [item, { ...item, text: `${item.text} Twice.` }]);
    const stated = twice(summary.stated).map((each, index) => ({ ...each, id: `never-sent=${index}` }));
    await showLeft({ left: twice(summary.left), stated, settings: [], signOn: null });
    await press(said.reminders(2));
    await press(said.stated(2));
    const names = [...screen.getAllByRole('button'), ...screen.getAllByRole('link')].map(nameOf);
    expect(names.length).toBeGreaterThan(12);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it('is grouped by step, the worst first, each with its step, link or statement', async () => {
    const { callsOf } = await showLeft();
    const steps = (): (string | null)[] =>
      screen.getAllByRole('heading', { level: 3 }).map(({ textContent }) => textContent);
    expect(steps()).toEqual([stepNames['to-app']]);
    const [first, second] = screen.getAllByRole('listitem');
    expect(first?.querySelector('.tone')?.getAttribute('data-tone')).toBe('red');
    expect(second?.querySelector('.tone')?.getAttribute('data-tone')).toBe('blue');
    const { oktaToApp } = snapshotAt('summary').links;
    expect(
      screen.getByRole('link', { name: new RegExp(`^${said.open.oktaToApp}`) }).getAttribute('href'),
    ).toBe(oktaToApp);
    await press(common.error.goTo(stepNames['to-app']));
    expect(callsOf('session.go')).toEqual([{ screen: 'to-app' }]);
    // Nothing is lost: reminders open on request.
    await press(said.reminders(1));
    expect(steps()).toEqual([stepNames['to-app'], stepNames.rollout]);
  });

  it('offers of what was read or measured otherwise no look, but that it is done', async () => {
    const left = summary.left.filter(({ statement }) => statement?.startsWith('setting:'));
    const { callsOf } = await showLeft({ left: left.map((item) => ({ ...item, kind: 'fault' })) });
    expect(screen.queryByRole('button', { name: new RegExp(`^${statementWords.looked}`) })).toBeNull();
    await press(common.named(said.isDone, left[0]?.text ?? ''));
    expect(callsOf('summary.state')).toEqual([{ id: left[0]?.statement, done: true }]);
  });

  it('asks whether a doubted connection was looked at, and names the settings that it is about', async () => {
    const settings = ['connection.base-url', 'connection.unique-identifier'] as const;
    const text = '2 settings of the SCIM connection: proven by a test. Test one user once more.';
    const statement = `${asProvenTask}=e1`;
    const { callsOf } = await showLeft({
      left: [
        { step: 'test-user', kind: 'open', text, link: null, statement, settings: [...settings] },
        {
          step: 'mapping',
          kind: 'fault',
          text: '2 attributes.',
          link: null,
          statement: null,
          settings: [...settings],
        },
      ],
    });
    expect(screen.getAllByText(settings.map((each) => labelOf(each)).join(', '))).toHaveLength(1);
    await press(common.named(statementWords.looked, text));
    expect(callsOf('summary.state')).toEqual([{ id: statement, done: true }]);
  });

  it('shows reminders at once where nothing else is left', async () => {
    await showLeft({ left: summary.left.filter(({ kind }) => kind === 'reminder') });
    expect(screen.getByRole('heading', { level: 3, name: stepNames.rollout })).toBeDefined();
  });

  it('has by-hand things under their own heading, and what the assistant does under its screen', async () => {
    const item: LeftItem = { step: null, kind: 'open', text: '', link: null, statement: null, settings: [] };
    await showLeft({
      left: [
        { ...item, step: 'rollout', text: 'Repair them.' },
        { ...item, text: 'Revoke it in Oktopost.' },
      ],
    });
    const cards = [stepNames.rollout, byHand].map((name) =>
      screen.getByRole('heading', { level: 3, name }).closest('.card'),
    );
    expect(cards.map((card) => card?.querySelector('li')?.textContent)).toEqual([
      'Repair them.',
      'Revoke it in Oktopost.',
    ]);
    expect(cards[1]?.querySelector('button')).toBeNull();
  });

  it('opens the reminders once they are all that is left', async () => {
    const reminders = summary.left.filter(({ kind }) => kind === 'reminder');
    function Stating() {
      const [left, setLeft] = useState(summary.left);
      return (
        <LeftPart
          summary={{ ...summary, left }}
          onStated={() => {
            setLeft(reminders);
          }}
        />
      );
    }
    await show(<Stating />, snapshotAt('summary'), { 'summary.state': () => ok(null) });
    expect(screen.queryByRole('heading', { level: 3, name: stepNames.rollout })).toBeNull();
    await press(new RegExp(`^${statementWords.looked}`));
    expect(screen.getByRole('heading', { level: 3, name: stepNames.rollout })).toBeDefined();
  });

  it.each([
    ['reminder', 'roll-out=', 'nothing'],
    ['fault', null, 'repair'],
  ] as const)('leads to Rollout for the people to assign or to repair: %s', async (kind, statement, part) => {
    const { oktaAssignments: url } = snapshotAt('summary').links;
    if (url === null) throw new Error('no link');
    const link = { place: 'oktaAssignments', url } as const;
    const item = {
      step: 'rollout',
      kind,
      text: 'Assign them.',
      link,
      statement,
      settings: [],
    } satisfies LeftItem;
    function Asked() {
      return <output>{useApp((state) => state.askedField) ?? 'nothing'}</output>;
    }
    const { callsOf } = await show(
      <>
        <LeftPart summary={{ ...summary, left: [item] }} onStated={() => undefined} />
        <Asked />
      </>,
      snapshotAt('summary'),
      { 'session.go': () => ok(null) },
    );
    await press(new RegExp(`^${common.error.goTo(stepNames.rollout)}`));
    expect(callsOf('session.go')).toEqual([{ screen: 'rollout' }]);
    // The part of the screen that is meant.
    expect(screen.getByRole('status').textContent).toBe(part);
  });

  it('takes the admin’s word for what cannot be read, and reads the summary again', async () => {
    const { callsOf, stated } = await showLeft();
    await press(new RegExp(`^${statementWords.looked}`));
    expect(callsOf('summary.state')).toEqual([{ id: 'setting:to-app.deactivate=on', done: true }]);
    expect(stated()).toBe(1);
  });

  it('shows what was stated as stated, to be taken back', async () => {
    const { callsOf } = await showLeft({ settings: [], signOn: null });
    await press(said.stated(1));
    expect(screen.getByText(/^Stated, 24 Nov 2026/)).toBeDefined();
    await press(new RegExp(`^${statementWords.takeBack}`));
    expect(callsOf('summary.state')).toEqual([{ id: 'never-sent=2', done: false }]);
  });

  it('shows each statement once, also where two have the same words', async () => {
    const same = (id: string) => ({ id, text: 'People stay as they are.', by: null, at: summary.made });
    const twice = [same('user-names=1'), same('user-names=2')];
    const another = { ...same('roll-out='), text: 'Nobody else is to be assigned now.' };
    function Stating() {
      const [stated, setStated] = useState(twice);
      return (
        <LeftPart
          summary={{ ...summary, stated, settings: [], signOn: null }}
          onStated={() => {
            setStated([another, ...twice]);
          }}
        />
      );
    }
    await show(<Stating />, snapshotAt('summary'), { 'summary.state': () => ok(null) });
    await press(said.stated(2));
    await press(new RegExp(`^${statementWords.looked}`));
    expect(screen.getAllByText(/^Nobody else is to be assigned now/)).toHaveLength(1);
    expect(screen.getAllByText(/^People stay as they are/)).toHaveLength(2);
  });

  it('lists and counts as stated what the word of a step covers, and the sign-ins', async () => {
    const [setting] = summary.settings;
    if (setting === undefined || summary.signOn === null) throw new Error('too small a summary');
    const known = { how: 'stated', by: 'jo@acme.com', at: summary.made } as const;
    const event = { id: 'evt-1', at: summary.made, who: 'ana@acme.com' };
    const [worked] = summary.signOn.checks.map((check) => ({ ...check, result: 'worked' as const, event }));
    if (worked === undefined) throw new Error('no sign-in');
    const signOn = { ...summary.signOn, checks: [worked] };
    await showLeft({ left: [], stated: [], settings: [{ ...setting, known }], signOn });
    await press(said.stated(2));
    expect(screen.getByText(/^Sign-in from \S+.*: worked, stated; Okta shows its own part/)).toBeDefined();
    expect(screen.getByText(/^Stated by jo@acme.com/)).toBeDefined();
    // Each is taken back on its own screen.
    expect(screen.queryByRole('button', { name: new RegExp(`^${statementWords.takeBack}`) })).toBeNull();
    expect(screen.getByText(said.nothing).closest('.note')?.getAttribute('data-tone')).toBe('grey');
  });

  it('ends: done, with what to do in a month', async () => {
    const settings = summary.settings.filter(({ known }) => known.how === 'read-back');
    await showLeft({ left: [], stated: [], settings, signOn: null });
    const done = screen.getByRole('region', { name: said.done });
    expect(within(done).getByText(said.nothing).closest('.note')?.getAttribute('data-tone')).toBe('green');
    expect(within(done).getByRole('heading', { level: 3, name: said.afterwards })).toBeDefined();
    const lines = within(screen.getByRole('list', { name: said.afterwards })).getAllByRole('listitem');
    expect(lines.map(({ textContent }) => textContent).join(' ')).toMatch(
      /About \d+ \w+ \d{4}, check for drift.*unused for 30 days/s,
    );
  });
});
