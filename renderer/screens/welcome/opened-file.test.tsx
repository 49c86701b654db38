import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { Opened } from '../../../shared/files';
import { snapshotAt } from '../../../shared/testing/snapshots';
import { at } from '../../../shared/testing/time';
import { words as shell } from '../../shell/words';
import { ok, press, show } from '../../testing/dom';
import { FilePart } from './opened-file';
import { words } from './words';

const { takeOver } = words.file;

const saved: Extract<Opened, { kind: 'saved-setup' }> = {
  ...{ kind: 'saved-setup', file: 'set-up.json', practice: true, destination: 'board', region: 'us' },
  ...{
    org: { name: null, url: 'http://127.0.0.1:1' },
    appLabel: null,
    at,
    by: null,
    changes: 1,
    isUndone: false,
  },
  ...{ skippedLines: 0, isOpenHere: false },
};

it('a saved set-up of the one that is open here asks for nothing to be forgotten', async () => {
  const { send, callsOf } = await show(
    <FilePart />,
    snapshotAt('welcome', { mode: 'practice', destination: 'board', opened: { ...saved, isOpenHere: true } }),
    { 'file.takeOver': () => ok(null) },
  );
  expect(screen.getByText(takeOver.openHere)).toBeDefined();
  expect(screen.queryByRole('button', { name: takeOver.action })).toBeNull();
  await send({ opened: saved });
  await press(takeOver.action);
  await press(shell.another.forget);
  expect(callsOf('file.takeOver')).toEqual([{ replace: true }]);
});

it('a saved set-up that was undone says so beside what its journal lists', async () => {
  const opened = { ...saved, changes: 32, isUndone: true };
  await show(<FilePart />, snapshotAt('welcome', { mode: 'practice', opened }), {});
  expect(
    screen.getByText(`Its journal lists 32 changes in Okta. ${shell.band.changed.undone}`),
  ).toBeDefined();
});

it('nothing promises that a practice set-up can be continued', () => {
  for (const text of [takeOver.practice, shell.save.text, shell.save.practice])
    expect(text).not.toContain('continue');
});
