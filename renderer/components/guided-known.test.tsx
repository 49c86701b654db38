import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Guided, GuidedStepId } from '../../shared/screens';
import { app, snapshotAt } from '../../shared/testing/snapshots';
import { at } from '../../shared/testing/time';
import { noTest } from '../../shared/verification';
import { screenOf } from '../screens/registry';
import { barState, press, show } from '../testing/dom';

async function showStep(
  step: 'connection' | 'to-app',
  change: Partial<Record<GuidedStepId, Partial<Guided>>>,
  isTested = false,
) {
  const Step = await screenOf(step);
  const none = snapshotAt(step, { app });
  const guided = { ...none.guided };
  for (const id of ['scim-on', 'connection', 'to-app'] as const)
    guided[id] = { ...guided[id], ...change[id] };
  const test = isTested ? { ...noTest, state: 'passed' as const } : none.test;
  return show(Step && <Step />, { ...none, guided, test }, {});
}
const main = (): string => screen.getByRole('main').textContent ?? '';
const stated = { known: 'cannot-be-read', statedAt: at } as const;

describe('what an admin stated of a guided step', () => {
  it.each(['connection', 'to-app'] as const)('%s: is to be proven by a test, until one has', async (step) => {
    await showStep(step, { [step]: stated });
    expect(main()).toContain('A test will prove it.');
  });

  it.each([
    ['connection', stated, true],
    ['to-app', stated, true],
  ] as const)('%s: is not promised a test that has passed', async (step, guided, isTested) => {
    await showStep(step, { [step]: guided }, isTested);
    expect(main()).toContain('that this is done.');
    expect(main()).not.toContain('A test will prove it.');
  });
});

describe('a connection of which a test has proven what one user can', () => {
  const allBut = 'Proven, all but Push Profile Updates and the boxes that stay off.';
  const proof = {
    known: 'cannot-be-read' as const,
    evidence: ['bruno was read at Oktopost, 14:11'],
  } satisfies Partial<Guided>;

  it('says what is proven, by whom and when, and what is still the word of the admin', async () => {
    await showStep('connection', { connection: { ...proof, statedAt: at } }, true);
    expect(screen.getByText('bruno was read at Oktopost, 14:11')).toBeDefined();
    expect(screen.getAllByText(allBut)).toHaveLength(2);
    expect(barState()).toBe(allBut);
    expect(main()).toContain('These are your word of 24 Nov 2026');
    expect(main()).not.toContain('that this is done.');
    expect(main()).not.toContain('never shows these fields');
  });

  it('has no word of the admin where there is none, and is not proven where something speaks against it', async () => {
    const { send } = await showStep('connection', { connection: proof }, true);
    expect(barState()).toBe(allBut);
    expect(main()).not.toContain('your word');
    const none = snapshotAt('connection', { app });
    const finding = { text: 'It was changed since.', next: 'Look.' };
    const connection = { ...none.guided.connection, ...proof, statedAt: at, finding };
    await send({ guided: { ...none.guided, connection } });
    expect(main()).not.toContain('Proven, all but');
  });
});

describe('a step after SCIM', () => {
  it('says of a connection that nobody has stated what stands in the way', async () => {
    await showStep('connection', {
      connection: { known: 'not-yet', finding: { text: 'No SCIM.', next: 'On.' } },
    });
    expect(main()).toContain('No SCIM. On.');
  });

  it.each(['connection', 'to-app'] as const)(
    '%s: the message to Okta support says that SCIM is on where that was read, and only there',
    async (step) => {
      const title = step === 'connection' ? /No Provisioning tab/ : /A box or To App/;
      const isOn = 'SCIM is on, on its General tab.';
      const { send } = await showStep(step, { 'scim-on': { known: 'not-yet' } });
      await press(title);
      expect(main()).not.toContain(isOn);
      expect(main()).toContain('Okta’s API does not show it');
      const none = snapshotAt(step, { app });
      const scimOn: Guided = { ...none.guided['scim-on'], known: 'read-back' };
      await send({ guided: { ...none.guided, 'scim-on': scimOn } });
      expect(main()).toContain(isOn);
    },
  );
});
