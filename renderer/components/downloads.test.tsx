import { cleanup, screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { snapshotAt } from '../../shared/testing/snapshots';
import { ok, press, show } from '../testing/dom';
import { words } from '../words/common';
import { Downloads } from './downloads';

it('says before the choice that a PDF of many changes takes minutes', async () => {
  const part = (rows: number) => (
    <Downloads
      name="plan.export"
      formats={[['pdf', 'Download plan as PDF']]}
      take={() => Promise.resolve(ok({ savedAs: null, download: null, print: null }))}
      rows={rows}
    />
  );
  await show(part(100_000), snapshotAt('plan'));
  expect(screen.getByText(words.downloads.many(100_000))).toBeDefined();
  cleanup();
  await show(part(5_000), snapshotAt('plan'));
  expect(screen.queryByText(words.downloads.many(5_000))).toBeNull();
});

/** What is said at the moment of printing: when the frame that is printed is appended to the page. */
async function saidAtPrint(print: string): Promise<string | null> {
  await show(
    <Downloads
      name="summary.export"
      formats={[['pdf', 'Print']]}
      take={() => Promise.resolve(ok({ savedAs: null, download: null, print }))}
    />,
    snapshotAt('summary'),
  );
  const said = new Promise<string | null>((resolve) => {
    vi.spyOn(document.body, 'append').mockImplementation(() => {
      resolve(screen.getByRole('status').textContent);
    });
  });
  await press('Print');
  return said;
}

describe('printing in a browser', () => {
  it('says what opens', async () => {
    expect(await saidAtPrint('<p>short</p>')).toBe(words.downloads.printed);
  });

  it('says before it that a long document takes time', async () => {
    expect(await saidAtPrint('x'.repeat(2 * 1024 * 1024))).toBe(words.downloads.printedLate);
  });
});
