import { afterAll, expect, it } from 'vitest';
import { suggestedLabels } from '../../shared/oktopost';
import { startTestCore } from '../testing/core';
import type { TestCore } from '../testing/core';

let core: TestCore;
afterAll(() => core.close());

it('calls nothing of a way that Oktopost’s article does not have asked for by it', async () => {
  core = await startTestCore({ region: 'eu' });
  await core.begin({
    destination: 'admin-application',
    region: 'eu',
    label: suggestedLabels['admin-application'],
    confirmedUndocumentedTarget: true,
  });
  await core.run({ kind: 'app' });
  const { settings } = await core.call('summary.get', {});
  const sourceOf = (id: string) => settings.find(({ setting }) => setting === id)?.source;
  expect(sourceOf('sign-on.acs-url')).toBe('help pages');
  expect(sourceOf('to-app.create')).toBe('help pages');
  expect(settings.filter(({ source }) => source === 'article')).toEqual([]);
});
