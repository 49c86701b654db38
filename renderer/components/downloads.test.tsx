// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { snapshotAt } from '../../shared/testing/snapshots';
import { ok, press, show } from '../testing/dom';
import { words } from '../words/common';
import { Downloads } from './downloads';
import { printPage } from './print';

vi.mock('./print', () => ({ printPage: vi.fn(() => Promise.resolve()) }));

const printed = async (print: string): Promise<void> => {
  await show(
    <Downloads
      name="summary.export"
      formats={[['pdf', 'Print']]}
      take={() => Promise.resolve(ok({ savedAs: null, download: null, print }))}
    />,
    snapshotAt('summary'),
  );
  await press('Print');
};

describe('printing in a browser', () => {
  it('says what opens', async () => {
    await printed('<p>short</p>');
    expect(screen.getByText(words.downloads.printed)).toBeDefined();
  });

  it('says before it that a long document takes time', async () => {
    vi.mocked(printPage).mockImplementationOnce(() => {
      expect(screen.getByText(words.downloads.printedLate)).toBeDefined();
      return Promise.resolve();
    });
    await printed('x'.repeat(2 * 1024 * 1024));
    await vi.waitFor(() => {
      expect(vi.mocked(printPage)).toHaveBeenCalled();
    });
    expect(screen.getByText(words.downloads.printedLate)).toBeDefined();
  });
});
