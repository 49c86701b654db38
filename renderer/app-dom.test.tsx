import { fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { appPlan } from '../shared/testing/plans';
import { connected, host, snapshotAt } from '../shared/testing/snapshots';
import type { Candidate } from '../shared/plan';
import { App } from './app';
import { loadScreens } from './screens/registry';
import { words as connectWords } from './screens/connect-okta/words';
import { words as destinationWords } from './screens/destination/words';
import { words as planWords } from './screens/plan/words';
import { words as shellWords } from './shell/words';
import { ok, press, show } from './testing/dom';

await loadScreens();

const address = {
  input: 'acme',
  kind: 'okta-host',
  orgUrl: host,
  adminUrl: 'https://acme-admin.okta.com',
  needsConfirmation: false,
} as const;

const named: Candidate = {
  id: '0oa2other',
  label: snapshotAt('plan').label,
  status: 'ACTIVE',
  created: '2026-01-01T00:00:00.000Z',
  lastUpdated: '2026-01-01T00:00:00.000Z',
  fit: 'same-name',
  why: 'It has the same name.',
  assigned: null,
  scimOn: false,
  differs: [],
  byHand: [],
};

describe('where one is', () => {
  it('is said in every width, and by the title of the window', async () => {
    const { send } = await show(<App />, snapshotAt('connect-okta', { mode: 'practice' }));
    const steps = (): (string | null)[] =>
      screen.getAllByRole('navigation').map(({ textContent }) => textContent);
    expect(steps()).toEqual([
      expect.stringContaining(shellWords.stepOf(3, 13)),
      expect.stringContaining(shellWords.stepOf(3, 13)),
    ]);
    expect(document.title).toMatch(/^Connect Okta – Practice – /);
    await send({ screen: 'summary', mode: 'real' });
    expect(steps()[1]).toContain(shellWords.stepOf(13, 13));
    expect(document.title).toMatch(/^Read the summary – (?!Practice)/);
  });
});

describe('the steps in a narrow window', () => {
  it('are closed by Escape, which leaves the focus on their button', async () => {
    await show(<App />, snapshotAt('plan'));
    await press(shellWords.allSteps);
    const all = screen.getByRole('button', { name: shellWords.allSteps });
    expect(all.getAttribute('aria-expanded')).toBe('true');
    fireEvent.keyDown(screen.getAllByRole('button', { name: /^Destination/ }).at(-1) ?? all, {
      key: 'Escape',
    });
    expect(all.getAttribute('aria-expanded')).toBe('false');
    expect(document.activeElement).toBe(all);
  });
});

it('closes the steps of a narrow window on the next screen, of which they would take half', async () => {
  const { send } = await show(<App />, snapshotAt('plan'));
  await press(shellWords.allSteps);
  await send({ screen: 'apply' });
  const all = screen.getByRole('button', { name: shellWords.allSteps });
  expect(all.getAttribute('aria-expanded')).toBe('false');
  await send({ screen: 'plan' });
  expect(all.getAttribute('aria-expanded')).toBe('false');
});

describe('the page, when what was pressed goes away', () => {
  it('has the focus on the state in the bar: the practice org’s token was taken', async () => {
    const { send } = await show(
      <App />,
      snapshotAt('connect-okta', { address, mode: 'practice', okta: { state: 'none' } }),
      { 'okta.usePracticeToken': () => ok(null) },
    );
    screen.getByRole('button', { name: connectWords.practice.action }).focus();
    await press(connectWords.practice.action);
    await send({ okta: connected });
    await waitFor(() => {
      expect(document.activeElement?.className).toBe('bar-state');
    });
  });
});

describe('the page, when another screen is shown', () => {
  it('has the focus on its title, or on the field that was asked for', async () => {
    const { send } = await show(<App />, snapshotAt('plan'), {
      'plan.preview': () => ok({ ...appPlan, existingApps: [named], blockers: ['Choose.'] }),
      'session.go': () => ok(null),
    });
    await send({ screen: 'apply' });
    expect(document.activeElement?.tagName).toBe('H1');
    await send({ screen: 'plan' });
    await press(planWords.existing.rename);
    await send({ screen: 'destination' });
    expect(document.activeElement).toBe(screen.getByLabelText(destinationWords.label.title));
    await press(/^Plan/);
    await send({ screen: 'plan' });
    expect(document.activeElement?.tagName).toBe('H1');
  });
});
