// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { snapshotAt } from '../../shared/testing/snapshots';
import { press, show } from '../testing/dom';
import { About } from './about';
import { words } from './words';

const at = snapshotAt('welcome');
const opened = async (releases: string | null): Promise<void> => {
  await show(<About />, { ...at, assistant: { ...at.assistant, releases } });
  await press(words.about.version('0.1.0'));
  await screen.findByText(words.about.text);
};

it('says the version, and whom to ask where no address of releases is known', async () => {
  await opened(null);
  expect(screen.getByText(words.about.ask)).toBeDefined();
  expect(screen.queryByRole('link')).toBeNull();
});

it('links to the page of releases that this build names', async () => {
  await opened('https://releases.example/');
  expect(screen.getByRole('link', { name: words.about.releases }).getAttribute('href')).toBe(
    'https://releases.example/',
  );
  expect(screen.queryByText(words.about.ask)).toBeNull();
});
