import { expect, it } from 'vitest';
import { advice } from '../shared/explain/advice';
import { troubleshooting } from './troubleshooting';

it('docs/troubleshooting.md says what the failure catalogue says', async () => {
  const page = troubleshooting();
  expect(page.match(/^### /gm)).toHaveLength(Object.keys(advice).length);
  await expect(page).toMatchFileSnapshot('../docs/troubleshooting.md');
});
