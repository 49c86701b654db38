import { expect, it } from 'vitest';
import { scriptedOrg } from '../okta/testing';
import { newScan, readScan } from './scan';

it('says that Oktopost could not be read where its token was taken away before the whole list was there', async () => {
  const { okta } = await scriptedOrg(() => ({ body: [] }));
  const scan = newScan('reconciliation', { kind: 'assigned' }, '0oa1', true);
  const { signal } = new AbortController();
  const gathered = await readScan(scan, { okta, oktopost: null, signal, onProgress: () => undefined });
  expect(gathered).toMatchObject({ oktopost: 'failed', accounts: null });
});
