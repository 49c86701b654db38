import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../shared/snapshot';
import { snapshotAt } from '../../shared/testing/snapshots';
import { ok, press, show } from '../testing/dom';
import { words } from '../words/common';
import { ContinueButton } from './screen';

type Rail = Snapshot['rail'];

const { rail: fresh } = snapshotAt('oktopost-token');
const doneUntil = (open: string): Rail =>
  fresh.map((entry, index) => ({
    ...entry,
    reachable: true,
    state: index < fresh.findIndex(({ screen }) => screen === open) ? 'done-read' : 'not-yet',
  }));

describe('Continue after a token that was asked for again', () => {
  it.each([
    ['the step that is open', doneUntil('connection'), true, 'connection'],
    ['the step that is open, which is the next', doneUntil('plan'), true, 'plan'],
    ['the next step, where all is done', doneUntil('nothing').map(done), true, 'plan'],
    ['the next step, on any other screen', doneUntil('connection'), false, 'plan'],
  ] as const)('leads to %s', async (_what, rail, toOpen, screen) => {
    const { callsOf } = await show(
      <ContinueButton from="oktopost-token" toOpen={toOpen} />,
      snapshotAt('oktopost-token', { rail }),
      { 'session.go': () => ok(null) },
    );
    await press(words.continue);
    expect(callsOf('session.go')).toEqual([{ screen }]);
  });
});

function done(entry: Rail[number]): Rail[number] {
  return { ...entry, state: 'done-read' };
}
