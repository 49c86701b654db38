import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../shared/snapshot';
import { snapshotAt } from '../../shared/testing/snapshots';
import { ok, press, show } from '../testing/dom';
import { words } from '../words/common';
import { stepNames } from '../../shared/step-names';
import { ContinueButton } from './screen';

type Rail = Snapshot['rail'];

const { rail: fresh } = snapshotAt('oktopost-token');
const doneUntil = (open: string): Rail =>
  fresh.map((entry, index, all) => ({
    ...entry,
    reachable: true,
    state: index < all.findIndex((other) => other.screen === open) ? 'done-read' : 'not-yet',
  }));

describe('Continue after a token that was asked for again', () => {
  it.each([
    ['the step that is open', doneUntil('connection'), true, 'connection'],
    ['the step that is open, which is the next', doneUntil('plan'), true, 'plan'],
    ['the next step, where all is done', doneUntil('nothing').map(done), true, 'plan'],
    ['the next step, on any other screen', doneUntil('connection'), false, 'plan'],
  ] as const)('leads to %s', async (_what, rail, toOpen, step) => {
    const { callsOf } = await show(
      <ContinueButton from="oktopost-token" toOpen={toOpen} />,
      snapshotAt('oktopost-token', { rail }),
      { 'session.go': () => ok(null) },
    );
    await press(words.continue);
    expect(callsOf('session.go')).toEqual([{ screen: step }]);
  });
});

describe('Continue where an earlier step is open again', () => {
  it('leads there and names it, since nothing leads on', async () => {
    const rail = doneUntil('to-app').map((entry): Rail[number] =>
      entry.screen === 'oktopost-token'
        ? { ...entry, state: 'needs-you' }
        : { ...entry, reachable: entry.screen !== 'authenticate' && entry.screen !== 'to-app' },
    );
    const { callsOf } = await show(<ContinueButton from="connection" />, snapshotAt('connection', { rail }), {
      'session.go': () => ok(null),
    });
    await press(words.error.goTo(stepNames['oktopost-token']));
    expect(callsOf('session.go')).toEqual([{ screen: 'oktopost-token' }]);
  });

  it('waits where this step itself is open', async () => {
    const rail = doneUntil('connection').map((entry): Rail[number] => ({
      ...entry,
      reachable: entry.state === 'done-read' || entry.screen === 'connection',
    }));
    await show(<ContinueButton from="connection" />, snapshotAt('connection', { rail }));
    expect(screen.getByRole('button', { name: words.continue })).toHaveProperty('disabled', true);
  });
});

function done(entry: Rail[number]): Rail[number] {
  return { ...entry, state: 'done-read' };
}
