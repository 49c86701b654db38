import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Guided, GuidedStepId } from '../../shared/screens';
import { app, snapshotAt } from '../../shared/testing/snapshots';
import { at } from '../../shared/testing/time';
import { noTest } from '../../shared/verification';
import { screenOf } from '../screens/registry';
import { press, show } from '../testing/dom';

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
    ['connection', { ...stated, evidence: ['bruno was read at Oktopost'] }, false],
    ['connection', stated, true],
    ['to-app', stated, true],
  ] as const)('%s: is not promised a test that has passed', async (step, guided, isTested) => {
    await showStep(step, { [step]: guided }, isTested);
    expect(main()).toContain('that this is done.');
    expect(main()).not.toContain('A test will prove it.');
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
