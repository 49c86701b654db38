import { act, fireEvent } from '@testing-library/react';
import { expect, it } from 'vitest';
import { snapshotAt } from '../../shared/testing/snapshots';
import { show } from '../testing/dom';
import { OpenFile } from './open-file';

async function choose(file: File): Promise<{ said: string | null | undefined; sent: number }> {
  const { calls } = await show(<OpenFile hint="Drop it." />, snapshotAt('welcome'));
  const input = document.querySelector('input[type=file]');
  await act(async () => {
    if (input !== null) fireEvent.change(input, { target: { files: [file] } });
  });
  return { said: document.querySelector('.drop output')?.textContent, sent: calls.length };
}

it('names a file that is too large', async () => {
  const file = new File([], 'set-up.jsonl');
  Object.defineProperty(file, 'size', { value: 256 * 1024 * 1024 + 1 });
  expect(await choose(file)).toEqual({ said: '“set-up.jsonl” is larger than 256 MiB.', sent: 0 });
});

it('names what cannot be read, such as a folder', async () => {
  const file = new File([], 'exports');
  file.text = () => Promise.reject(new Error('it is a folder'));
  expect(await choose(file)).toEqual({ said: '“exports” could not be read. Choose it again.', sent: 0 });
});
