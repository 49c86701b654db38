import { act, fireEvent, screen } from '@testing-library/react';
import { useState } from 'react';
import { expect, it } from 'vitest';
import { snapshotAt } from '../../shared/testing/snapshots';
import { press, show } from '../testing/dom';
import { Dialog } from './dialog';

function Asking({ onChange }: { onChange: (is: boolean) => void }) {
  const [is, setIs] = useState(false);
  const change = (next: boolean): void => {
    onChange(next);
    setIs(next);
  };
  return (
    <>
      <button
        onClick={() => {
          change(true);
        }}
      >
        ask
      </button>
      <Dialog title="Sure?" role="alertdialog" open={{ is, onChange: change }}>
        {(close) => <button onClick={close}>no</button>}
      </Dialog>
    </>
  );
}

async function open(): Promise<{ changes: boolean[]; veil: HTMLElement }> {
  const changes: boolean[] = [];
  await show(<Asking onChange={(is) => changes.push(is)} />, snapshotAt('welcome'));
  await press('ask');
  return { changes, veil: screen.getByRole('alertdialog', { name: 'Sure?' }) };
}

it('takes the focus, is alone on the page, and closes by what it shows', async () => {
  const { changes, veil } = await open();
  expect(veil.contains(document.activeElement)).toBe(true);
  expect(screen.queryByRole('button', { name: 'ask' })).toBeNull();
  await press('no');
  expect(screen.queryByRole('alertdialog')).toBeNull();
  expect(screen.getByRole('button', { name: 'ask' })).toBeDefined();
  expect(changes).toEqual([true, false]);
});

it('is closed once the browser closed it, as by Escape', async () => {
  const { changes, veil } = await open();
  await act(async () => {
    fireEvent(veil, new Event('close'));
  });
  expect(screen.queryByRole('alertdialog')).toBeNull();
  expect(changes).toEqual([true, false]);
});

it('closes by a click outside, not by one that began inside nor by the second of those that opened it', async () => {
  const { changes, veil } = await open();
  const inside = screen.getByRole('heading', { name: 'Sure?' });
  await act(async () => {
    fireEvent.pointerDown(inside);
    fireEvent.click(inside);
    fireEvent.pointerDown(inside);
    fireEvent.click(veil);
  });
  expect(changes).toEqual([true]);
  await act(async () => {
    fireEvent.pointerDown(veil);
    fireEvent.click(veil, { detail: 2 });
  });
  expect(changes).toEqual([true]);
  await act(async () => {
    fireEvent.pointerDown(veil);
    fireEvent.click(veil, { detail: 1 });
  });
  expect(changes).toEqual([true, false]);
});
