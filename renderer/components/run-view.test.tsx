import { expect, it } from 'vitest';
import type { Check, Run } from '../../shared/plan';
import type { SettingId } from '../../shared/settings';
import { runOf, sameCheck } from '../../shared/testing/plans';
import { snapshotAt } from '../../shared/testing/snapshots';
import { at } from '../../shared/testing/time';
import { renderPart } from '../testing/render';
import { words } from '../words/run';
import { RunView, runWords } from './run-view';

const line = (title: string, settings: SettingId[]): Run['changes'][number] => ({
  ...{ id: title, title, settings, at, state: 'done' },
});
const read = (setting: SettingId, state: Check['state']): Check => ({ ...sameCheck, setting, state });

/** The colour of each line, in page order. */
const tones = (run: Partial<Run>): (string | undefined)[] =>
  renderPart(<RunView run={runOf({ state: 'done', ...run })} />, snapshotAt('undo'))
    .split('<li')
    .slice(1)
    .map((item) => /data-tone="(\w+)"/.exec(item)?.[1]);

it('colours each line by what was read of it alone', () => {
  const changes = [
    line('Unassign Ana', ['assignment:ana']),
    line('Unassign Bruno', ['assignment:bruno']),
    line('Unassign Carla', ['assignment:carla']),
    line('Detach the app integration', ['set-up']),
  ];
  const checks = [
    read('assignment:ana', 'same'),
    read('assignment:bruno', 'different'),
    read('account:ana', 'different'),
    read('assignment:carla', 'cannot-be-read'),
  ];
  expect(tones({ changes, checks })).toEqual(['green', 'red', 'grey', 'grey']);
  // Also where another line failed; and nothing was read of a run that was stopped.
  expect(tones({ changes, checks, state: 'failed' })).toEqual(['green', 'red', 'grey', 'grey']);
  expect(tones({ changes, checks: [], state: 'cancelled' })).toEqual(['grey', 'grey', 'grey', 'grey']);
});

it('says of a change that was not read back that it was not, once nothing more is read', () => {
  const changes = [
    line('Deactivate it', ['app.status']),
    line('Delete it', ['app']),
    line('Detach it', ['set-up']),
  ];
  const said = (state: Run['state']): string =>
    renderPart(
      <RunView run={runOf({ state, changes, checks: [read('app', 'same')] })} />,
      snapshotAt('undo'),
    );
  expect(said('done').split(words.unread)).toHaveLength(2);
  expect(said('running')).not.toContain(words.unread);
});

it('says of a change of which only some was not read back that it is so', () => {
  const changes = [line('Create it', ['app', 'app.status'])];
  const said = (app: Check['state']): string =>
    renderPart(
      <RunView
        run={runOf({
          state: 'done',
          changes,
          checks: [read('app', app), read('app.status', 'cannot-be-read')],
        })}
      />,
      snapshotAt('apply'),
    );
  expect(said('same')).toContain(words.partlyUnread);
  expect(said('cannot-be-read')).toContain(words.unread);
});

it('takes a count of many for each of them only where nobody differs', () => {
  const changes = [
    line('Change the user name of Ana', ['user-name:ana']),
    line('Change the user name of Bruno', ['user-name:bruno']),
  ];
  expect(tones({ changes, checks: [read('user-names', 'same')] })).toEqual(['green', 'green']);
  expect(tones({ changes, checks: [read('user-names', 'different')] })).toEqual(['grey', 'grey']);
  const oneRead = [read('user-names', 'different'), read('user-name:ana', 'same')];
  expect(tones({ changes, checks: oneRead })).toEqual(['green', 'grey']);
});

it('waits for an answer where nothing says until when, and for the next request where that is known', () => {
  const said = (until: string | null): string =>
    runWords(runOf({ state: 'running', wait: { reason: 'Okta has not answered yet.', since: at, until } }));
  expect([null, at].map(said)).toEqual(['Waiting for Okta’s answer.', 'Waiting before the next request.']);
});
