import { screen } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { snapshotAt } from '../../../shared/testing/snapshots';
import { ok, press, show } from '../../testing/dom';
import { summary } from '../../testing/summary';
import { EvidencePack } from './evidence-pack';
import { words } from './words';
import { words as common } from '../../words/common';

const sealed = 'ab'.repeat(32);
const saved: Blob[] = [];

/** jsdom's blobs are read by a file reader only. */
const bytesOf = (blob: Blob | undefined): Promise<number[]> =>
  new Promise((resolve) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => {
      resolve(reader.result instanceof ArrayBuffer ? [...new Uint8Array(reader.result)] : []);
    });
    reader.readAsArrayBuffer(blob ?? new Blob([]));
  });

beforeEach(() => {
  saved.length = 0;
  vi.stubGlobal('URL', {
    createObjectURL: (blob: Blob) => {
      saved.push(blob);
      return 'blob:here';
    },
    revokeObjectURL: () => undefined,
  });
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
});

describe('the evidence pack', () => {
  it('is handed to the browser byte by byte, and its hash is shown to be kept', async () => {
    const zip = Uint8Array.from({ length: 256 }, (_, index) => index);
    const base64 = btoa(String.fromCharCode(...zip));
    await show(<EvidencePack onRead={() => undefined} />, snapshotAt('summary'), {
      'evidence.export': () =>
        ok({
          savedAs: null,
          download: { name: 'evidence.zip', type: 'application/zip', base64 },
          sealed,
          summary,
        }),
    });
    await press(words.export.evidence);
    expect(await bytesOf(saved[0])).toEqual([...zip]);
    expect(screen.getByText(common.downloads.downloaded('evidence.zip'))).toBeDefined();
    expect(document.body.textContent).toContain(sealed);
    expect(screen.getByRole('button', { name: `Copy ${words.export.sealedName}` })).toBeDefined();
  });

  it('that was not saved has no hash', async () => {
    await show(<EvidencePack onRead={() => undefined} />, snapshotAt('summary'), {
      'evidence.export': () => ok({ savedAs: null, download: null, sealed, summary }),
    });
    await press(words.export.evidence);
    expect(screen.getByText(common.downloads.notSaved)).toBeDefined();
    expect(document.body.textContent).not.toContain(sealed);
  });
});
